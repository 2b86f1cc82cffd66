"""Floor 2: Sphinx collects, stores and resolves."""
