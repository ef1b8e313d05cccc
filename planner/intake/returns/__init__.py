"""A ministry's workbook that comes back: known again, its sheets and cells read."""
