"""Other agendas: what serves several at once, commitments and actions that stand alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Final

from planner.analysis import answers
from planner.analysis.answers import Answer, AnswerTable, Finding, Gravity, Target
from planner.analysis.coverage.factors import OVER
from planner.analysis.live_rows import live_actions
from planner.analysis.money.costs import ZERO, exchange
from planner.choices import Acceptance, CommitmentBody, Marker
from planner.messages import NOT_KNOWN, Fact, Message, Sum, Tell, _
from planner.plan import Plan, grouped, table_named
from planner.tables import Action, ActionCommitment, Commitment, Consultation, Ministry, Programme

TITLE: Final = _("Other agendas and commitments")


class Agenda(Enum):
    """An agenda by the marker that programmes carry for it and the body of its commitments."""

    WPS = Marker.WPS, CommitmentBody.WPS
    SDG = Marker.SDG16, CommitmentBody.SDG
    UPR = Marker.UPR, CommitmentBody.UPR
    TREATY = None, CommitmentBody.TREATY
    REGIONAL = None, CommitmentBody.REGIONAL
    OTHER = None, CommitmentBody.OTHER
    PEACEBUILDING = Marker.PEACEBUILDING, None
    PVE = Marker.PVE, None

    @property
    def marker(self) -> Marker | None:
        """The marker of programmes."""
        return self.value[0]

    @property
    def body(self) -> CommitmentBody | None:
        """The body of its commitments."""
        return self.value[1]

    @property
    def caption(self) -> Message:
        """What it is called: as its commitments are, else as its marker."""
        return next(one for one in (self.body, self.marker) if one).caption

    def names(self, tell: Tell) -> Iterator[str]:
        """What it is called: by code, in English, and in the language that `tell` speaks."""
        for one in filter(None, (self.marker, self.body)):
            yield from (str(one), one.label, tell(one.caption))


@dataclass(frozen=True, kw_only=True)
class AgendaService:
    """What serves one agenda: running programmes that carry its marker, commitments, actions.

    `budget` are the whole budgets of the programmes, at least, where one of them is not known;
    `orphaned` are commitments that no action addresses, but for actions that were stopped.
    """

    agenda: Agenda
    programmes: tuple[Programme, ...]
    budget: Sum
    commitments: tuple[Commitment, ...]
    orphaned: tuple[Commitment, ...]
    actions: tuple[Action, ...]


@dataclass(frozen=True, kw_only=True)
class SharedService:
    """A programme or an action, and the agendas that it serves."""

    target: Target
    title: str
    ministry: str
    agendas: tuple[Agenda, ...]


@dataclass(frozen=True, kw_only=True)
class Agendas:
    """Every agenda that the plan knows of, what serves several, and actions that serve none."""

    services: tuple[AgendaService, ...]
    serving: tuple[SharedService, ...]

    @property
    def joint(self) -> tuple[SharedService, ...]:
        """What serves several agendas at once, most of them first."""
        several = (one for one in self.serving if len(one.agendas) > 1)
        return tuple(sorted(several, key=lambda one: -len(one.agendas)))

    @property
    def idle(self) -> tuple[SharedService, ...]:
        """The actions that address no commitment."""
        return tuple(o for o in self.serving if not o.agendas and o.target.table == "actions")

    @property
    def orphaned(self) -> tuple[Commitment, ...]:
        """The commitments that no action addresses."""
        return tuple(row for one in self.services for row in one.orphaned)


def agendas(plan: Plan) -> Agendas:
    """Which agendas running programmes (by their markers) and actions (by commitments) serve.

    A worked example: a programme marked wps and upr serves both. An action that addresses one
    commitment of the Universal Periodic Review serves one agenda; once it is stopped, it serves
    none, and a commitment that nothing else addresses is orphaned.
    """
    running = [row for row in plan.of(Programme) if row.status not in OVER]
    live = {row.id: row for row in live_actions(plan)}
    by_commitment = _addressed(plan)
    services = [_service(one, plan, running, live, by_commitment) for one in Agenda]
    found = tuple(one for one in services if one.programmes or one.commitments)
    return Agendas(services=found, serving=(*_serving(plan, running, live, found),))


def _addressed(plan: Plan) -> Mapping[str, tuple[ActionCommitment, ...]]:
    """The commitments that actions address which were not stopped, by id, with what says so."""
    live = {row.id for row in live_actions(plan)}
    links = [row for row in plan.of(ActionCommitment) if row.action in live]
    return {str(key): rows for key, rows in grouped(links, "commitment").items()}


def _service(
    agenda: Agenda,
    plan: Plan,
    running: list[Programme],
    live: Mapping[str, Action],
    by_commitment: Mapping[str, tuple[ActionCommitment, ...]],
) -> AgendaService:
    rates = exchange(plan)
    marked = tuple(row for row in running if agenda.marker in row.markers)
    budgets = [rates.convert(row.budget, row.currency) for row in marked]
    total = sum((one for one in budgets if one is not None), ZERO)
    rows = tuple(row for row in plan.of(Commitment) if agenda.body and row.body is agenda.body)
    served = {link.action: None for row in rows for link in by_commitment.get(row.id, ())}
    return AgendaService(
        agenda=agenda,
        programmes=marked,
        budget=Sum(total, rates.own, at_least=None in budgets),
        commitments=rows,
        orphaned=tuple(row for row in rows if row.id not in by_commitment),
        actions=tuple(live[action] for action in served),
    )


def _serving(
    plan: Plan,
    running: list[Programme],
    live: Mapping[str, Action],
    services: tuple[AgendaService, ...],
) -> Iterator[SharedService]:
    names = plan.names(Ministry)
    for table, rows in (("programmes", running), ("actions", live.values())):
        served = [(one.agenda, {row.id for row in getattr(one, table)}) for one in services]
        for row in rows:
            ministry = plan.owner_of(row)
            yield SharedService(
                target=Target(table, row.id),
                title=row.title,
                ministry=names.get(ministry, ministry),
                agendas=tuple(agenda for agenda, ids in served if row.id in ids),
            )


def agendas_answer(plan: Plan) -> Answer:
    """What serves several agendas, which commitments nobody serves, which actions serve none."""
    found = agendas(plan)
    bare = [row.id for row in plan.of(Commitment) if row.body is None]
    return Answer(
        key="agendas",
        title=TITLE,
        unknown=(_("Commitments that name no body, under no agenda: {ids}.", ids=tuple(bare)),)
        if bare
        else (),
        sentences=(
            _(
                "Serve several agendas at once: {shared}. Commitments that no action addresses: "
                "{orphaned}. Actions that address no commitment: {idle}.",
                shared=len(found.joint),
                orphaned=len(found.orphaned),
                idle=len(found.idle),
            ),
            promised(plan),
        ),
        findings=tuple(map(_orphan, found.orphaned)),
        tables=(
            _services(found),
            _list("shared", _("Serve several agendas at once"), found.joint),
            _orphaned(found),
            _list("idle", _("Actions that address no commitment"), found.idle),
        ),
    )


def promised(plan: Plan, not_known: Fact = NOT_KNOWN) -> Message:
    """Who was consulted, and how many of the commitments to others an action addresses."""
    rounds, commitments = plan.of(Consultation), plan.of(Commitment)
    addressed = _addressed(plan)
    return _(
        "Consultations: {rounds}, with {who}. Commitments to others: {number}; an action "
        "addresses {addressed} of these.",
        rounds=len(rounds),
        who=tuple(dict.fromkeys(one.who for one in rounds if one.who)) or not_known,
        number=len(commitments),
        addressed=sum(one.id in addressed for one in commitments),
    )


def _orphan(row: Commitment) -> Finding:
    is_owed = row.accepted is not Acceptance.NOTED
    return Finding(
        gravity=Gravity.WARNING if is_owed else Gravity.NOTE,
        message=_(
            "No action addresses {id} ({body}, {accepted}): {text}",
            id=row.id,
            body=row.body,
            accepted=row.accepted,
            text=row.text,
        ),
        targets=(Target("commitments", row.id),),
    )


def _services(found: Agendas) -> AnswerTable[AgendaService]:
    return AnswerTable(
        key="agendas",
        title=TITLE,
        columns=(
            answers.text("agenda", _("Agenda"), lambda one: one.agenda.caption),
            answers.count("programmes", _("Programmes"), lambda one: len(one.programmes)),
            answers.amount("budget", _("Whole budgets concerned"), lambda one: one.budget),
            answers.count(
                "commitments", table_named("commitments").title, lambda one: len(one.commitments)
            ),
            answers.count("orphaned", _("Without an action"), lambda one: len(one.orphaned)),
            answers.count("actions", _("Actions"), lambda one: len(one.actions)),
        ),
        lines=found.services,
        note=_(
            "Programmes by the markers they carry (of the goals that of goal 16 only), actions by "
            "the commitments they address. The same money may serve several agendas."
        ),
    )


def _list(key: str, title: Message, lines: tuple[SharedService, ...]) -> AnswerTable[SharedService]:
    return AnswerTable(
        key=key,
        title=title,
        columns=(
            answers.code("id", _("Programme or action"), lambda one: one.target.id),
            answers.text("title", _("Title"), lambda one: one.title),
            answers.text("ministry", _("Ministry"), lambda one: one.ministry),
            answers.text(
                "agendas", _("Agendas"), lambda one: tuple(a.caption for a in one.agendas) or "–"
            ),
        ),
        lines=lines,
        target=lambda one: one.target,
    )


def _orphaned(found: Agendas) -> AnswerTable[Commitment]:
    rows = table_named("commitments")
    return AnswerTable(
        key="orphaned",
        title=_("Commitments that no action addresses"),
        columns=(
            answers.code("id", rows.row_title, lambda one: one.id),
            answers.text("body", rows.label("body"), lambda one: one.body),
            answers.code("reference", rows.label("reference"), lambda one: one.reference),
            answers.text("text", rows.label("text"), lambda one: one.text),
            answers.text("accepted", rows.label("accepted"), lambda one: one.accepted),
            answers.day("due", rows.label("due"), lambda one: one.due),
        ),
        lines=found.orphaned,
        target=lambda one: Target("commitments", one.id),
    )
