"""What a file made from a plan says of itself: which plan, which revision, at what level, when."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

from planner.analysis.answers import AnswerTable
from planner.analysis.plans.release import Release, told
from planner.changes import Entry
from planner.choices import Classification
from planner.messages import Message, _
from planner.plan import Plan


@dataclass(frozen=True, kw_only=True)
class Imprint:
    """What stands on every document: for whom it is, who answers for it, its number, its day."""

    level: Classification
    office: Message | str
    number: str
    today: date
    now: datetime


@dataclass(frozen=True, kw_only=True)
class Edition:
    """A released plan on its way into a file; `number` names the file, `head_hash` ends its log.

    `history` is the log, the newest first, for files that tell how the plan came to be.
    """

    release: Release
    today: date
    now: datetime
    number: str = ""
    head_hash: Message | str = ""
    history: AnswerTable[Entry] | None = None

    @property
    def plan(self) -> Plan:
        """The plan as it may be shown at the level."""
        return self.release.plan

    @property
    def level(self) -> Classification:
        """The level the file is made for, which is its marking."""
        return self.release.level

    @property
    def title(self) -> str:
        """The plan's title; blank where it is withheld."""
        return told(self.plan.details.title)

    @property
    def imprint(self) -> Imprint:
        """What stands on a document of this edition; its office is a function."""
        return Imprint(
            level=self.level,
            office=told(self.plan.details.focal_point) or _("The focal point"),
            number=self.number,
            today=self.today,
            now=self.now,
        )

    @property
    def of_whole(self) -> Edition:
        """The same of the whole plan, for comparing: it never leaves."""
        whole, before = self.release.whole, self.release.whole_before
        release = Release(
            plan=whole, level=self.level, whole=whole, before=before, whole_before=before
        )
        return replace(self, release=release)

    @property
    def made_at(self) -> str:
        """The minute it was made, in UTC."""
        return self.now.astimezone(UTC).strftime("%Y-%m-%d %H:%M UTC")
