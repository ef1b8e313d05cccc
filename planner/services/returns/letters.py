"""Letters to ministries: with a workbook, after its date, and about what could not be taken in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from functools import cached_property
from typing import Final

from planner.analysis.plans.release import Release, at_level, level_of_letters, told
from planner.exports.documents.letters import Letter, imprint_for
from planner.exports.edition import Edition
from planner.languages.catalogues import ENGLISH, MINISTRY, spoken
from planner.languages.voice import Voice
from planner.messages import Message, _, listing
from planner.places import templates_folder
from planner.plan import Plan
from planner.problems import Problem
from planner.schema import Table
from planner.tables import Ministry

_LISTED: Final = 200


@dataclass(frozen=True, kw_only=True)
class MinistryLetter:
    """A letter ready to send: to which ministry, the name of its file, its text to be changed.

    The text holds paragraphs, and points that begin with a dash; the form of a letter is added
    when it is made.
    """

    ministry: str
    name: str
    letter: Letter

    @property
    def text(self) -> str:
        """What it says, without head and close."""
        return self.letter.text

    @property
    def subject(self) -> str:
        """What it is about."""
        return self.letter.subject

    def with_text(self, text: str) -> MinistryLetter:
        """The same with another text."""
        return replace(self, letter=replace(self.letter, text=text))

    def document(self) -> bytes:
        """The letter for Word, in the office's own styles."""
        return self.letter.document(templates_folder())


def voice_for(plan: Plan, ministry: Ministry, wished: str = "") -> Voice:
    """The language to write to a ministry in: the one wished for, its own, the plan's; English
    where nobody has translated the workbook into it.

    BrokenReference when the office's own words for it cannot be used.
    """
    language = wished or ministry.language or plan.details.language
    return Voice(language if language in spoken(MINISTRY) else ENGLISH, templates_folder())


@dataclass(frozen=True)
class LetterWriter:
    """Writes letters of one plan to one ministry, in its language."""

    plan: Plan
    ministry: Ministry
    voice: Voice

    def covering(
        self, file: str, counts: Sequence[tuple[Table, int]], issued: date, due: date | None
    ) -> MinistryLetter:
        """What goes with a workbook: what it is, what to do with it, until when."""
        rows = (_("{table}: {number}", table=t.title, number=count) for t, count in counts if count)
        body = _(
            "I have the honour to send you the workbook “{file}”. It holds what the plan says of "
            "your ministry as of {date}: {counts}. I should be grateful if you would correct what "
            "is wrong, add what is missing, and return the same file. What you leave alone stays "
            "as it is.",
            file=file,
            date=issued,
            counts=listing(*rows) or "–",
        )
        sign = _("Please have it signed off on its last sheet: function and date, no name.")
        subject = _("{plan}: please check your entries", plan=self._title)
        paragraphs = [body, sign]
        if due:
            subject = _(
                "{plan}: please check your entries, no later than {due}", plan=self._title, due=due
            )
            paragraphs.insert(1, _("Please return it no later than {due}.", due=due))
        return self._letter(f"{file.rpartition('.')[0]}-letter.docx", subject, paragraphs, issued)

    def reminder(self, sent: date, due: date, today: date) -> MinistryLetter:
        """What goes to a ministry whose workbook is late."""
        subject = _("{plan}: your return was due on {due}", plan=self._title, due=due)
        body = _(
            "The workbook that was sent to you on {date} was due on {due}. Days since then: "
            "{days}. We have not had it back yet. Please return it, or say by when you will.",
            date=sent,
            due=due,
            days=(today - due).days,
        )
        return self._letter(f"{self.ministry.id}-reminder.docx", subject, [body], today)

    def about_problems(self, file: str, problems: Sequence[Problem], today: date) -> MinistryLetter:
        """What goes to a ministry whose return has points that could not be taken in."""
        points = [f"- {self.voice.tell(replace(p, file='').sentence)}" for p in problems[:_LISTED]]
        if len(problems) > _LISTED:
            points.append(f"… {len(problems) - _LISTED}")
        subject = _(
            "{plan}: points in your return to look at ({count})",
            plan=self._title,
            count=len(problems),
        )
        thanks = _(
            "Thank you for returning “{file}”. Please look at these points, mend what is wrong, "
            "and return the file again; all else is taken in.",
            file=file,
        )
        return self._letter(
            f"{self.ministry.id}-problems.docx", subject, [thanks, "\n".join(points)], today
        )

    @cached_property
    def _release(self) -> Release:
        """The plan as a letter may speak of it."""
        return at_level(self.plan, level_of_letters(self.plan))

    @property
    def _title(self) -> str:
        return told(self._release.plan.details.title) or self._release.plan.name

    def _letter(
        self, name: str, subject: Message, paragraphs: Iterable[Message | str], on: date
    ) -> MinistryLetter:
        tell, noon = self.voice.tell, datetime.combine(on, time(12), UTC)
        edition = Edition(release=self._release, today=on, now=noon)
        letter = Letter(
            addressee=self.ministry.name,
            subject=tell(subject),
            text="\n\n".join(map(tell, paragraphs)),
            language=self.voice.language,
            imprint=imprint_for(edition, self.ministry),
        )
        return MinistryLetter(ministry=self.ministry.id, name=name, letter=letter)
