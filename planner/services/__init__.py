"""What a user does, end to end, for screen and terminal alike; the actor comes first."""
