"""Which programmes serve which prevention actions: suggestions and their evidence."""
