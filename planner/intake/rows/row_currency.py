"""The currency of the sums of a row, from all that the row and its table say about it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from planner.intake.grid import Cell
from planner.intake.rows.cell_readers import Read
from planner.intake.tables.headings import text_of
from planner.messages import Fact
from planner.problem_kinds import problem
from planner.problems import Problem, ProposedAnswer
from planner.readers.currencies import currencies_of, paid_in
from planner.schema import Value

_LONGEST = 60
_CURRENCY, _COUNTRY, _MINISTRY = "currency", "country", "ministry"


@dataclass(frozen=True)
class SaidMoney:
    """A cell that names money: its column, what it came to, where it stands."""

    column: str
    cell: Cell
    read: Read

    @property
    def text(self) -> str:
        """The cell as a sentence quotes it."""
        return text_of(self.cell)[:_LONGEST]


class RowCurrency:
    """Decides row by row; what `heads` say stands over the columns, `likely` is a person's word for
    sums without a currency, `shown` are the codes that the table writes out, `said` are answers.

    A name that countries share is asked about once for the rows of countries with one money;
    where the table writes out several of them, once for each ministry that says no country.
    """

    def __init__(
        self,
        heads: Mapping[str, str],
        likely: str,
        shown: Callable[[], frozenset[str]],
        said: Mapping[str, str],
    ) -> None:
        self._heads, self._likely, self._shown, self._said = heads, likely, shown, said

    def decide(
        self, cells: Sequence[SaidMoney], values: Mapping[str, Value]
    ) -> Iterator[tuple[SaidMoney, str, Problem | None]]:
        """Of each cell the currency that it settles and the question; "" where that is open, and
        nothing after it."""
        held = str(values.get(_CURRENCY) or "")
        for one in sorted(cells, key=lambda one: one.column != _CURRENCY):
            read = one.read
            meant = (read.currency,) if read.currency else currencies_of(read.shared)
            near = (held, "" if held else self._heads.get(one.column, ""), self._likely)
            code = next((code for code in near if code in meant), "")
            asked = None
            if held and not code:
                asked = self._asked("currency.two", one, (*meant, held), held, held=held)
            elif not code and len(meant) == 1:
                code = meant[0]
            elif not code:
                asked = self._shared(one, meant, values)
            code = code or (asked.answer if asked else "")
            yield one, code, asked
            if not code:
                return
            held = held or code

    def _shared(
        self, one: SaidMoney, meant: tuple[str, ...], values: Mapping[str, Value]
    ) -> Problem:
        country, ministry = (str(values.get(name, "")) for name in (_COUNTRY, _MINISTRY))
        if own := paid_in(country, meant):
            return self._asked("currency.shared@country", one, (own, *meant), own, country=country)
        if ministry and len(self._shown().intersection(meant)) > 1:
            return self._asked("currency.shared@ministry", one, meant, ministry, ministry=ministry)
        return self._asked("currency.shared", one, meant)

    def _asked(
        self, code: str, one: SaidMoney, ways: Sequence[str], group: str = "", **facts: Fact
    ) -> Problem:
        """A question that is put once for all rows of a group that say the same."""
        base = code.partition("@")[0]
        name = one.read.currency or one.read.shared
        return problem(
            code,
            key=":".join(filter(None, (base, one.column, name, group))),
            answers=[ProposedAnswer(way, way) for way in dict.fromkeys(ways)],
            value=text_of(one.cell)[:200],
            text=one.text,
            ways=tuple(dict.fromkeys(ways)),
            **facts,
        ).answered(self._said)
