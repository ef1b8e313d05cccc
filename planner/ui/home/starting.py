"""How work begins: what this is, a sample in one click, or a plan of one's own."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

import streamlit as st

from planner.choices import Scope
from planner.errors import PlannerError
from planner.messages import Message
from planner.plan import Plan
from planner.schema import table_of
from planner.services import plans
from planner.services.skeletons import NEXT_PERIOD, skeletons, start_from
from planner.tables import PlanDetails
from planner.ui import frame, state
from planner.ui.markup import escaped
from planner.ui.text_fields import text_field
from planner.ui.words import t, tn, told, voice
from planner.values import clean

_FORM: Final = "new-plan"
_FILES: Final = "plan-file"
_FIELDS: Final = ("country", "name", "focal_point", "scope", "start", "end", "currency", "from")


@dataclass
class Round:
    """Which uploader or form is shown; each serves one file, or one plan."""

    number: int = 0


def welcome() -> None:
    """What this is, and the two ways to begin."""
    frame.heading(
        t("Prevention, planned from the spreadsheets you have"),
        t(
            "The R2P planner helps a government's focal point to draft a national plan against "
            "atrocity crimes. It reads the spreadsheets that ministries keep, shows which risks "
            "nothing covers and who still has to be trained, and turns the gaps into a costed "
            "plan that cabinet can read. Everything stays on this computer."
        ),
    )
    st.space("small")
    _two_ways()


def another(opened_over: str) -> None:
    """The same two ways, in a window over a page about the plan of that key."""

    def draw() -> None:
        if state.session().plan_key != opened_over:
            frame.go(frame.HOME)
        frame.tell_now()
        _two_ways()

    frame.window(t("Another plan"), draw, "large")


def _two_ways() -> None:
    ways = st.grid(2, min_column_width=360, gap="medium")
    with ways.cell(), st.container(border=True, height="stretch"):
        st.subheader(t("Look at a sample"), anchor=False)
        st.markdown(t("Complete plans of countries that do not exist. Change what you like."))
        own = voice().language
        for sample in sorted(plans.sample_plans(), key=lambda one: one.details.language != own):
            _sample(sample)
    with ways.cell(), st.container(border=True, height="stretch"):
        st.subheader(t("Start your own plan"), anchor=False)
        _new_plan()
        with st.expander(t("Or open the file of a plan"), icon=":material/folder_open:"):
            _plan_file()


def _sample(sample: Plan) -> None:
    about = (
        tn("{number} ministry", "{number} ministries", sample.counts["ministries"]),
        tn("{number} programme", "{number} programmes", sample.counts["programmes"]),
        tn("{number} action", "{number} actions", sample.counts["actions"]),
    )
    with st.container(border=True):
        st.markdown(
            f"**{escaped(sample.details.country)}** · {voice().answer(sample.details.scope)}"
        )
        st.caption(f"{escaped(sample.details.title)}  \n{voice().listing(about)}")
        st.button(
            t("Open {plan}", plan=escaped(sample.details.country)),
            key=f"sample-{sample.name}",
            on_click=_open_sample,
            args=(sample,),
            icon=":material/play_arrow:",
        )


def _open_sample(sample: Plan) -> None:
    """Open the sample, made first when it is not there yet."""
    try:
        known = {one.name for one in plans.list_plans(state.actor(), state.store())}
        if sample.details.country not in known:
            plans.add_sample(state.newcomer(), state.store(), sample.name)
        state.tell(t("{plan} is open.", plan=escaped(sample.details.country)))
        state.open_plan(sample.details.country)
    except PlannerError as failure:
        frame.tell_refusal(failure)


def _new_plan() -> None:
    declared = table_of(PlanDetails)

    def before(name: str, default: Any = "") -> Any:
        return state.typed(_key(name), default)

    def asked(name: str, mark: str = "") -> dict[str, Any]:
        column = declared.column(name)
        label, explained = told(column.title), told(column.explanation)
        looks = {"label": label + mark, "help": explained, "key": _key(name)}
        return looks | {"persist_state": "session"}

    with st.container():  # no form: it would lose what is typed when the page is left
        text_field(**asked("country", " *"))
        text_field(
            t("Name of the plan"),
            _key("name"),
            placeholder=t("As the country, if you name none"),
            persist_state="session",
        )
        office = t("Office of the R2P focal point")
        text_field(**asked("focal_point"), placeholder=office)
        st.segmented_control(
            options=list(Scope),
            default=before("scope", Scope.BOTH),
            required=True,
            format_func=lambda scope: voice().answer(Scope(scope)),
            **asked("scope"),
        )
        start, end, currency = st.columns([2, 2, 1])
        for place, name in ((start, "start"), (end, "end")):
            place.date_input(value=before(name, None), format="YYYY-MM-DD", **asked(name))
        with currency:
            text_field(**asked("currency"), max_chars=3)
        _begin_from(before("from"))
        st.button(
            t("Start this plan"),
            type="primary",
            icon=":material/flag:",
            key=_key("start-now"),
            on_click=_start,
        )


def _begin_from(held: str) -> None:
    options = _beginnings()
    st.selectbox(
        t("Start from"),
        list(options),
        index=list(options).index(held) if held in options else 0,
        format_func=lambda key: options[str(key)],
        key=_key("from"),
        persist_state="session",
    )


def _beginnings() -> dict[str, str]:
    """What a plan may start from: nothing, a skeleton, or a plan whose next period it is."""
    found = {"": t("Empty pages")}
    found |= {one.key: told(Message(one.title)) for one in skeletons()}
    known = plans.list_plans(state.newcomer(), state.store())
    return found | {
        f"{NEXT_PERIOD}:{one.key}": t("The next period of {plan}", plan=escaped(one.name))
        for one in known
    }


def _made(by: str, name: str, details: PlanDetails, begun_from: str) -> str:
    """Make the plan, and say what it started from."""
    key, _colon, of_plan = begun_from.partition(":")
    if not key:
        plans.create_plan(by, state.store(), name, details)
        return ""
    store = state.store()
    old = plans.open_plan(by, store, plans.name_of(by, store, of_plan)) if of_plan else None
    if old is not None:
        scope = None if details.scope is Scope.BOTH else details.scope  # the default says nothing
        details = replace(details, scope=scope, language="")
    told_of = start_from(by, store, name, details, key, today=state.today(), tell=told, old=old)
    return escaped(told(told_of))


def _key(part: str) -> str:
    """The key of a field; each plan that is started has fields of its own."""
    number = state.kept(_FORM, Round).number
    return f"{_FORM}-{part}:{number}" if number else f"{_FORM}-{part}"


def _typed() -> dict[str, Any]:
    """What stands in the fields, by their names."""
    return {name: held for name in _FIELDS if (held := state.widget(_key(name))) is not None}


def _start() -> None:
    typed: dict[str, Any] = dict.fromkeys(_FIELDS) | _typed()
    country, wanted = clean(typed["country"] or ""), clean(typed["name"] or "")
    begun_from = str(typed["from"] or "")
    if not country and not begun_from.startswith(NEXT_PERIOD):
        state.tell(t("Write the country first."), kind="refused")
        return
    details = PlanDetails(
        country=country,
        focal_point=clean(typed["focal_point"] or ""),
        scope=typed["scope"],
        start=typed["start"],
        end=typed["end"],
        currency=clean(typed["currency"] or "").upper(),
        language=state.session().language,
    )
    by = details.focal_point or state.newcomer()
    try:
        name = wanted or plans.free_name(by, state.store(), country or t("Next period"))
        said = _made(by, name, details, begun_from)
    except PlannerError as failure:
        frame.tell_refusal(failure)
        return
    state.kept(_FORM, Round).number += 1
    state.forget_typed(_FORM)
    state.open_plan(name)
    state.tell(" ".join(filter(None, (t("{plan} is open.", plan=escaped(name)), said))))


def _plan_file() -> None:
    """A plan that was exported whole, here or on another computer."""
    round_ = state.kept(_FILES, Round)
    key = f"{_FILES}-{round_.number}"
    frame.file_uploader(
        t("A whole plan: a workbook (.xlsx) or a data package (.zip)"),
        type=["xlsx", "zip"],
        key=key,
        on_change=_opened,
        args=(round_, key),
    )


def _opened(round_: Round, key: str) -> None:
    upload = state.widget(key)
    if upload is not None:
        round_.number += 1  # the next uploader starts empty
        _open_file(upload.name, upload.getvalue())


def _open_file(name: str, content: bytes) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / Path(name).name
        path.write_bytes(content)
        try:
            plan = plans.read_plan_file(path)
            wanted = plan.details.country or plan.name or path.stem
            named = plans.free_name(state.newcomer(), state.store(), wanted)
            plans.create_plan(
                state.newcomer(),
                state.store(),
                named,
                PlanDetails(),
                content=plan,
                origin=plans.file_origin(path),
            )
        except PlannerError as failure:
            frame.tell_refusal(failure)
            return
    state.open_plan(named)
    state.tell(t("{plan} is open, as it stood in {file}.", plan=escaped(named), file=escaped(name)))
