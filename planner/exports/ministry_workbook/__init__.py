"""A ministry's share of a plan as a workbook to fill in and send back."""
