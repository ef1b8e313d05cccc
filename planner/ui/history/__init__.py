"""What was changed, and the way back."""
