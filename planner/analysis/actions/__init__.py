"""What belongs to an action, and new ones drafted."""
