"""Floor 3: doctree to doctree, and the writers of the formats that are ours."""
