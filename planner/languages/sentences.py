"""Sentences with places for facts: English stands here, each language says them in its own way."""

from __future__ import annotations

import string
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum, unique
from typing import TypeAlias

from planner.schema import Choice


@unique
class Says(StrEnum):
    """Every sentence that is made for people in any language; `{places}` are filled with facts.

    A language file names them in small letters under `[sentences]`.
    """

    BETWEEN = "{low} to {high}"
    AND_MORE = "{listed} and {more} more"
    HEADED = "{title}:"
    UNKNOWN = "unknown"
    NONE = "none"
    ANY_NUMBER = "any number"
    ONE_ACTION = "1 action"
    ACTIONS = "{number} actions"
    ONE_PROGRAMME = "1 programme"
    PROGRAMMES = "{number} programmes"

    REGISTER = "Register: {registered} holders in post, {valid} with a valid pass."
    NO_SESSION = "No session held so far."
    LOWERED = ", lowered by {turnover} % turnover a year"
    COUNTED = (
        "{still} of {held} sessions still valid: at least the largest, {low}; "
        "at most all of them together, {high}{lowered}."
    )
    COUNTED_OPEN = (
        "{still} of {held} sessions still valid: at least the largest, {low}; "
        "at most open, a session has no number{lowered}."
    )
    BESIDE = (
        "{still} of {held} sessions still valid: with those of one session at least, {low}; "
        "with all at most, {high}{lowered}."
    )
    BESIDE_OPEN = (
        "{still} of {held} sessions still valid: with those of one session at least, {low}; "
        "at most open, a session has no number{lowered}."
    )
    BOTH = "{register} It does not list everybody: {counted}"
    POSTS_UNKNOWN = "{audience}: filled posts not known, so coverage is not known. {holders}"
    POSTS_IN_SCOPE = "{holders} Filled posts in scope: {posts}."

    NOT_ASSESSED = "Nobody has assessed it yet."
    NOT_OBSERVED = "Not observed in {places}."
    RATED = "Rated {level} in {places}."
    REASON = "{rated} {covered}"
    COVER_NONE = "No programme and no action addresses it."
    COVER_UNFUNDED = "{actions} planned, none with money; no programme."
    COVER_WEAK = "Only weak links from {programmes}; no action."
    COVER_WEAK_UNFUNDED = "Only weak links from {programmes}; no action with money."
    COVER_SINGLE = "It rests on {id} alone."
    COVER_SOLID = "Covered by {programmes} and {actions}."
    BEYOND_CODES = (
        "{beyond} of the {of} prevention actions cannot be reached from any aid code. "
        "{without} of these {beyond} have no programme in this plan yet."
    )
    BEYOND_CODES_ONE = (
        "{beyond} of the {of} prevention actions cannot be reached from any aid code. "
        "1 of these {beyond} has no programme in this plan yet."
    )
    GAP_NO_COVER = "no cover"
    GAP_UNFUNDED = "unfunded"
    GAP_WEAK = "weak"
    GAP_SINGLE = "single"

    LETTER_SUBJECT = "Training of your staff, as of {date}"
    LETTER_TO = "To: {ministry}"
    LETTER_FROM = "From: {sender}"
    LETTER_DATE = "Date: {date}"
    LETTER_SENDER = "The focal point"
    LETTER_PLAN = "the prevention plan"
    LETTER_OPENING = (
        "For {plan} we looked at who holds a valid pass on {date}. This concerns posts of your "
        "ministry."
    )
    LETTER_SHORT = "Below the target"
    LETTER_UNCLEAR = "Not certain, because records leave a range"
    LETTER_UNKNOWN = "Not known"
    LETTER_ENDING = "Passes that end within {days} days"
    LETTER_SHORT_LINE = (
        "{audience}, {course}: {held} of {posts} posts, the target is {target} %; "
        "{booked} seats are booked, {missing} are missing"
    )
    LETTER_SHORT_BY = (
        "{audience}, {course}: {held} of {posts} posts, the target is {target} % by {by}; "
        "{booked} seats are booked, {missing} are missing"
    )
    LETTER_UNCLEAR_LINE = (
        "{audience}, {course}: {held} of {posts} posts, the target is {target} %; "
        "a register under codes would settle it"
    )
    LETTER_NO_POSTS = "{audience}, {course}: the number of filled posts is missing"
    LETTER_NO_TARGET = "{audience}, {course}: the target or a number is missing"
    LETTER_ENDS_LINE = "{audience}, {course}: up to {number} on {date}, in {days} days"
    LETTER_ASKED = (
        "Please confirm the figures or correct them, book the seats that are missing, and send "
        "head-counts of filled posts where they are not known. Send no names of staff."
    )

    TOLD_ON = "On {date}:"
    TOLD_NOTHING_REQUIRED = "No course is required of anybody yet."
    TOLD_MAPPED = "Programmes: {linked} linked, {none} with no link, {open} to decide."
    TOLD_GAP = "Gap {place}. Risk factor {number}, {kind}: {why}"
    TOLD_WITHOUT = "Without a programme: {listed}."
    TOLD_SUMS = "All sums in {currency}."
    TOLD_UNCOSTED = "No cost and no reason: {listed}."
    PLAN_CURRENCY = "the currency of the plan"
    NO_YEAR = "no year"
    NO_LEAD = "no lead"
    TOTAL = "Total"
    HEAD_YEAR = "Year"
    HEAD_LEAD = "Lead ministry"
    HEAD_COST = "Cost"
    HEAD_MONEY_GAP = "To find"
    HEAD_STAFF_TIME = "Staff time"
    HEAD_NUMBER = "No"
    HEAD_VALID = "Valid"
    HEAD_COVERAGE = "Coverage"
    HEAD_TARGET = "Target"
    HEAD_DUE = "Due in 90 days"
    HEAD_FUNDED = "Funded"
    HEAD_TOUCHING = "Touching"
    HEAD_GAP = "Gap"
    HEAD_SITUATION = "Listed situation"
    HEAD_STATE = "State"
    HEAD_NEEDED = "Needed"
    HEAD_READY = "Ready"
    HEAD_MISSING = "Missing"
    HEAD_ENDS = "Ends on"
    HEAD_AT_MOST = "Passes, at most"
    HEAD_MONTH = "Month"
    HEAD_TO_HOLD = "Passes to be held"
    HEAD_SEATS = "Seats"

    READY = "ready"
    NEARLY = "nearly"
    NOT_READY = "not ready"
    PART_FOUNDATION = "foundation"
    PART_ROLE = "role"
    PART_COUNTRY = "country module"
    PART_LANGUAGE = "language"
    PART_HANDOVER = "handover"

    @property
    def key(self) -> str:
        """What a language file calls it."""
        return self.name.lower()


Fact: TypeAlias = "str | int | Decimal | date | Choice | Saying"


@dataclass(frozen=True, kw_only=True)
class Saying:
    """A sentence and its facts, not yet in any language; facts may be sentences themselves."""

    says: Says
    facts: Mapping[str, Fact]

    def __str__(self) -> str:
        """The sentence in English."""
        return self.says.format(
            **{
                name: fact.label.lower() if isinstance(fact, Choice) else str(fact)
                for name, fact in self.facts.items()
            }
        )


def saying(says: Says, /, **facts: Fact) -> Saying:
    """The sentence with its facts."""
    return Saying(says=says, facts=facts)


def places(text: str) -> frozenset[str]:
    """The places for facts in a text."""
    return frozenset(name for _, name, _, _ in string.Formatter().parse(text) if name is not None)
