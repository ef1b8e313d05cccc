"""Many returns merged into a plan at once, cell by cell, three versions of each: as issued, as
returned, as the plan is now.

`merge` compares and says what is clear, what not and why; `settle` turns that and a person's
decisions into changes. The order in which returns are handed in never matters, and what a
ministry left alone never replaces a later edit.
"""
