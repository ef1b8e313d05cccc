"""A planner for R2P focal points: what a state does, what is not covered, what to ask for."""
