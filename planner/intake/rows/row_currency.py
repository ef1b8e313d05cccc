"""The currency of the sums of a row, from all that the row and its table say about it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from planner.messages import Fact
from planner.problem_kinds import problem
from planner.problems import Problem, ProposedAnswer
from planner.readers.currencies import CODES, currencies_of, paid_in
from planner.schema import Value

_LONGEST = 60
_LISTED = 6  # currencies that a sentence names


class SaidMoney(NamedTuple):
    """A cell or a heading that names the money of a sum: its column, its text, what it names.

    `name` is a code, or a word for the money of several countries ("fcfa").
    """

    column: str
    text: str
    name: str

    @property
    def ways(self) -> tuple[str, ...]:
        """The currencies that may be meant."""
        return currencies_of(self.name) or (self.name,)


@dataclass(frozen=True)
class RowMoney:
    """What the sums of a row are in; "" where nothing says it, or while that is a question.

    `asked` is about what `said` names; `left` are columns that name other money, and which.
    """

    code: str = ""
    asked: Problem | None = None
    said: SaidMoney | None = None
    left: Mapping[str, tuple[str, ...]] = field(default_factory=dict[str, tuple[str, ...]])


_UNSAID = RowMoney()


class RowCurrency:
    """Decides row by row. `likely` is a person's word for sums without a currency, `shown` are the
    codes that the table writes out, `answers` a person's answers.

    All that names the money of a row has to agree. A name that countries share is asked about once
    for the rows of countries with one money; where the table writes out several of them, once for
    each ministry that says no country.
    """

    def __init__(
        self, likely: str, shown: Callable[[], frozenset[str]], answers: Mapping[str, str]
    ) -> None:
        self._likely, self._shown, self._answers = likely, shown, answers
        self._agreed: dict[str, RowMoney] = {}

    def decide(self, claims: Sequence[SaidMoney], values: Mapping[str, Value]) -> RowMoney:
        """The money of a row whose cells and headings make these claims, with its own values."""
        if not claims:
            return _UNSAID
        names = frozenset(one.name for one in claims)
        if len(names) == 1 and (code := claims[0].name) in CODES:
            return self._agreed.setdefault(code, RowMoney(code=code))
        ways = [frozenset(one.ways) for one in claims]
        meant = frozenset.intersection(*ways)
        if len(meant) == 1 or self._likely in meant:
            return RowMoney(code=self._likely if self._likely in meant else next(iter(meant)))
        said = claims[0]
        if meant:
            asked = self._which_country(said, sorted(meant), values)
        else:
            said = next(one for one, way in zip(claims, ways, strict=True) if not way & ways[0])
            asked = self._which_of_two(claims[0], said)
        code = asked.answer
        left = {one.column: one.ways for one in claims if code and code not in one.ways}
        return RowMoney(code=code, asked=asked, said=said, left=left)

    def _which_of_two(self, first: SaidMoney, other: SaidMoney) -> Problem:
        ways = dict.fromkeys((*other.ways, *first.ways))
        facts = {"said": _listed(other.ways), "held": _listed(first.ways)}
        return self._asked("currency.two", other, ways, first.name, **facts)

    def _which_country(
        self, one: SaidMoney, meant: Iterable[str], values: Mapping[str, Value]
    ) -> Problem:
        meant, ministry = tuple(meant), str(values.get("ministry", ""))
        country = str(values.get("country", ""))
        if own := paid_in(country, meant):
            ways = dict.fromkeys((own, *meant))
            return self._asked("currency.shared@country", one, ways, own, country=country)
        if ministry and len(self._shown().intersection(meant)) > 1:
            return self._asked("currency.shared@ministry", one, meant, ministry, ministry=ministry)
        return self._asked("currency.shared", one, meant)

    def _asked(
        self, code: str, one: SaidMoney, ways: Iterable[str], group: str = "", **facts: Fact
    ) -> Problem:
        """A question that is put once for all rows of a group that say the same."""
        ways = tuple(ways)
        return problem(
            code,
            key=":".join(filter(None, (code.partition("@")[0], one.column, one.name, group))),
            answers=[ProposedAnswer(way, way) for way in ways],
            value=one.text,
            text=one.text[:_LONGEST],
            ways=_listed(ways),
            **facts,
        ).answered(self._answers)


def _listed(ways: Sequence[str]) -> tuple[str, ...]:
    return (*ways[:_LISTED], "…") if len(ways) > _LISTED + 1 else tuple(ways)
