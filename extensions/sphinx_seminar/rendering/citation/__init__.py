"""References and citations: by author and year, by number, or in a CSL style."""
