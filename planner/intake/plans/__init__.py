"""A whole plan that comes back: a plan workbook or a data package into a plan."""
