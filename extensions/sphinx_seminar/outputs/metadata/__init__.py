"""What machines read of a page: COinS, schema.org JSON-LD, Highwire tags."""
