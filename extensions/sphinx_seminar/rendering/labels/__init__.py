"""Every word that readers see and no author wrote, translatable through the catalog."""
