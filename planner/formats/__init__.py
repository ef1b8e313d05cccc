"""Files in and out: the plan as a workbook, as tables in a folder, and as what cabinet reads."""
