"""What the rows and cells of a table say, read as typed values.

One reader of rows for every file. A workbook whose header is known already, as a return, uses it
through the same few functions:

- `roles.roles(sheet, RowLayout(...), decimal)`: which rows are taken in, and why others are not;
- `row_words.total_word(text)`: how surely a text is the label of a total, in any language;
- `roles.merged_tops(sheet)`: the cells under a downward merge, with the row whose value they show;
- `checks.slipped_numbers(table, before, after)`: slips of the decimal mark or of the unit;
- `checks.reversed_periods(table, values)`: periods that end before they start.
"""
