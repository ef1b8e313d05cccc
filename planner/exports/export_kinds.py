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
    def languages(self) -> tuple[str, ...]:
        """The languages in which it can be made, wholly; none where there is no choice."""
        return spoken(self.domains) if self.domains else ()

    def voice(self, language: str, office: Path) -> Voice:
        """The voice to make it in; WrongValue when it is not complete in that language."""
        wished = language if self.domains else ""
        return complete_voice(wished, self.domains, self.label, office)


_KINDS: Final = (
    Export(
        kind=CABINET,
        label=_("Cabinet workbook"),
        help=_("For decision makers: action plan, costs, risk coverage, training; prints on A4."),
        ending=".xlsx",
        maker=cabinet.write,
        domains=_OFFICE,
    ),
    Export(
        kind=ANNEXES,
        label=_("Annexes to the cabinet workbook"),
        help=_("What it rests on: programmes, cost lines, indicators, assessments, training."),
        ending=".xlsx",
        maker=cabinet.write_annexes,
        domains=_OFFICE,
    ),
    Export(
        kind=DOCUMENT,
        label=strategy.TITLE,
        help=_("The strategy in sixteen sections for Word, in the office's own styles."),
        ending=".docx",
        maker=strategy.write,
        domains=_OFFICE,
    ),
    Export(
        kind=BRIEF,
        label=brief.TITLE,
        help=_("For a minister: recommendation, what is asked, costs by year, reasons, gaps."),
        ending=".docx",
        maker=brief.write,
        domains=_OFFICE,
    ),
    Export(
        kind=HANDOVER,
        label=handover.TITLE,
        help=_("For a successor: what is open, who decides what, dates, contacts, history."),
        ending=".docx",
        maker=handover.write,
        domains=_OFFICE,
    ),
    Export(
        kind=CALENDAR,
        label=calendar_file.TITLE,
        help=_("Milestones, return dates, reviews and decisions for any calendar program."),
        ending=".ics",
        maker=calendar_file.write,
        domains=_OFFICE,
    ),
    Export(
        kind=LETTERS,
        label=ministry_letters.TITLE,
        help=_("A zip of one official letter to each ministry that has something to do."),
        ending=".zip",
        maker=ministry_letters.write,
        domains=_OFFICE,
    ),
    Export(
        kind=PARAGRAPHS,
        label=paragraphs.TITLE,
        help=_("Facts in sentences for the UPR, treaty bodies, parliament and other agendas."),
        ending=".docx",
        maker=paragraphs.write,
        domains=_OFFICE,
    ),
    Export(
        kind=PLAN,
        label=_("Whole plan as a workbook"),
        help=_("Every table on its own sheet; reading it back gives the same plan."),
        ending=".xlsx",
        maker=plan_workbook.write,
    ),
    Export(
        kind=PACKAGE,
        label=_("Data package"),
        help=_("A zip of CSV files with their description, for statisticians and archives."),
        ending=".zip",
        maker=lambda edition, _reference, _voice: data_package.zipped(
            data_package.write(edition.plan, edition.release, str(edition.head_hash))
        ),
    ),
)

EXPORTS: Final[Mapping[str, Export]] = MappingProxyType({one.kind: one for one in _KINDS})
