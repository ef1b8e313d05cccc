"""The workbook that goes to a ministry and comes back: written, recognised, read."""
