"""Other archives: the setting that names them, the lock file that holds copies of them."""
