"""What is kept between two clicks of one person, and what all share: the store and results."""

from __future__ import annotations

import inspect
import os
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import cache
from typing import Any, Final, TypeVar, cast

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from planner.errors import UnknownPlan
from planner.languages.catalogues import ENGLISH, spoken
from planner.languages.voice import Voice
from planner.places import data_folder, templates_folder
from planner.plan import Plan
from planner.reference import Reference
from planner.services import catalogue, plans
from planner.store import Store

T = TypeVar("T")

LANGUAGE: Final = "language"
"""What the language is called in the address of a page and in the cookie for the next visit."""

_DEFAULT_ACTOR = "Focal point"
_RESULTS = 100  # computed results kept for everybody


@dataclass(frozen=True, kw_only=True)
class Notice:
    """Something to say once at the top of the next page; `undo` is a revision it offers to undo."""

    text: str
    kind: str = "done"
    details: tuple[str, ...] = ()
    undo: int | None = None


@dataclass
class VisitorSession:
    """What one person has open: the plan, who they act for, what is still to be told them."""

    plan_name: str = ""
    focal_point: str = ""
    actor: str = ""
    language: str = field(default_factory=lambda: _asked_language())
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


def forget(name: str) -> None:
    """Let go of an object that a view kept."""
    session().kept.pop(name, None)


def key(table: str, part: str, *more: object) -> str:
    """The key of a widget: the open plan's name, the table, the part, and what tells it apart."""
    return ":".join((session().plan_name, table, part, *map(str, more)))


def widget(name: str) -> Any:
    """The value of the widget with that key; None when it was not drawn yet."""
    return st.session_state.get(name)


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
    """The reference tables, with the office's own catalogue actions."""
    return catalogue.reference()


def voice() -> Voice:
    """The language of the person looking, with the office's own words; English off a page."""
    on_a_page = get_script_run_ctx(suppress_warning=True) is not None
    return _voice(session().language if on_a_page else ENGLISH, templates_folder())


_voice = cache(Voice)


def speak(language: str) -> None:
    """Show the screens in a language from now on."""
    session().language = language


def address() -> dict[str, str]:
    """What the address of every page carries along: the language, unless it is English."""
    language = session().language
    return {} if language == ENGLISH else {LANGUAGE: language}


def _asked_language() -> str:
    """The language that the address names, or the last visit; English where it is not complete."""
    asked = (st.query_params.get(LANGUAGE), st.context.cookies.get(LANGUAGE))
    known = spoken()
    return next((code for code in asked if code in known), ENGLISH)


def actor() -> str:
    """The function or office on whose behalf the person looking acts; else the plan's owner."""
    return session().actor or session().focal_point or _DEFAULT_ACTOR


def newcomer() -> str:
    """The same for a plan that is only being made: nobody owns it yet."""
    return session().actor or _DEFAULT_ACTOR


def act_as(name: str) -> None:
    """Record what this person does under another function or office."""
    session().actor = name


def today() -> date:
    """The day it is on this computer."""
    return now().astimezone().date()


def now() -> datetime:
    """This moment, in UTC."""
    return datetime.now(UTC)


def open_plan(name: str) -> None:
    """Make a plan the one every page is about."""
    session().plan_name = name


def current_plan() -> Plan | None:
    """The plan that is open, as it stands now; None when none is open or it is gone."""
    name = session().plan_name
    if not name:
        return None
    try:
        plan = plans.open_plan(actor(), store(), name)
    except UnknownPlan:
        session().plan_name = ""
        return None
    session().focal_point = plan.details.focal_point
    return plan


def tell(
    text: str, *, kind: str = "done", details: tuple[str, ...] = (), undo: int | None = None
) -> None:
    """Say something once at the top of the page that comes next."""
    session().notices.append(Notice(text=text, kind=kind, details=details, undo=undo))


def notices() -> tuple[Notice, ...]:
    """What is to be said now; it is said once."""
    said = tuple(session().notices)
    session().notices.clear()
    return said


def computed(function: Callable[..., T], plan: Plan, *arguments: Hashable) -> T:
    """`function(plan, *arguments)`, worked out once for each copy of a plan and never changed.

    `function` is a pure function at the top of a module, `arguments` are small values; one that
    asks for the `reference` tables is given them. The result is shared by everybody who looks at
    that copy, in any language, so it must be frozen and hold messages.
    """
    return cast(T, _computed(_Work(function, plan, arguments))[1])


@dataclass(frozen=True, eq=False)
class _Work:
    function: Callable[..., object]
    plan: Plan
    arguments: tuple[Hashable, ...]

    @property
    def name(self) -> tuple[object, ...]:
        return self.function.__module__, self.function.__qualname__, id(self.plan), self.arguments


@st.cache_resource(
    show_spinner=False, max_entries=_RESULTS, hash_funcs={_Work: lambda work: work.name}
)
def _computed(work: _Work) -> tuple[Plan, object]:
    # the plan is kept beside its result, so that its identity cannot pass to another plan
    asked = "reference" in inspect.signature(work.function).parameters
    given = {"reference": reference()} if asked else {}
    return work.plan, work.function(work.plan, *work.arguments, **given)
