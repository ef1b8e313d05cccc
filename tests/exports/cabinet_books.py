"""Cabinet workbooks made from the sample plans and from others, for tests to look into."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache, cached_property
from pathlib import Path

import openpyxl
from openpyxl import Workbook

from planner.analysis.plans.release import at_level
from planner.choices import Classification
from planner.exports import cabinet
from planner.exports.edition import Edition, EditionOptions
from planner.intake.plans import plan_package
from planner.languages.voice import Voice
from planner.places import samples_folder
from planner.plan import Plan
from planner.reference import load

TODAY = date(2027, 3, 1)
PLAIN = EditionOptions()
NOW = datetime(2027, 3, 1, 9, 30, tzinfo=UTC)
SAMPLES = ("casserane", "norrvald")


@dataclass(frozen=True)
class Made:
    """A workbook that was made: its figures and its bytes."""

    figures: cabinet.Figures
    content: bytes

    @cached_property
    def formulas(self) -> Workbook:
        """The workbook as openpyxl reads it, formulas as formulas."""
        return openpyxl.load_workbook(io.BytesIO(self.content))

    @cached_property
    def values(self) -> Workbook:
        """The workbook as openpyxl reads it, with the stored values of formulas."""
        return openpyxl.load_workbook(io.BytesIO(self.content), data_only=True)

    @cached_property
    def parts(self) -> dict[str, str]:
        """Every part of the file as text."""
        with zipfile.ZipFile(io.BytesIO(self.content)) as archive:
            return {name: archive.read(name).decode() for name in archive.namelist()}

    @property
    def live(self) -> Mapping[str, Mapping[str, str]]:
        """Every formula by sheet and cell."""
        return {
            sheet.title: {
                cell.coordinate: str(cell.value).removeprefix("=")
                for row in sheet.iter_rows()
                for cell in row
                if cell.data_type == "f"
            }
            for sheet in self.formulas
        }


def sample(name: str) -> Plan:
    """One of the sample plans."""
    return plan_package.read(samples_folder() / name)


def edition_of(
    plan: Plan,
    level: Classification = Classification.RESTRICTED,
    options: EditionOptions = PLAIN,
) -> Edition:
    """A plan at a level, on its way out."""
    release = at_level(plan, level)
    return Edition(
        release=release, today=TODAY, now=NOW, number="x-r1", head_hash="abc123", options=options
    )


def made(
    plan: Plan,
    level: Classification = Classification.RESTRICTED,
    language: str = "en",
    office: Path | None = None,
    maker: Callable[..., bytes] = cabinet.write,
    options: EditionOptions = PLAIN,
) -> Made:
    """The cabinet workbook of a plan."""
    edition, reference = edition_of(plan, level, options), load()
    content = maker(edition, reference, Voice(language, office))
    return Made(cabinet.Figures(edition=edition, reference=reference), content)


@cache
def of_sample(name: str) -> Made:
    """The cabinet workbook of a sample plan, made once."""
    return made(sample(name))


@cache
def annexes(name: str) -> Made:
    """The annexes of a sample plan, made once."""
    return made(sample(name), maker=cabinet.write_annexes)
