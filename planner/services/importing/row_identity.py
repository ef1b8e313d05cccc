"""Which row of the plan each row of a file is: by id, reference, title, ministry, dates and money.

What these say together is weighed over all rows of the file at once, so that each row of the plan
is given once. Where they disagree a person is asked, with both rows shown; rows that differ are
kept apart.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

from planner.intake.inspection import FoundTable
from planner.intake.rows.checks import NUMERIC
from planner.intake.rows.grouping import APART
from planner.intake.rows.picks import PLACE
from planner.messages import Message, _
from planner.plan import title_of
from planner.problems import Problem, ProposedAnswer
from planner.readers.likeness import akin
from planner.readers.references import Form, forms, is_cut
from planner.readers.texts import folded
from planner.schema import Kind, Row, Value
from planner.services.importing.row_copies import ResolvedRow, copies
from planner.services.importing.row_problems import row_problem
from planner.services.row_matching import RowIndex
from planner.values import to_text

SAME: Final = ProposedAnswer("same", _("That row of the plan"))
NEW: Final = ProposedAnswer("new", _("A new row"))
ONCE: Final = ProposedAnswer("once", _("Take it once"))
BOTH: Final = ProposedAnswer("both", _("Take both"))
FIRST: Final = ProposedAnswer("first", _("The first of the two"))
THIS: Final = ProposedAnswer("this", _("This one"))

_ID, _REFERENCE, _TITLE = "id", "reference", "title"
_OFFERED: Final = 4  # rows of the plan that a question offers
_SHOWN: Final = 4  # differences that it tells


@dataclass(kw_only=True)
class RowIdentity:
    """The row of the plan that a row of a file is, None for a new one, and by which columns.

    One that `waits` is not taken in before a person answers; one that is a `copy` says nothing that
    another row of the file does not say. `left` are columns that it leaves as they are.
    """

    row: Row | None = None
    by: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    waits: bool = False
    copy: bool = False
    left: frozenset[str] = frozenset()


def identify(
    index: RowIndex, found: FoundTable, rows: Sequence[ResolvedRow]
) -> Sequence[RowIdentity]:
    """Which row of the plan each of these rows of a file is, in their order."""
    return _Identifying(index, found, rows).run()


class _Identifying:
    def __init__(self, index: RowIndex, found: FoundTable, rows: Sequence[ResolvedRow]) -> None:
        self._index, self._found, self._rows = index, found, rows
        self._declared, self._answers = index.declared, found.options.answers
        self._known: dict[int, RowIdentity] = {}
        self._taken: set[str] = set()
        columns = self._declared.columns
        self._facts = [c.name for c in columns if c.kind in {*NUMERIC, Kind.DATE, Kind.ENTRY}]
        self._facts += [c.name for c in columns if c.name == PLACE]
        self._firm = {c.name for c in columns if c.kind is Kind.DATE or c.name == PLACE}

    def run(self) -> Sequence[RowIdentity]:
        """The identity of every row."""
        self._copies()
        self._by_id()
        if self._index.has_references:
            self._shared_references()
            self._by_reference()
            self._by_title()
        else:
            self._by_key()
        return [self._known.get(at, RowIdentity()) for at in range(len(self._rows))]

    def _open(self) -> Iterable[int]:
        return [at for at in range(len(self._rows)) if at not in self._known]

    def _text(self, at: int, name: str) -> str:
        row = self._rows[at]
        if name in row.row.fallback_columns:
            return ""
        return folded(to_text(row.values.get(name)))

    # what the file says twice

    def _copies(self) -> None:
        """A row that says just what one above says is taken once; without a key that is asked."""
        for at, first in copies(self._found, self._rows).items():
            named = self._rows[at].values.get(_ID) or self._has_key(at)
            code = "row.repeated" if named else "row.repeated@asked"
            answers = () if named else (ONCE, BOTH)
            asked = self._problem(code, at, first=self._rows[first].row.number, answers=answers)
            if asked.answer != BOTH.value:
                self._known[at] = RowIdentity(copy=True, problems=(asked,))

    def _has_key(self, at: int) -> bool:
        """Whether a row has all of what no two rows may share."""
        return self._declared.is_keyed([self._text(at, name) for name in self._declared.key])

    # by id

    def _by_id(self) -> None:
        for at in self._open():
            row_id = str(self._rows[at].values.get(_ID) or "")
            if not row_id:
                continue
            row = self._index.rows.get(row_id)
            if row is None:
                why = _("The plan has no {id} in {table}.", id=row_id, table=self._declared.title)
                alike = self._index.namesakes(self._rows[at].values)
                self._ask("row.unplaced", at, alike, ("title",), why=why)
            elif row_id in self._taken:
                why = _("{id} is in this file more than once.", id=row_id)
                self._ask("row.unplaced", at, [row], (_ID,), why=why, free=False)
            else:
                self._take(at, row, (_ID,))

    def _take(self, at: int, row: Row, by: tuple[str, ...], **facts: Any) -> None:
        self._taken.add(row.id)
        self._known[at] = RowIdentity(row=row, by=by, **facts)

    # by reference

    def _shared_references(self) -> None:
        """Rows that differ under one reference: what they agree in, unless a person decides.

        Programmes of their own cannot share a reference; the first one keeps it.
        """
        groups: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
        for at in self._open():
            if reference := self._usable_reference(at):
                groups[reference, self._owner(at)].append(at)
        asked = next((p for p in self._found.problems if p.code == "rows.repeat_reference"), None)
        apart = bool(asked and asked.answer == APART.value)
        for group in groups.values():
            for at in group[1:]:
                if apart:
                    self._rows[at].values.pop(_REFERENCE)
                else:
                    self._known[at] = RowIdentity(waits=True)
            if len(group) > 1 and not apart:
                self._keep_common(group)

    def _keep_common(self, group: Sequence[int]) -> None:
        first, *others = (self._rows[at].values for at in group)
        for name in list(first):
            if any(other.get(name) != first[name] for other in others):
                del first[name]
        if any(column.required and column.name not in first for column in self._declared.columns):
            self._known[group[0]] = RowIdentity(waits=True)

    def _usable_reference(self, at: int) -> str:
        reference = str(self._rows[at].values.get(_REFERENCE) or "")
        return "" if is_cut(reference) else folded(reference)

    def _owner(self, at: int) -> str:
        return str(self._rows[at].values.get(self._index.owner) or "")

    def _by_reference(self) -> None:
        """Rows of the same reference whose titles do not speak against it; of a turned one."""
        moved: list[tuple[int, Row, tuple[str, ...]]] = []
        for at in self._open():
            reference = self._usable_reference(at)
            rows = self._of_owner(at, self._index.named(_REFERENCE, reference))
            if not rows:
                continue
            row = rows[0]
            same = getattr(row, self._index.owner) == self._owner(at)
            by = (self._index.owner, _REFERENCE) if same else (_REFERENCE,)
            if len(rows) > 1 or row.id in self._taken or self._moves(at, row):
                moved += [(at, one, by) for one in rows]
            else:
                self._take(at, row, by)
        for at, row, by in moved:
            titled = self._titled(at)
            rows = [row, *(one for one in titled if one is not row)]
            if at not in self._known:
                self._ask("row.title_moved", at, rows, by, reference=getattr(row, _REFERENCE))
        turned = self._turned_index() if self._rows else {}
        for at in self._open():
            reference = str(self._rows[at].values.get(_REFERENCE) or "")
            rows = [one for form in forms(reference) for one in turned.get(form, ())]
            rows = self._free(self._of_owner(at, rows))
            rows = [one for one in rows if not self._title(one) or not self._text(at, _TITLE)
                    or self._title(one) == self._text(at, _TITLE)] or rows[:0]  # fmt: skip
            if rows:
                self._ask_turned(at, rows)

    def _ask_turned(self, at: int, rows: Sequence[Row]) -> None:
        said = self._rows[at].values[_REFERENCE]
        facts = {"reference": getattr(rows[0], _REFERENCE), "said": to_text(said)}
        self._ask("reference.loses", at, rows, (_REFERENCE,), left={_REFERENCE}, **facts)

    def _turned_index(self) -> Mapping[Form, list[Row]]:
        found: defaultdict[Form, list[Row]] = defaultdict(list)
        for row in self._index.rows.values():
            for form in set(forms(str(getattr(row, _REFERENCE)))):
                found[form].append(row)
        return found

    def _moves(self, at: int, row: Row) -> bool:
        """Whether a title goes to another row with the reference: another row has it, or is it."""
        title, before = self._text(at, _TITLE), self._title(row)
        if not title or not before or title == before:
            return False
        others = [one for one in self._titled(at) if one is not row]
        return bool(others) or (before in self._file_titles) or not akin(title, before)

    @cached_property
    def _file_titles(self) -> frozenset[str]:
        return frozenset(self._text(at, _TITLE) for at in range(len(self._rows)))

    def _title(self, row: Row) -> str:
        """The title of a row of the plan; blank where reference or description stands for it."""
        title = folded(str(getattr(row, _TITLE, "")))
        stand_ins = (getattr(row, name, "") for name in (_REFERENCE, "description"))
        return "" if title in {folded(str(one).split("\n")[0]) for one in stand_ins} else title

    def _titled(self, at: int) -> list[Row]:
        title = self._text(at, _TITLE)
        return self._free(self._of_owner(at, self._index.named(_TITLE, title))) if title else []

    def _of_owner(self, at: int, rows: Iterable[Row]) -> list[Row]:
        """The rows of the same ministry, else those where one side names none."""
        owner = self._owner(at)
        same = [row for row in rows if getattr(row, self._index.owner) == owner]
        return same or [row for row in rows if not owner or not getattr(row, self._index.owner)]

    def _free(self, rows: Iterable[Row]) -> list[Row]:
        return [row for row in dict.fromkeys(rows) if row.id not in self._taken]

    # by title or key, and by what else the rows hold

    def _by_title(self) -> None:
        groups: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
        for at in self._open():
            if title := self._text(at, _TITLE):
                groups[title, self._owner(at)].append(at)
        for group in groups.values():
            self._pair(group, self._titled(group[0]), (_TITLE, self._index.owner), is_sure=False)

    def _by_key(self) -> None:
        columns = self._index.key_columns
        groups: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
        for at in self._open():
            key = tuple(self._text(at, name) for name in columns)
            if any(key):
                groups[key].append(at)
        for key, group in groups.items():
            if self._declared.key and self._declared.is_keyed(key):
                self._one_of_key(group)
            left = [at for at in group if at not in self._known]
            self._pair(left, self._free(self._index.of_key(key)), columns, is_sure=True)

    def _one_of_key(self, group: Sequence[int]) -> None:
        """No two rows may share a key: a person says which of two that differ is right."""
        first = group[0]
        for at in group[1:]:
            number = self._rows[first].row.number
            asked = self._problem(
                "row.conflict",
                at,
                first=number,
                same=tuple(map(self._declared.label, self._declared.key)),
                differing=self._differing(at, self._rows[first].values),
                answers=(FIRST, THIS),
            )
            if asked.answer == THIS.value:
                self._known[first] = RowIdentity(copy=True, problems=(asked,))
                first = at
            else:
                waits = not asked.answer
                self._known[at] = RowIdentity(waits=waits, copy=not waits, problems=(asked,))

    def _pair(
        self, group: Sequence[int], rows: Sequence[Row], by: tuple[str, ...], *, is_sure: bool
    ) -> None:
        """Give rows of the file to those of the plan of one name, the most equal first."""
        left, free = list(group), list(rows)
        agreeing = sorted(
            (-equal, at, n)
            for at in left
            for n, row in enumerate(free)
            if (equal := self._agreement(at, row)) is not None
        )
        taken: set[int] = set()
        for _equal, at, n in agreeing:
            if at in left and n not in taken:
                left.remove(at)
                taken.add(n)
                self._take(at, free[n], by)
        free = [row for n, row in enumerate(free) if n not in taken]
        if is_sure and len(left) == len(free) == 1:
            self._take(left[0], free[0], by)
            return
        for at in left if free else ():
            self._ask("row.same_title", at, free, by, left=self._turned(at, free[0]))

    def _agreement(self, at: int, row: Row) -> int | None:
        """In how much else a row of one name agrees; None where it may well be another one.

        Another reference, day or place is another row; another sum alone is none when nothing else
        is known.
        """
        values, equal, differing = self._rows[at].values, 0, set[str]()
        before = to_text(getattr(row, _REFERENCE, "")) if self._index.has_references else ""
        after = to_text(values.get(_REFERENCE)) if before else ""
        if before and after and folded(before) != folded(after):
            return None
        for name in self._facts:
            old, new = getattr(row, name), values.get(name)
            if (
                new is None
                or old == self._declared.column(name).blank
                or name in self._index.key_columns
            ):
                continue
            equal += old == new
            differing |= set() if old == new else {name}
        if differing & self._firm or (differing and not equal):
            return None
        return equal

    def _turned(self, at: int, row: Row) -> set[str]:
        """The reference, where it may be that of a row as a spreadsheet program turned it."""
        if not self._index.has_references:
            return set()
        before, after = str(getattr(row, _REFERENCE)), self._rows[at].values.get(_REFERENCE)
        return {_REFERENCE} if set(forms(before)) & set(forms(str(after or ""))) else set()

    # what a person is asked

    def _ask(
        self,
        code: str,
        at: int,
        rows: Sequence[Row],
        by: tuple[str, ...],
        *,
        left: Iterable[str] = (),
        free: bool = True,
        **facts: Any,
    ) -> None:
        """Ask which row it is, and go by the answer."""
        rows = (self._free(rows) if free else list(rows))[:_OFFERED]
        named = [ProposedAnswer(row.id, f"{row.id} {title_of(row)}") for row in rows]
        answers = named if code == "row.unplaced" else [SAME, *named[1:]]
        facts |= {"known": f"{rows[0].id} {title_of(rows[0])}" if rows else ""}
        facts |= {"differing": self._differing(at, vars(rows[0])) if rows else ()}
        asked = self._problem(code, at, answers=(*answers, NEW), **facts)
        by_answer = dict(zip([one.value for one in answers], rows, strict=True))
        row = by_answer.get(asked.answer)
        if row is not None and row.id in self._taken:
            row, asked = None, self._problem(code, at, answers=(*answers, NEW), **facts)
        if row is not None:
            self._take(at, row, by, problems=(asked,), left=frozenset(left))
        else:
            waits = asked.answer != NEW.value
            maybe = rows[0] if rows and waits else None
            self._known[at] = RowIdentity(row=maybe, problems=(asked,), waits=waits)

    def _differing(self, at: int, before: Mapping[str, Value]) -> tuple[Message, ...]:
        """What a row of the file says otherwise, as in “Budget: 100 / 120”."""
        told: list[Message] = []
        for name, new in self._rows[at].values.items():
            old = before.get(name)
            if name == _ID or to_text(old) == to_text(new) or len(told) == _SHOWN:
                continue
            facts = {"one": to_text(old) or "–", "other": to_text(new) or "–"}
            told.append(_("{label}: {one} / {other}", label=self._declared.label(name), **facts))
        return tuple(told)

    def _problem(self, code: str, at: int, **facts: Any) -> Problem:
        row = self._rows[at]
        title = next((str(v) for n in (_TITLE, "name", _REFERENCE) if (v := row.values.get(n))), "")
        return row_problem(code, row.row, self._found, title=title, **facts).answered(self._answers)
