"""Posts of a group: established less vacant ones, or a row for each post."""

from __future__ import annotations

from planner.intake.tables.headings import text_of
from planner.intake.training import words
from planner.intake.training.lines import AUDIENCES, Line, Said, Told
from planner.intake.training.record import MOSTLY, Record
from planner.readers.numbers import read_number


def posts(record: Record) -> Told | None:
    """Posts of a group: filled, or established less vacant, or a row for each post."""
    if "audience" not in record.at or "on" in record.at or "course" in record.at:
        return None
    if "occupied" in record.at and "post" in record.at:
        return _post_by_post(record)
    if "posts" in record.at or "vacant" not in record.at or "established" not in record.at:
        return None
    lines: list[Line] = []
    for number, cells in record.rows:
        posts, vacant = (record.said(role, number, cells) for role in ("established", "vacant"))
        found = {
            "title": record.said("audience", number, cells),
            "posts": _difference(posts, vacant),
            "turnover": record.said("turnover", number, cells),
            "ministry": record.said("ministry", number, cells),
            "as_of": record.said("as_of", number, cells) or _title_day(record),
        }
        lines.append(record.line(number, found))
    return record.told(AUDIENCES, lines, "Filled posts are established posts less vacant ones.")


def _difference(posts: Said | None, vacant: Said | None) -> Said | None:
    """Established less vacant; None, which is not known, when either is no number."""
    if posts is None or vacant is None:
        return None
    whole, less = read_number(text_of(posts.cell)), read_number(text_of(vacant.cell))
    if whole is None or less is None:
        return None
    return Said(cell=str(whole - less), row=posts.row, column=posts.column)


def _post_by_post(record: Record) -> Told | None:
    """A row for each post: the filled ones are counted by group."""
    states = [words.answer_of(text_of(cell)) for cell in record.cells(record.at["occupied"])]
    if not states or sum(state in ("filled", "empty") for state in states) < MOSTLY * len(states):
        return None
    filled: dict[str, int] = {}
    first: dict[str, int] = {}
    for number, cells in record.rows:
        group = record.said("audience", number, cells)
        state = record.said("occupied", number, cells)
        if group is None or state is None:
            continue
        title = text_of(group.cell)
        first.setdefault(title, number)
        filled[title] = filled.get(title, 0) + (words.answer_of(text_of(state.cell)) == "filled")
    at = record.at["audience"].column
    lines = [
        record.line(
            first[title],
            {
                "title": Said(cell=title, row=first[title], column=at),
                "posts": Said(cell=str(count)),
                "as_of": _title_day(record),
            },
        )
        for title, count in filled.items()
    ]
    return record.told(AUDIENCES, lines, "A row for each post: the filled ones were counted.")


def _title_day(record: Record) -> Said | None:
    return Said(cell=record.day) if record.day else None
