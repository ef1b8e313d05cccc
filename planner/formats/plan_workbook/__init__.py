"""A workbook of a whole plan back into the plan it was made of."""

from planner.formats.plan_workbook.reading import parse, read

__all__ = ["parse", "read"]
