"""One view per page: gather, compute, draw, act."""
