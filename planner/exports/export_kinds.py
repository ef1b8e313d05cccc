"""Every kind of file that can be made of a plan, in the order in which faces list them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Final

from planner.choices import Classification
from planner.exports import cabinet, data_package, plan_workbook
from planner.exports.edition import Edition
from planner.languages.catalogues import spoken
from planner.languages.voice import Voice, complete_voice
from planner.messages import Message, _
from planner.reference import Reference

CABINET, PLAN, PACKAGE = "cabinet", "plan", "package"
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
        domains=frozenset({"planner", "declaration", "reference"}),
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
