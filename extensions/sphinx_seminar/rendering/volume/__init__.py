"""Volumes: which PDFs a build makes, and the doctree of each; ``rendering.typst`` sets them."""
