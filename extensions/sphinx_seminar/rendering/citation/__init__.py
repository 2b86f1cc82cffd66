"""References and citations, in author–date style."""
