"""Floor 4: the archive as bytes, and the one module that writes them."""
