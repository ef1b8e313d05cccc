"""A stranger's file becomes rows: its cells read in a limited process, its tables understood."""
