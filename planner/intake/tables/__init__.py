"""Which tables a sheet holds, and which of their columns is which column of the plan."""
