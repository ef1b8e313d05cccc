"""Takes ministries' files in: the steps of the import, one module each, and what they work on."""
