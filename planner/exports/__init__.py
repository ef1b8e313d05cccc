"""A plan and its answers into files that leave: workbooks, a data package."""
