"""The listings, one module each; all return nodes that every builder knows."""
