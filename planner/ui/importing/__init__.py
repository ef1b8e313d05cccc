"""The page of imports and its parts: a ministry's own spreadsheet, step by step."""
