"""How people write text, dates and numbers: lenient readers, plain functions."""
