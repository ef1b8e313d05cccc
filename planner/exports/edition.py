"""What a file made from a plan says of itself: which plan, which revision, at what level, when."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

from planner.analysis.answers import AnswerTable
from planner.analysis.plans.release import Release, told
from planner.changes import Entry
from planner.choices import Classification
from planner.errors import WrongValue
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
class EditionOptions:
    """Further choices for a file: A3 instead of A4, and the annexes in the same file.

    A plan keeps them as tags: `paper=A3`, `annexes=inside`.
    """

    is_a3: bool = False
    has_annexes: bool = False

    @classmethod
    def read(cls, tags: Iterable[str]) -> EditionOptions:
        """The choices that tags say; WrongValue for one that means nothing."""
        wished = {"".join(tag.split()).casefold() for tag in tags} - {"paper=a4"}
        if unknown := sorted(wished - {_A3, _INSIDE}):
            raise WrongValue(
                _("No export has the option {options}.", options=tuple(unknown)),
                _("Options are: {options}.", options=("paper=A4", "paper=A3", "annexes=inside")),
            )
        return cls(is_a3=_A3 in wished, has_annexes=_INSIDE in wished)

    @property
    def tags(self) -> tuple[str, ...]:
        """The choices as a plan keeps them; those that go without saying are not kept."""
        said = {"paper=A3": self.is_a3, _INSIDE: self.has_annexes}
        return tuple(tag for tag, is_so in said.items() if is_so)


_A3, _INSIDE = "paper=a3", "annexes=inside"


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
    options: EditionOptions = EditionOptions()
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
