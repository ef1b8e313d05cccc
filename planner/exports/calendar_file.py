"""The calendar of a plan: every day that asks something of somebody, for any calendar program."""

from __future__ import annotations

import hashlib
from datetime import timedelta
from typing import Final

from icalendar import Calendar, Event

from planner.analysis.plans.due_dates import DueDate, due_dates
from planner.choices import Classification
from planner.exports.documents.outgoing_document import UNPRINTED
from planner.exports.edition import Edition
from planner.languages.voice import Voice
from planner.messages import Message, _
from planner.plan import table_named
from planner.reference import Reference
from planner.schema import table_of
from planner.tables import PlanDetails

TITLE: Final = _("Calendar")
_CLASSES: Final = {
    Classification.PUBLIC: "PUBLIC",
    Classification.GOVERNMENT: "PRIVATE",
    Classification.RESTRICTED: "CONFIDENTIAL",
}


def write(edition: Edition, _reference: Reference, voice: Voice) -> bytes:
    """All days as events of a whole day; taken in again, an event replaces its earlier self."""
    calendar = Calendar()
    calendar.add("prodid", "-//r2p-planner//calendar//")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    name = edition.title or voice.tell(TITLE)
    calendar.add("x-wr-calname", _plain(f"{name} ({voice.answer(edition.level)})"))
    for one in due_dates(edition.release, edition.today):
        calendar.add_component(_event(edition, voice, one))
    return calendar.to_ical()


def _event(edition: Edition, voice: Voice, one: DueDate) -> Event:
    event, level = Event(), voice.answer(edition.level)
    identity = f"{edition.release.whole.name}\n{one.key}"
    event.add("uid", f"{hashlib.sha256(identity.encode()).hexdigest()[:32]}@r2p-planner")
    event.add("dtstamp", edition.now)
    event.add("dtstart", one.on)
    event.add("dtend", one.on + timedelta(days=1))
    event.add("sequence", edition.plan.revision)
    event.add("summary", _plain(voice.tell(one.what)))
    event.add("class", _CLASSES[edition.level])
    event.add("categories", [_plain(level)])
    event.add("transp", "TRANSPARENT")
    event.add("description", _plain("\n".join(map(voice.tell, _said(edition, one)))))
    return event


def _said(edition: Edition, one: DueDate) -> list[Message]:
    """Whose task it is, which row of the plan says so, and for whom the calendar is."""
    lines = [
        _(
            "{table} {id}, revision {revision} of the plan",
            table=table_named(one.table).row_title,
            id=one.row,
            revision=str(edition.plan.revision),
        ),
        _("{label}: {value}", label=table_of(PlanDetails).label("classification"),
          value=edition.level),
    ]  # fmt: skip
    return [_("Lead: {ministry}", ministry=one.whose), *lines] if one.whose else lines


def _plain(text: str) -> str:
    return UNPRINTED.sub("", text)
