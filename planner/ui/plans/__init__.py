"""The plan itself."""
