"""Lists of programmes in the shapes in which governments publish them, and a clerk's reading."""
