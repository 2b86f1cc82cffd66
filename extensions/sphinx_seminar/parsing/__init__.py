"""Floor 1: text to (model, findings). Nothing here imports Sphinx."""
