"""Cabinet workbooks made from the sample plans and from others, for tests to look into."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache, cached_property

import openpyxl
from openpyxl import Workbook

from planner import languages
from planner.analysis.plans.release import at_level
from planner.choices import Classification
from planner.exports import cabinet
from planner.exports.edition import Edition
from planner.intake.plans import plan_package
from planner.places import samples_folder, templates_folder
from planner.plan import Plan
from planner.reference import load

TODAY = date(2027, 3, 1)
NOW = datetime(2027, 3, 1, 9, 30, tzinfo=UTC)
SAMPLES = ("casserane", "norrvald")


@dataclass(frozen=True)
class Made:
    """A workbook that was made: its figures, its words, its bytes and its formulas."""

    figures: cabinet.Figures
    words: cabinet.Words
    written: cabinet.Written

    @cached_property
    def formulas(self) -> Workbook:
        """The workbook as openpyxl reads it, formulas as formulas."""
        return openpyxl.load_workbook(io.BytesIO(self.written.content))

    @cached_property
    def values(self) -> Workbook:
        """The workbook as openpyxl reads it, with the stored values of formulas."""
        return openpyxl.load_workbook(io.BytesIO(self.written.content), data_only=True)

    @cached_property
    def parts(self) -> dict[str, str]:
        """Every part of the file as text."""
        with zipfile.ZipFile(io.BytesIO(self.written.content)) as archive:
            return {name: archive.read(name).decode() for name in archive.namelist()}


def sample(name: str) -> Plan:
    """One of the sample plans."""
    return plan_package.read(samples_folder() / name)


def wording() -> str:
    """The wording as delivered."""
    return (templates_folder() / cabinet.WORDING).read_text(encoding="utf-8")


def made(
    plan: Plan,
    level: Classification = Classification.RESTRICTED,
    language: str = "en",
) -> Made:
    """The cabinet workbook of a plan."""
    release = at_level(plan, level)
    edition = Edition(release=release, today=TODAY, now=NOW, number="x-r1", head_hash="abc123")
    words = cabinet.read_words(wording(), language, languages.load())
    figures = cabinet.Figures(edition=edition, reference=load())
    return Made(figures=figures, words=words, written=cabinet.write(figures, words))


@cache
def of_sample(name: str, language: str = "en") -> Made:
    """The cabinet workbook of a sample plan, made once."""
    return made(sample(name), language=language)
