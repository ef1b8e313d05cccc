"""What may raise an indicator of the framework, programmes and actions alike."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from planner.analysis import answers
from planner.analysis.answers import Answer, AnswerTable, Finding, Gravity, Target
from planner.analysis.mapping.screening import screening
from planner.choices import LinkState
from planner.messages import Fact, Message, _, ngettext, verbatim
from planner.plan import Plan, table_named, title_of
from planner.reference import Reference
from planner.tables import Harm, Ministry

TITLE: Final = _("What may raise risk")
_HARMS: Final = table_named("harms")


@dataclass(frozen=True, kw_only=True)
class RaisedRisk:
    """One programme or action and one sign that it may raise.

    `table` is "programmes" or "actions", `about` the id of its row; `sign` as the framework words
    it; `is_open` where nobody has rejected it and nothing is done about it.
    """

    harm: Harm
    table: str
    about: str
    title: str
    ministry: str
    sign: Message
    is_open: bool


def risk_factor_of(harm: Harm) -> int:
    """The risk factor that the sign belongs to; 0 for a sign that is written wrongly."""
    number = harm.sign.partition(".")[0]
    return int(number) if number.isdigit() else 0


def on_record(plan: Plan) -> tuple[Harm, ...]:
    """Every possible harm that nobody has rejected."""
    return tuple(one for one in plan.of(Harm) if one.state is not LinkState.REJECTED)


def is_open(harm: Harm) -> bool:
    """Whether nobody says what is done about it."""
    return not harm.mitigation


def harms(plan: Plan, reference: Reference) -> tuple[RaisedRisk, ...]:
    """Every possible harm on record that nobody has rejected, those without mitigation first."""
    ministries = plan.names(Ministry)
    found = [_raised(plan, harm, reference, ministries) for harm in on_record(plan)]
    return tuple(sorted(found, key=lambda one: (not one.is_open, one.table, one.about)))


def may_raise(plan: Plan) -> Mapping[int, tuple[str, ...]]:
    """The programmes and actions that may raise a sign of each risk factor, by its number.

    >>> raised = Harm(id="H-001", programme="P-0001", sign="7.3")
    >>> may_raise(Plan(tables={"harms": {raised.id: raised}}))
    {7: ('P-0001',)}
    """
    found: dict[int, dict[str, None]] = {}
    for harm in on_record(plan):
        found.setdefault(risk_factor_of(harm), {})[harm.programme or harm.action] = None
    return {factor: tuple(ids) for factor, ids in found.items()}


def _raised(
    plan: Plan, harm: Harm, reference: Reference, ministries: Mapping[str, str]
) -> RaisedRisk:
    table, about = ("programmes", harm.programme) if harm.programme else ("actions", harm.action)
    row = plan.rows(table).get(about)
    return RaisedRisk(
        harm=harm,
        table=table,
        about=about,
        title=title_of(row) if row else about,
        ministry=ministries.get(plan.owner_of(harm), ""),
        sign=sign_named(harm.sign, reference),
        is_open=is_open(harm),
    )


def sign_named(sign: str, reference: Reference) -> Message:
    """An indicator or a risk factor by its number and words; the number alone if it is neither."""
    indicator = reference.indicator_by_number.get(sign)
    if indicator is not None:
        return _("{id} {title}", id=sign, title=indicator.name)
    factor = reference.factor_by_number.get(int(sign)) if sign.isdecimal() else None
    return _("{id} {title}", id=sign, title=factor.name) if factor else verbatim(sign)


def harms_answer(plan: Plan, reference: Reference) -> Answer:
    """Which programmes and actions may raise a sign, and about which of them nothing is done."""
    found = harms(plan, reference)
    open_ones = [one for one in found if one.is_open]
    return Answer(
        key="harms",
        title=TITLE,
        sentences=tuple(harm_sentences(plan, found)),
        findings=tuple(
            Finding(
                gravity=Gravity.WARNING,
                message=_(
                    "{title} may raise {sign}. Nothing is done about it yet.",
                    title=one.title,
                    sign=one.sign,
                ),
                targets=(Target(one.table, one.about),),
            )
            for one in open_ones
        ),
        tables=(harms_table(found),),
    )


def harm_sentences(plan: Plan, found: tuple[RaisedRisk, ...]) -> list[Message]:
    """How many programmes and actions may raise a sign, and about how many nothing is done."""
    open_ones = sum(one.is_open for one in found)
    waiting = screening(plan).waiting
    undecided = ngettext(
        "{number} programme is not screened yet.",
        "{number} programmes are not screened yet.",
        waiting,
    )
    if not found:
        none = _("Nothing is on record that may raise risk; that is no finding that nothing does.")
        return [none, undecided] if waiting else [none]
    counted = {
        table: len({one.about for one in found if one.table == table})
        for table in ("programmes", "actions")
    }
    told = [
        _(
            "May raise an indicator of the Framework: programmes {programmes}, actions {actions}.",
            **counted,
        ),
        _("Indicators about which nothing is done yet: {open}.", open=open_ones)
        if open_ones
        else _("For each of them it is written down what is done about it."),
    ]
    return [*told, undecided] if waiting else told


def harms_table(found: tuple[RaisedRisk, ...]) -> AnswerTable[RaisedRisk]:
    """Each of them with its sign, why, what is done about it and by whom."""

    def state(one: RaisedRisk) -> Fact:
        return one.harm.state or LinkState.CONFIRMED

    return AnswerTable(
        key="harms",
        title=TITLE,
        columns=(
            answers.code("about", _("Programme or action"), lambda one: one.about),
            answers.text("title", _("Title"), lambda one: one.title),
            answers.text("ministry", _("Ministry"), lambda one: one.ministry),
            answers.code("number", _("No."), lambda one: one.harm.sign),
            answers.sentence("sign", _HARMS.label("sign"), lambda one: one.sign),
            answers.sentence("why", _HARMS.label("why"), lambda one: one.harm.why),
            answers.sentence("mitigation", _HARMS.label("mitigation"), _mitigation),
            answers.text("whose", _HARMS.label("whose"), lambda one: one.harm.whose),
            answers.day("due", _HARMS.label("due"), lambda one: one.harm.due),
            answers.text("state", _HARMS.label("state"), state),
        ),
        lines=found,
        target=lambda one: Target(one.table, one.about),
    )


def _mitigation(one: RaisedRisk) -> Fact:
    return one.harm.mitigation or _("Nothing yet")
