"""Every kind of file that can be made of a plan, in the order in which faces list them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Final

from planner.choices import Classification
from planner.exports import cabinet, calendar_file, data_package, plan_workbook
from planner.exports.documents import brief, handover, ministry_letters, paragraphs, strategy
from planner.exports.edition import Edition
from planner.languages.catalogues import spoken
from planner.languages.voice import Voice, complete_voice
from planner.messages import Message, _
from planner.reference import Reference

CABINET, ANNEXES, DOCUMENT, BRIEF, HANDOVER = "cabinet", "annexes", "document", "brief", "handover"
CALENDAR, LETTERS, PARAGRAPHS = "calendar", "letters", "paragraphs"
PLAN, PACKAGE = "plan", "package"
_OFFICE: Final = frozenset({"planner", "declaration", "reference"})
LEVELS: Final = tuple(Classification)


@dataclass(frozen=True, kw_only=True)
class Export:
    """A kind of file: its key, what it is called and good for, how its name ends, who may get it.

    `domains` are the catalogues that a language needs for it; without any, the file is the same in
    every language.
    """

    kind: str
    label: Message
    help: Message
    ending: str
    maker: Callable[[Edition, Reference, Voice], bytes]
    domains: frozenset[str] = frozenset()
    levels: tuple[Classification, ...] = LEVELS

    @property
    def is_printed(self) -> bool:
        """Whether it is for readers, who see no wording that nobody has verified."""
        return self.kind not in (PLAN, PACKAGE)

    @property
    def on_paper(self) -> bool:
        """Whether the size of its paper can be chosen."""
        return self.kind in (CABINET, ANNEXES)

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages in which it can be made, wholly; none where there is no choice."""
        return spoken(self.domains) if self.domains else ()

    def voice(self, language: str, office: Path) -> Voice:
        """The voice to make it in; WrongValue when it is not complete in that language."""
        wished = language if self.domains else ""
        return complete_voice(wished, self.domains, self.label, office)


Kind = tuple[str, Message, Message, str, Callable[[Edition, Reference, Voice], bytes]]
"""A kind of file: its key, its label, what it is good for, how its name ends, who makes it."""

_TOLD: Final[tuple[Kind, ...]] = (
    (
        CABINET,
        _("Cabinet workbook"),
        _("For decision makers: decisions, action plan, costs, risks, training; prints on paper."),
        ".xlsx",
        cabinet.write,
    ),
    (
        ANNEXES,
        _("Annexes to the cabinet workbook"),
        _("What it rests on: programmes, cost lines, indicators, assessments, training."),
        ".xlsx",
        cabinet.write_annexes,
    ),
    (
        DOCUMENT,
        strategy.TITLE,
        _("The strategy in sixteen sections for Word, in the office's own styles."),
        ".docx",
        strategy.write,
    ),
    (
        BRIEF,
        brief.TITLE,
        _("For a minister: recommendation, what is asked, costs by year, reasons, gaps."),
        ".docx",
        brief.write,
    ),
    (
        HANDOVER,
        handover.TITLE,
        _("For a successor: what is open, who decides what, dates, contacts, history."),
        ".docx",
        handover.write,
    ),
    (
        CALENDAR,
        calendar_file.TITLE,
        _("Milestones, return dates, reviews and decisions for any calendar program."),
        ".ics",
        calendar_file.write,
    ),
    (
        LETTERS,
        ministry_letters.TITLE,
        _("A zip of one official letter to each ministry that has something to do."),
        ".zip",
        ministry_letters.write,
    ),
    (
        PARAGRAPHS,
        paragraphs.TITLE,
        _("Facts in sentences for the UPR, treaty bodies, parliament and other agendas."),
        ".docx",
        paragraphs.write,
    ),
)
"""Those that are told in a language: the planner's words have to be complete in it."""
_SAME: Final[tuple[Kind, ...]] = (
    (
        PLAN,
        _("Whole plan as a workbook"),
        _("Every table on its own sheet; reading it back gives the same plan."),
        ".xlsx",
        plan_workbook.write,
    ),
    (
        PACKAGE,
        _("Data package"),
        _("A zip of CSV files with their description, for statisticians and archives."),
        ".zip",
        lambda edition, _reference, _voice: data_package.zipped(
            data_package.write(edition.plan, edition.release, str(edition.head_hash))
        ),
    ),
)
"""Those that are the same in every language."""
_KINDS: Final = tuple(
    Export(kind=kind, label=label, help=text, ending=ending, maker=maker, domains=domains)
    for domains, kinds in ((_OFFICE, _TOLD), (frozenset[str](), _SAME))
    for kind, label, text, ending, maker in kinds
)

EXPORTS: Final[Mapping[str, Export]] = MappingProxyType({one.kind: one for one in _KINDS})
