"""The page of training: who holds a certificate on a day, as a range, and what that rests on."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import streamlit as st

from planner.analysis.training.readiness import Readiness
from planner.analysis.training.readiness_answer import NOBODY, readiness_answer, reasons
from planner.analysis.training.requirements import Training
from planner.analysis.training.seat_needs import needs
from planner.analysis.training.training_answer import training_answer
from planner.messages import Fact, Term, _, pgettext, verbatim
from planner.plan import Plan, table_named
from planner.tables import Audience, Certificate, Course, Ministry
from planner.ui import answer_view, frame, state
from planner.ui.listing import listing
from planner.ui.markup import escaped
from planner.ui.sections import draw_grids, grids_of, section, titles_of
from planner.ui.training import expiring, forecast, gaps, matrix, requirement_list
from planner.ui.words import capital, t, told, voice

PAGE = "training"
MOST_AT_ONCE = 2000
"""So many requirements the page can show together; of more, one ministry at a time."""


class Part(Term):
    """The parts of the page, the answer of today first."""

    TODAY = "today", _("Today")
    ENDING = "ending", _("Expiring certificates")
    FORECAST = "forecast", _("Forecast")
    COUNTRIES = "countries", _("Listed situations")
    NEXT = "next", _("What to do")
    RECORDS = "records", _("Records")
    HELP = "help", _("Help")


class Look(Term):
    """The ways to look at today."""

    MATRIX = "matrix", _("Who holds what")
    TOTALS = "totals", pgettext("requirements", "Added up")
    REQUIREMENTS = "requirements", _("Every requirement")


class Next(Term):
    """The two ways from a lack to the plan."""

    SEATS = "seats", _("Seats missing")
    NEEDS = "needs", _("Usual needs and laws")


@frame.page(
    PAGE, _("Who must be trained to notice early signs, and how many hold a valid certificate.")
)
def show(plan: Plan) -> None:
    """Draw the page."""
    training = _training(plan)
    part = Part(section(PAGE, Part))
    if not training.statuses and part not in (Part.NEXT, Part.RECORDS, Part.HELP):
        _first_steps(plan)
        return
    match part:
        case Part.TODAY:
            _today(plan, training)
        case Part.ENDING:
            expiring.show(plan, training)
        case Part.FORECAST:
            forecast.show(plan, training)
        case Part.COUNTRIES:
            countries(requirement_list.readiness_of(plan, training.on))
        case Part.NEXT:
            _next(plan, training)
        case Part.RECORDS:
            _records(plan)
        case _:
            forecast.show_help()


def _training(plan: Plan) -> Training:
    """How every requirement stands on the day that is chosen; drawn as counts and one answer."""
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
        training = _of_ministry(plan, requirement_list.training_of(plan, _day()))
        if training.statuses:
            with st.container(horizontal=True, gap="medium", width="content"):
                requirement_list.counts(training)
    if training.statuses:
        details = plan.details
        wanted = needs(training, state.today(), details.end, details.start)
        with st.container(border=True, key="training-answer"):
            answer_view.sentences(training_answer(plan, training, wanted))
    return training


def _of_ministry(plan: Plan, training: Training) -> Training:
    """The requirements of one ministry, or of all where a page can hold them."""
    asked = {one.audience.ministry for one in training.statuses}
    names = {key: name for key, name in plan.names(Ministry).items() if key in asked}
    if len(names) < 2:
        return training
    all_of_them = [""] if len(training.statuses) <= MOST_AT_ONCE else []
    chosen = st.selectbox(
        voice().label(table_named("audiences"), "ministry"),
        [*all_of_them, *names],
        format_func=lambda one: names.get(one) or t("All ministries"),
        key=state.key(PAGE, "ministry"),
        persist_state="session",
        width=250,
    )
    kept = (one for one in training.statuses if chosen in ("", one.audience.ministry))
    return Training(on=training.on, statuses=tuple(kept))


def _today(plan: Plan, training: Training) -> None:
    match Look(section("training-today", Look)):
        case Look.TOTALS:
            requirement_list.added_up(plan, training)
        case Look.REQUIREMENTS:
            requirement_list.show(training)
        case _:
            matrix.show(plan, training)


def _next(plan: Plan, training: Training) -> None:
    if section("training-next", Next) == Next.NEEDS:
        gaps.usual_needs(plan)
    elif training.statuses:
        gaps.show(plan, training)
    else:
        _first_steps(plan)


def _records(plan: Plan) -> None:
    part = grids_of(PAGE)[section("training-records", titles_of(PAGE))]
    if Certificate in part.tables:
        frame.link("importing", t("Import a ministry's register"), "upload_file")
    draw_grids(plan, part)


def _day() -> date:
    chosen = st.date_input(
        t("On"),
        state.today(),
        format="YYYY-MM-DD",
        width=160,
        key=state.key(PAGE, "on"),
        persist_state="session",
        help=t(
            "Everything below is as of this day; a later day counts planned sessions in only once "
            "they are held."
        ),
    )
    return chosen or state.today()


def _first_steps(plan: Plan) -> None:
    steps = (
        (len(plan.of(Audience)), _("Name the audiences, with their filled posts.")),
        (len(plan.of(Course)), _("Name the courses, and how long a certificate is valid.")),
        (0, _("Say which audience needs which course, and by when.")),
    )
    st.info(t("Nothing is required of anybody yet. Three steps, in this order:"))
    for number, (count, todo) in enumerate(steps, start=1):
        mark = "✓" if count else "○"
        st.markdown(f"{number}. {mark} {told(todo)} ({voice().number(count)})")
    st.caption(
        t(
            "All three stand under “{records}”. “{next}”, “{needs}” proposes the third from what "
            "each kind of audience usually needs.",
            records=Part.RECORDS.caption,
            next=Part.NEXT.caption,
            needs=Next.NEEDS.caption,
        )
    )


def countries(found: Sequence[Readiness]) -> None:
    """Draw every listed situation, and the one chosen with its reasons."""
    if not found:
        st.info(
            t("No situation is listed yet. Mark the priority ones as listed, on the risks page.")
        )
        return
    answer = readiness_answer(found)
    answer_view.sentences(answer)
    table = answer.table("situations")
    chosen = listing(
        found,
        table.brief,
        key=state.key(PAGE, "readiness"),
        first=True,
        alt=t("Listed situations; choose one to see its reasons"),
    )
    st.caption(escaped(told(table.note)))
    with st.container(border=True):
        _situation(chosen or found[0])


def _situation(one: Readiness) -> None:
    said = t("{ready}, needed {needed}", ready=one.ready.told, needed=one.needed)
    standing = f"{capital(told(one.state.caption))}; {said}"
    st.markdown(f"**{escaped(one.situation.name)}**: {standing}")
    st.markdown("\n".join(f"- {escaped(told(why))}" for why in reasons(one)))
    lines = (
        t("Module: {modules}", modules=tuple(map(_module, one.modules)) or _("none yet")),
        t(
            "Required of: {staff}",
            staff=tuple(verbatim(row.title) for row in one.staff) or _("nobody"),
        ),
        t(
            "Local partners for early warning: {partners}",
            partners=tuple(verbatim(row.title) for row in one.partners) or NOBODY,
        ),
        t("Next trigger date: {day}", day=one.situation.next_trigger or _("not recorded")),
    )
    st.markdown("  \n".join(map(escaped, lines)))


def _module(module: Course) -> Fact:
    if not module.partner:
        return _("{module} (nobody says who built it)", module=module.title)
    return _("{module} (built by {partner})", module=module.title, partner=module.partner)
