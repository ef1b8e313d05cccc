"""How strongly the risk factors show."""
