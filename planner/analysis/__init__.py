"""What a plan says when asked: pure functions, one module per question."""
