"""How much of a file the planner takes on, with the reason for each number; more is refused."""

from __future__ import annotations

from dataclasses import dataclass

MEGABYTE = 2**20


@dataclass(frozen=True, kw_only=True)
class Limits:
    """The limits for one file. The defaults suit a laptop; a large office passes its own."""

    # A hundred thousand rows of 25 columns are 22 MB as a workbook.
    file_bytes: int = 32 * MEGABYTE
    # A workbook of many sheets has some hundred parts; thousands are an attack or an archive.
    archive_parts: int = 2_000
    # The same hundred thousand rows inflate to 140 MB of XML.
    inflated_bytes: int = 300 * MEGABYTE
    # Spreadsheet XML packs 5 to 60 times; a part that packs 1,000 times was made to harm.
    inflation: int = 1_000
    # A ministry's list has hundreds of rows; a national one tens of thousands.
    rows: int = 120_000
    # Beyond column 512 stand only stray cells.
    columns: int = 512
    # A hundred columns in every row that is taken; as many cells are about a gigabyte in memory.
    cells: int = 12_000_000
    # As many as a cell of any spreadsheet program holds.
    letters: int = 32_767
    # The same hundred thousand rows are 30 MB on their way; texts that repeat travel once.
    sent_bytes: int = 300 * MEGABYTE
    # What the reading process may use, and how long it may take.
    memory_bytes: int = 1_500 * MEGABYTE
    cpu_seconds: int = 60
    wall_seconds: int = 90
    # Rows sent at a time from the reading process.
    rows_a_frame: int = 2_000


LIMITS = Limits()
