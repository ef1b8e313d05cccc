"""What a reviewer would find in a plan."""
