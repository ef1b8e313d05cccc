"""The whole plan as one workbook that a person can edit and that reads back to the same plan."""

from planner.formats.plan_workbook.reading import parse, read
from planner.formats.plan_workbook.writing import write

__all__ = ["parse", "read", "write"]
