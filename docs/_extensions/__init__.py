"""What the manual adds to Sphinx: examples shown twice, and tables made from the code."""
