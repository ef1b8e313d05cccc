"""What ministries already spend, and how much of it serves prevention by a person's decision."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from planner.analysis import answers
from planner.analysis.answers import Answer, AnswerTable, Target
from planner.analysis.mapping.screening import is_no_link
from planner.analysis.money.costs import ZERO, exchange
from planner.choices import LinkState
from planner.messages import Message, Sum, _, verbatim
from planner.plan import Plan, grouped
from planner.schema import Value
from planner.tables import Link, Ministry, Programme

TITLE: Final = _("What ministries already spend")


@dataclass(frozen=True, kw_only=True)
class Spending:
    """Budgets of programmes: `whole`, those with a link, and the share that the links name.

    `unknown` counts programmes in no sum, `without_share` those with a link that names no share.
    """

    programmes: int = 0
    whole: Decimal = ZERO
    linked: Decimal = ZERO
    attributed: Decimal = ZERO
    unknown: int = 0
    without_share: int = 0

    def __add__(self, other: Spending) -> Spending:
        """Both together."""
        return Spending(
            programmes=self.programmes + other.programmes,
            whole=self.whole + other.whole,
            linked=self.linked + other.linked,
            attributed=self.attributed + other.attributed,
            unknown=self.unknown + other.unknown,
            without_share=self.without_share + other.without_share,
        )


def spending(plan: Plan) -> Mapping[str, Spending]:
    """What the programmes of each ministry come to, by its id; blank where none is named."""
    links = grouped(
        (one for one in plan.of(Link) if one.state is LinkState.CONFIRMED and not is_no_link(one)),
        "programme",
    )
    found: dict[str, Spending] = {}
    for programme in plan.of(Programme):
        part = _of(plan, programme, links)
        found[programme.ministry] = found.get(programme.ministry, Spending()) + part
    return found


def _of(plan: Plan, programme: Programme, links: Mapping[Value, tuple[Link, ...]]) -> Spending:
    budget = exchange(plan).convert(programme.budget, programme.currency)
    own = links.get(programme.id, ())
    if budget is None:
        return Spending(programmes=1, unknown=1)
    shares = [one.share for one in own if one.share is not None]
    part = min(sum((Decimal(str(share)) for share in shares), ZERO), Decimal(100)) / 100
    return Spending(
        programmes=1,
        whole=budget,
        linked=budget if own else ZERO,
        attributed=budget * part,
        without_share=int(bool(own) and len(shares) < len(own)),
    )


def spending_answer(plan: Plan) -> Answer:
    """By ministry: all budgets, those of linked programmes, and the attributed share of these."""
    found, currency = spending(plan), exchange(plan).own
    total = sum(found.values(), Spending())
    unknown = _("Programmes whose budget is not known, in no sum: {number}.", number=total.unknown)
    said = _(
        "Ministries already spend {whole} on {number} programmes; {linked} of it is in programmes "
        "linked to prevention, and the links attribute {attributed} of that.",
        whole=Sum(total.whole, currency, at_least=total.unknown > 0),
        number=total.programmes,
        linked=Sum(total.linked, currency, at_least=total.unknown > 0),
        attributed=Sum(total.attributed, currency, at_least=total.without_share > 0),
    )
    return Answer(
        key="spending",
        title=TITLE,
        unknown=(unknown,) if total.unknown else (),
        sentences=(said,) if found else (_("No programme has been entered yet."),),
        tables=(_table(plan, found, currency),),
    )


def _table(
    plan: Plan, found: Mapping[str, Spending], currency: str
) -> AnswerTable[tuple[str, Spending]]:
    names = plan.names(Ministry)

    def name(key: str) -> Message:
        return verbatim(names.get(key, key)) or _("No ministry named")

    return AnswerTable(
        key="spending",
        title=TITLE,
        columns=(
            answers.text("ministry", _("Ministry"), lambda line: name(line[0])),
            answers.count("programmes", _("Programmes"), lambda line: line[1].programmes),
            answers.amount(
                "whole", _("Whole budgets"),
                lambda line: Sum(line[1].whole, currency, at_least=line[1].unknown > 0),
            ),
            answers.amount(
                "linked", _("Of linked programmes"),
                lambda line: Sum(line[1].linked, currency, at_least=line[1].unknown > 0),
            ),
            answers.amount(
                "attributed", _("Attributed share of budgets"),
                lambda line: Sum(line[1].attributed, currency, at_least=line[1].without_share > 0),
            ),
            answers.count("unknown", _("Budget not known"), lambda line: line[1].unknown),
        ),
        lines=tuple(found.items()),
        target=lambda line: Target("ministries", line[0]) if line[0] else None,
    )  # fmt: skip
