"""The answer on training: how many required certificates are held, where not, what comes next."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from planner.analysis import answers
from planner.analysis.answers import (
    Answer,
    AnswerColumn,
    AnswerTable,
    Bars,
    Finding,
    Gravity,
    Target,
)
from planner.analysis.training.figures import PostState, post_states
from planner.analysis.training.head_counts import told_share
from planner.analysis.training.requirements import (
    RequirementStatus,
    TargetState,
    Training,
    by_urgency,
)
from planner.analysis.training.seat_needs import Need
from planner.analysis.training.totals import BY_ROW, ExpiringCertificates, TrainingTotal, total_of
from planner.analysis.training.training_letters import shortfall
from planner.messages import Message, Share, Sum, _, ngettext, paragraph, pgettext, verbatim
from planner.plan import Plan, table_named, title_of
from planner.schema import Choice
from planner.tables import Ministry

TITLE: Final = _("Training")


def training_answer(
    plan: Plan, found: Training, wanted: Sequence[Need], ending: Sequence[ExpiringCertificates] = ()
) -> Answer:
    """Where training stands on a day, where it falls short and what to book first.

    `wanted` are the seats still to book, `ending` the certificates that end soon.
    """
    return Answer(
        key="training",
        title=TITLE,
        sentences=(_held(found), _short(found), _next(wanted, plan.details.currency)),
        findings=tuple(
            Finding(
                gravity=Gravity.GRAVE if one.is_listed else Gravity.WARNING,
                message=shortfall(one),
                targets=(_target(one),),
            )
            for one in by_urgency(found.statuses)
            if one.state is TargetState.SHORT
        ),
        tables=(
            requirements_table(found),
            AnswerTable(
                key="ending",
                title=_("Expiring certificates"),
                columns=ending_columns(plan, found.on),
                lines=tuple(ending),
                target=lambda one: _target(one.status),
            ),
        ),
        figures=(_bars(plan, found),),
    )


def _target(status: RequirementStatus) -> Target:
    return Target("requirements", status.requirement.id)


def _held(found: Training) -> Message:
    every, listed = total_of(found.statuses), total_of(found.of_listed)
    if every.count.coverage is None:
        return _(
            "On {date} nobody knows how many posts there are, so there is no coverage.",
            date=found.on,
        )
    held = _(
        "On {date}, {held} of {posts} required certificates are held ({share}).",
        date=found.on,
        held=every.count.valid.told,
        posts=every.count.posts,
        share=told_share(every.count.coverage),
    )
    of_listed = _(
        "For posts in listed situations: {held} of {posts} ({share}).",
        held=listed.count.valid.told,
        posts=listed.count.posts,
        share=told_share(listed.count.coverage),
    )
    left_out = ngettext(
        "Left out, because nobody counted the posts: {number} requirement.",
        "Left out, because nobody counted the posts: {number} requirements.",
        every.unknown,
    )
    optional = ((of_listed, listed.count.posts), (left_out, every.unknown))
    return paragraph(held, *(one for one, number in optional if number))


def _short(found: Training) -> Message:
    short = found.in_state(TargetState.SHORT)
    unclear = len(found.in_state(TargetState.UNCLEAR))
    if short:
        worst = by_urgency(found.statuses)[0]
        return _(
            "Short: {short} of {all} requirements, most of all {audience}, “{course}”; "
            "certificates missing there at the least: {missing}.",
            short=len(short),
            all=len(found.statuses),
            audience=worst.audience.title,
            course=worst.course.title,
            missing=worst.missing,
        )
    if unclear:
        return ngettext(
            "Short: none for certain; better records would settle {number} requirement.",
            "Short: none for certain; better records would settle {number} requirements.",
            unclear,
        )
    return _("Short: nothing.")


def _next(wanted: Sequence[Need], currency: str) -> Message:
    if not wanted:
        return _("Next: nothing to book; every target that is known has its seats.")
    first = wanted[0]
    book = _(
        "Next: seats to book for {audience} by {date}: {seats}, at most {money}.",
        audience=first.status.audience.title,
        date=first.runs[-1].on,
        seats=first.seats,
        money=Sum(first.high, currency),
    )
    return paragraph(
        book, _("Seats missing in all: {number}.", number=sum(n.seats for n in wanted))
    )


def requirements_table(found: Training) -> AnswerTable[RequirementStatus]:
    """Every requirement with all its figures, and why it stands so."""
    declared, audiences = table_named("requirements"), table_named("audiences")
    return AnswerTable(
        key="requirements",
        title=declared.title,
        columns=(
            answers.code("id", declared.label("id"), lambda one: one.requirement.id),
            answers.text("audience", declared.label("audience"), lambda one: one.audience.title),
            answers.text("course", declared.label("course"), lambda one: one.course.title),
            answers.level("state", _("State"), lambda one: one.state.caption),
            answers.count("posts", audiences.label("posts"), lambda one: one.posts),
            answers.count("valid", _("Valid"), lambda one: one.valid.told),
            answers.share("coverage", _("Coverage"), lambda one: told_share(one.coverage)),
            answers.share("target", declared.label("target"), _target_share),
            answers.day("by", declared.label("by"), lambda one: one.requirement.by),
            answers.count("due_90", _("Due in 90 days"), lambda one: one.due_90),
            answers.count("needed", _("Seats needed"), lambda one: one.seats_needed),
            answers.count("booked", _("Seats booked"), lambda one: one.seats_booked),
            answers.text("basis", _("Rests on"), lambda one: one.basis.caption),
            answers.sentence("why", _("Why"), lambda one: one.reason),
        ),
        lines=found.statuses,
        target=_target,
    )


def _target_share(status: RequirementStatus) -> Share | Message:
    return pgettext("target", "none") if status.target is None else Share(status.target)


def ending_columns(plan: Plan, on: date) -> tuple[AnswerColumn[ExpiringCertificates], ...]:
    """What is told of the certificates of one day, audience and course that end."""
    ministries, requirements = plan.names(Ministry), table_named("requirements")

    def of_status(name: str) -> AnswerColumn[ExpiringCertificates]:
        head = requirements.label(name)
        return answers.text(name, head, lambda one: getattr(one.status, name).title)

    return (
        answers.day("on", _("Ends on"), lambda one: one.on),
        answers.count("days", _("In days"), lambda one: (one.on - on).days),
        answers.text(
            "ministry",
            table_named("audiences").label("ministry"),
            lambda one: ministries.get(one.status.audience.ministry, ""),
        ),
        of_status("audience"),
        of_status("course"),
        answers.count("at_most", _("Certificates, at most"), lambda one: one.at_most),
    )


def _bars(plan: Plan, found: Training) -> Bars:
    names = plan.names(Ministry)
    groups: dict[str, list[RequirementStatus]] = {}
    for status in found.statuses:
        groups.setdefault(status.audience.ministry, []).append(status)
    states = {
        key: [known for one in group if (known := post_states(one)) is not None]
        for key, group in groups.items()
    }
    return Bars(
        title=_("Posts by ministry and state of the certificate"),
        groups=tuple(verbatim(names.get(key, "")) or _("No ministry named") for key in groups),
        series=tuple(
            (
                state.caption,
                tuple(sum(one[state] for one in of_group) for of_group in states.values()),
            )
            for state in PostState
        ),
    )


def totals_table(plan: Plan, by: str, sums: Sequence[TrainingTotal]) -> AnswerTable[TrainingTotal]:
    """Requirements added up, with the women among those trained where sessions say so."""
    requirements, sessions = table_named("requirements"), table_named("sessions")
    return AnswerTable(
        key="totals",
        title=_("Requirements added up"),
        columns=(
            answers.text("key", _key_head(by), lambda one: _key(plan, by, one.key)),
            answers.text("scope", requirements.label("scope"), lambda one: one.scope),
            answers.count("posts", _("Certificates required"), lambda one: one.count.posts),
            answers.count("valid", _("Valid"), lambda one: one.count.valid.told),
            answers.share("coverage", _("Coverage"), lambda one: told_share(one.count.coverage)),
            answers.count("due_90", _("Due in 90 days"), lambda one: one.due_90),
            answers.share("women", sessions.label("women"), lambda one: Share(one.women.share)),
        ),
        lines=tuple(sums),
    )


_ANSWERED: Final = {"family": "ministries", "level": "courses"}


def _key_head(by: str) -> Message:
    if by in BY_ROW:
        return table_named(BY_ROW[by]).title
    return table_named(_ANSWERED[by]).label(by)


def _key(plan: Plan, by: str, key: str) -> Choice | str:
    """What people call a key of the sums: a row's name, or an answer's."""
    if by in BY_ROW:
        row = plan.rows(BY_ROW[by]).get(key)
        return title_of(row) if row else key
    answers = table_named(_ANSWERED[by]).column(by).answers or ()
    return next((one for one in answers if one == key), key)
