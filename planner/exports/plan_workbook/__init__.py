"""The whole plan as one workbook that a person can edit and that reads back to the same plan."""

from planner.exports.plan_workbook.writing import write

__all__ = ["write"]
