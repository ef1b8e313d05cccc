"""What the rows and cells of a table say, read as typed values."""
