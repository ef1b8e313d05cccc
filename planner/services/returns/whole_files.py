"""What there is to say of a returned file as a whole: sheets, hidden cells, sign-off."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from planner.intake.returns.returned_workbook import CameBack, SheetBack
from planner.merge import MinistryReturn
from planner.plan import table_named
from planner.problems import Problem, Severity

_NAMED = 6  # cells that a sentence names


def whole_file(back: CameBack, returned: MinistryReturn) -> Iterator[Problem]:
    """A note or a warning for sheets that are gone, hidden cells that changed, a missing sign-off.

    A sheet that had no rows when it went out is not missed.
    """
    gone = [t for t, rows in returned.issued.tables.items() if rows and t not in returned.tables]
    if gone:
        names = ", ".join(table_named(name).many for name in gone)
        yield _problem(
            back,
            Severity.NOTE,
            "sheet.missing",
            f"These sheets are not in the file, and nothing of them was changed: {names}.",
            sheets=" ".join(gone),
        )
    for sheet in back.sheets:
        yield from _hidden(back, sheet, returned)
    yield from _sign_off(back)


def _hidden(back: CameBack, sheet: SheetBack, returned: MinistryReturn) -> Iterator[Problem]:
    """Cells that changed in columns that the file hides: pasted over, perhaps."""
    cells = list(_changed(sheet, returned)) if sheet.hidden else []
    if cells:
        more = f" and {len(cells) - _NAMED} more" if len(cells) > _NAMED else ""
        yield _problem(
            back,
            Severity.WARNING,
            "cell.hidden",
            "What stands in hidden columns was changed, and taken: "
            f"{', '.join(cells[:_NAMED])}{more}.",
            "Show the columns, and see whether something was pasted over them.",
            sheet=sheet.sheet,
            count=str(len(cells)),
        )


def _changed(sheet: SheetBack, returned: MinistryReturn) -> Iterable[str]:
    for row in returned.rows:
        issued = returned.issued.rows(row.table).get(row.id)
        if issued is None or row.table != sheet.table.name:
            continue
        for name in sheet.hidden & row.values.keys():
            if row.values[name] != getattr(issued, name):
                yield row.cells.get(name, "").rpartition("!")[2]


def _sign_off(back: CameBack) -> Iterator[Problem]:
    signed = dict(zip(("sign_function", "sign_date"), back.sign_off, strict=True))
    lacking = [key for key, text in signed.items() if not text]
    if len(lacking) == len(signed):
        message = "The sign-off on the last sheet is not filled in."
        yield _problem(back, Severity.NOTE, "sign.missing", message)
    elif lacking:
        what = {"sign_function": "the function", "sign_date": "the date"}[lacking[0]]
        message = f"The sign-off on the last sheet lacks {what}."
        yield _problem(back, Severity.WARNING, "sign.partial", message, lacking=lacking[0])


def _problem(
    back: CameBack,
    severity: Severity,
    code: str,
    message: str,
    hint: str = "",
    sheet: str = "",
    **facts: str,
) -> Problem:
    return Problem(
        severity=severity,
        code=code,
        message=message,
        hint=hint,
        file=back.file,
        sheet=sheet,
        facts=tuple(facts.items()),
    )
