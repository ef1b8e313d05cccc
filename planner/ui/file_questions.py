"""Questions about a file, each with the answers that it offers; the same as at a terminal."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Final

import streamlit as st

from planner.problems import Problem
from planner.ui import finding, state
from planner.ui.markup import escaped
from planner.ui.words import t, tn, told, voice

_PAGE: Final = 20  # questions of one kind on one page

Take = Callable[[Mapping[str, str]], None]
"""Takes answers by the keys of their questions; a blank takes one back."""


Beside = Callable[[Problem], None]
"""Draws over a question what helps to answer it."""


def show(
    questions: Sequence[Problem],
    name: str,
    take: Take,
    beside: Beside | None = None,
    proposed: Mapping[str, str] = MappingProxyType({}),
) -> None:
    """Draw the questions, those of one kind together; several can be answered alike at once.

    What is `proposed`, by the keys of questions, only has to be confirmed.
    """
    if not questions:
        return
    left = sum(one.is_open for one in questions)
    title = tn("{number} question to answer", "{number} questions to answer", left)
    title = title if left else t("Every question is answered.")
    st.markdown(f":material/{'help' if left else 'check_circle'}: **{title}**")
    kinds: dict[tuple[str, str], list[Problem]] = {}
    for one in questions:
        kinds.setdefault((one.code, one.column), []).append(one)
    for (code, column), alike in kinds.items():
        with st.container(border=True):
            known = {one.key: proposed[one.key] for one in alike if one.key in proposed}
            if len(known) > 1:
                label = tn(
                    "Accept the {number} proposal", "Accept the {number} proposals", len(known)
                )
                st.button(label, key=f"{name}:{code}:{column}:yes", on_click=take, args=(known,))
            if len(alike) > 1:
                _all(alike, f"{name}:{code}:{column}", take)
            paged = len(alike) > _PAGE
            for one in finding.turned(alike, f"asked:{code}:{column}", _PAGE) if paged else alike:
                if beside is not None:
                    beside(one)
                _one(one, f"{name}:{one.key}", take, proposed.get(one.key))


def _one(question: Problem, name: str, take: Take, proposal: str | None) -> None:
    with st.grid(2, min_column_width=320):
        with st.container(gap="xsmall"):
            st.markdown(escaped(told(question.message)))
            st.caption(
                escaped(" · ".join(filter(None, map(told, (question.place, question.hint)))))
            )
            if proposal is not None:
                st.button(
                    t("Yes, that is it"),
                    key=f"{name}:yes",
                    on_click=take,
                    args=({question.key: proposal},),
                )
        said = question.answer or None
        at = f"{name}:{said}"
        shown = _shown(question)
        st.selectbox(
            escaped(told(question.sentence)),
            list(shown),
            index=list(shown).index(said) if said else None,
            format_func=lambda value: shown.get(value, str(value)),
            placeholder=t("Choose an answer"),
            accept_new_options=question.takes_text,
            key=at,
            on_change=lambda: take({question.key: str(state.widget(at) or "")}),
            label_visibility="collapsed",
        )


def _all(alike: Sequence[Problem], name: str, take: Take) -> None:
    """One answer for all questions of a kind, of those that each of them offers.

    What stands first for some of them only is not offered: it would be wrong for the others.
    """
    answers = {*alike[0].answers}.intersection(*(one.answers for one in alike))
    first = {one.answers[0] for one in alike if one.answers}
    answers -= first if len(first) > 1 else set()
    shown = {a.value: voice().fact(a.label) for a in alike[0].answers if a in answers}
    if not shown:
        return
    at = f"{name}:all"
    st.selectbox(
        t("One answer for all {number}", number=len(alike)),
        list(shown),
        index=None,
        format_func=lambda value: shown.get(value, str(value)),
        placeholder=t("Choose an answer"),
        key=at,
        on_change=lambda: take({one.key: str(state.widget(at) or "") for one in alike}),
        width=420,
    )


def _shown(question: Problem) -> dict[str, str]:
    """The answers in words, the one that a person wrote among them."""
    shown = {one.value: voice().fact(one.label) for one in question.answers}
    return shown | ({question.answer: question.answer} if _is_written(question) else {})


def _is_written(question: Problem) -> bool:
    return bool(question.answer) and all(question.answer != one.value for one in question.answers)
