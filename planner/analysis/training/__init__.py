"""Who is trained, until when, and what is still needed."""
