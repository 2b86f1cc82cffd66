"""Floor 5: foreign pages, records and exports become sessions and readings."""
