"""What is kept between two clicks of one person, and what all share: the store and results."""

from __future__ import annotations

import inspect
import os
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import cache, partial
from typing import Any, Final, TypeVar, cast

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from planner.analysis.once import once
from planner.errors import UnknownPlan
from planner.languages.catalogues import ENGLISH, spoken
from planner.languages.voice import Voice
from planner.places import data_folder, templates_folder
from planner.plan import Plan
from planner.reference import Reference
from planner.services import catalogue, plans
from planner.store import Store
from planner.tables import Wording
from planner.ui import door

T = TypeVar("T")

LANGUAGE: Final = "language"
"""What the language is called in the address of a page and in the cookie for the next visit."""

PLAN: Final = "plan"
"""What the plan's key is called in the address of a page."""

NAMED: Final = (PLAN, LANGUAGE)

PAUSE: Final = "700ms"
"""In typing, after which what is typed is kept."""

_DEFAULT_ACTOR = "Focal point"


@dataclass(frozen=True, kw_only=True)
class Notice:
    """Something to say once; `undo` is a revision it offers to undo.

    It is said at its `place`, beside the button that was pressed, else at the top of the page.
    """

    text: str
    kind: str = "done"
    details: tuple[str, ...] = ()
    undo: int | None = None
    place: str = ""


@dataclass
class BrowserMemory:
    """What is known again of a browser when its page is loaded anew."""

    plan: str = ""
    actor: str = ""
    typed: dict[str, Any] = field(default_factory=dict[str, Any])


@dataclass
class VisitorSession:
    """What one person has open: the plan, who they act for, what is still to be told them.

    The plan is held by its key, which outlives its name; `has_changed_plan` is so from a change of
    theirs until the whole page is drawn anew.
    """

    plan_key: str = field(default_factory=lambda: st.query_params.get(PLAN, "") or _browser().plan)
    plan_name: str = ""
    known: dict[str, str] = field(default_factory=dict[str, str])
    focal_point: str = ""
    wordings: tuple[Wording, ...] = ()
    actor: str = field(default_factory=lambda: _browser().actor)
    language: str = field(default_factory=lambda: _asked_language())
    has_changed_plan: bool = False
    asks_for_files: bool = False
    notices: list[Notice] = field(default_factory=list[Notice])
    kept: dict[str, Any] = field(default_factory=dict[str, Any])


def session() -> VisitorSession:
    """The session of the person looking."""
    if "session" not in st.session_state:
        st.session_state["session"] = VisitorSession()
    return cast(VisitorSession, st.session_state["session"])


def kept(name: str, make: Callable[[], T]) -> T:
    """An object that a view keeps between clicks under a name, made the first time."""
    return cast(T, session().kept.setdefault(name, make()))


def key(table: str, part: str, *more: object) -> str:
    """The key of a widget: the open plan's name, the table, the part, and what tells it apart."""
    return ":".join((session().plan_name, table, part, *map(str, more)))


def widget(name: str) -> Any:
    """The value of the widget with that key; None when it was not drawn yet."""
    return st.session_state.get(name)


def is_drawn(name: str) -> bool:
    """Whether the widget with that key holds a value, be it none."""
    return name in st.session_state


def set_widget(name: str, value: object) -> None:
    """Give the widget with that key a value before it is drawn, as in a callback."""
    st.session_state[name] = value


@st.cache_resource(show_spinner=False)
def _store(url: str) -> Store:
    return Store(url)


def store() -> Store:
    """The store behind every page: R2P_PLANNER_DB names one, else a file in the user's folder."""
    named = os.environ.get("R2P_PLANNER_DB", "")
    return _store(named or f"sqlite:///{data_folder() / 'plans.sqlite'}")


def reference() -> Reference:
    """The reference tables, with the office's own catalogue actions and confirmed wordings."""
    return catalogue.reference_worded(session().wordings)


def voice() -> Voice:
    """The language of the person looking, with the office's own words; English off a page."""
    on_a_page = get_script_run_ctx(suppress_warning=True) is not None
    return _voice(session().language if on_a_page else ENGLISH, templates_folder())


_voice = cache(Voice)


def speak(language: str) -> None:
    """Show the screens in a language from now on."""
    session().language = language


def address() -> dict[str, str]:
    """What the address of every page carries along: the plan's key, the language if not English."""
    language, plan = session().language, session().plan_key
    named = {PLAN: plan} if plan else {}
    return named if language == ENGLISH else {**named, LANGUAGE: language}


def _asked_language() -> str:
    """The language that the address names, or the last visit; English where it is not complete."""
    asked = (st.query_params.get(LANGUAGE), st.context.cookies.get(LANGUAGE))
    known = spoken()
    return next((code for code in asked if code in known), ENGLISH)


@st.cache_resource(show_spinner=False)
def _browsers() -> dict[str, BrowserMemory]:
    return {}


def _browser() -> BrowserMemory:
    """The memory of this browser, by the cookie that the door gave it; none without one."""
    cookie = door.cookie_of(st.context.headers.get("host") or "", st.context.cookies)
    return _browsers().setdefault(cookie, BrowserMemory()) if cookie else BrowserMemory()


def typed(name: str, default: Any = "") -> Any:
    """What the field with that key begins with: what was typed there and not used yet, when a page
    is loaded anew; else the `default`. To be asked each time the field is drawn.

    Grids and forms of rows keep drafts in the plan; this is for the fields beside them.
    """
    memory = _browser().typed
    first = kept("typed", dict[str, Any]).setdefault(name, memory.get(name, default))
    if is_drawn(name) and widget(name) != first:
        memory[name] = widget(name)
    if is_drawn(name) and widget(name) == default:
        memory.pop(name, None)
    return first


def forget_typed(part: str) -> None:
    """What was typed in the fields whose keys begin so has been used."""
    memory = _browser().typed
    for name in [one for one in memory if one.startswith(part)]:
        del memory[name]


def actor() -> str:
    """The function or office on whose behalf the person looking acts; else the plan's owner."""
    return session().actor or session().focal_point or _DEFAULT_ACTOR


def newcomer() -> str:
    """The same for a plan that is only being made: nobody owns it yet."""
    return session().actor or _DEFAULT_ACTOR


def at(plan: Plan) -> tuple[str, Store, str]:
    """Who acts, where the plan is kept, and its name: what a service asks first."""
    return actor(), store(), plan.name


def act_as(name: str) -> None:
    """Record what this person does under another function or office, after a reload too."""
    session().actor = _browser().actor = name


def today() -> date:
    """The day it is on this computer."""
    return now().astimezone().date()


def now() -> datetime:
    """This moment, in UTC."""
    return datetime.now(UTC)


def open_plan(name: str) -> None:
    """Make a plan the one every page is about; "" closes the one that is open."""
    key = plans.key_of(actor(), store(), name) if name else ""
    session().plan_key = _browser().plan = key
    _called(name)


def ask_for_files() -> None:
    """Note that the page which is drawn asks for files."""
    session().asks_for_files = True


def settle_files() -> None:
    """Once a page is drawn: let files in where it asks for them, else give them back."""
    context = get_script_run_ctx(suppress_warning=True)
    if context is None:
        return
    if session().asks_for_files:
        door.ASKING.add(context.session_id)
    else:
        door.ASKING.discard(context.session_id)
        context.uploaded_file_mgr.remove_session_files(context.session_id)


def current_plan() -> Plan | None:
    """The plan that is open, as it stands now; None when none is open or it is gone."""
    key = session().plan_key
    if not key:
        return None
    try:
        name = plans.name_of(actor(), store(), key)
        plan = plans.open_plan(actor(), store(), name)
    except UnknownPlan:
        return None
    _called(name)
    session().focal_point = plan.details.focal_point
    session().wordings = plan.of(Wording)
    return plan


def _called(name: str) -> None:
    """Take note of the name of the plan; what was kept of another one of that name is let go."""
    opened = session()
    opened.plan_name = name
    if opened.known.get(name, opened.plan_key) != opened.plan_key:
        opened.kept = {k: v for k, v in opened.kept.items() if not k.startswith(f"{name}:")}
    opened.known[name] = opened.plan_key


def tell(
    text: str,
    *,
    kind: str = "done",
    details: tuple[str, ...] = (),
    undo: int | None = None,
    place: str = "",
) -> None:
    """Say something once on the page that comes next, at that place or at its top."""
    notice = Notice(text=text, kind=kind, details=details, undo=undo, place=place)
    session().notices.append(notice)


def notices(place: str | None = None) -> tuple[Notice, ...]:
    """What is to be said now at a place, or all that is left; it is said once."""
    said = tuple(one for one in session().notices if place is None or one.place == place)
    session().notices = [one for one in session().notices if one not in said]
    return said


def computed(function: Callable[..., T], plan: Plan, *arguments: Hashable) -> T:
    """`function(plan, *arguments)`, worked out once for each copy of a plan and never changed.

    `function` is a pure function at the top of a module, `arguments` are small values; one that
    asks for the `reference` tables, or for what gives the `version_before`, is given it. The result
    is shared by everybody who looks at that copy, in any language, so it must be frozen and hold
    messages.
    """
    return cast(T, _computed(plan, function, arguments))


@once
def _computed(plan: Plan, function: Callable[..., object], arguments: tuple[object, ...]) -> object:
    names = list(inspect.signature(function).parameters)
    others = [name for name in names[1:] if name not in ("reference", "version_before")]
    given: dict[str, Any] = dict(zip(others, arguments, strict=False))
    if "reference" in names:
        given["reference"] = catalogue.reference(plan)
    if "version_before" in names:
        given["version_before"] = partial(plans.last_version, actor(), store(), plan)
    return function(plan, **given)
