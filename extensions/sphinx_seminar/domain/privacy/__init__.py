"""Meeting access: kept apart from the sources, shown to members, taken out where it was typed."""
