"""A planner for the Responsibility to Protect: what a state does, what is not covered, what to ask cabinet for."""
