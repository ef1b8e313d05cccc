"""A workbook that nobody worked in changes nothing, whoever saved it and whatever it held."""

from __future__ import annotations

import io
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.analysis.ministry_share import OWNERS, SHARED, ministry_share
from planner.choices import Classification
from planner.formats.ministry_return import reading, writing
from planner.formats.ministry_return.identity import Identity, digest_of
from planner.formats.opening import open_book
from planner.merge import merge
from planner.plan import Plan, table_named
from planner.schema import Kind, Row
from planner.services.catalogue import reference
from planner.services.returns.reading import read_return
from planner.services.returns.wording import words_in
from planner.tables import Ministry
from tests import strategies
from tests.returns.office import Office, cell, changed, worked_in

Saver = Callable[[bytes, Path], bytes]


def by_openpyxl(content: bytes, _folder: Path) -> bytes:
    out = io.BytesIO()
    openpyxl.load_workbook(io.BytesIO(content)).save(out)
    return out.getvalue()


def by_values_alone(content: bytes, _folder: Path) -> bytes:
    """As an online spreadsheet hands it over: values and formats of numbers, nothing else."""
    book, copy = openpyxl.load_workbook(io.BytesIO(content)), openpyxl.Workbook()
    del copy["Sheet"]
    for sheet in book:
        to = copy.create_sheet(sheet.title)
        for row in sheet.iter_rows():
            for one in row:
                if one.value is not None:
                    written = to.cell(row=one.row, column=one.column or 1, value=one.value)
                    written.number_format = one.number_format
    out = io.BytesIO()
    copy.save(out)
    return out.getvalue()


def by_libreoffice(suffix: str) -> Saver:
    def save(content: bytes, folder: Path) -> bytes:
        source, out = folder / "issued.xlsx", folder / "out"
        source.write_bytes(content)
        command = [
            "soffice",
            f"-env:UserInstallation={folder.parent.as_uri()}/profile",
            "--headless",
        ]
        command += ["--convert-to", suffix, "--outdir", str(out), str(source)]
        subprocess.run(command, check=True, capture_output=True, timeout=180)
        return (out / f"issued.{suffix}").read_bytes()

    return save


SAVERS: dict[str, Saver] = {"openpyxl": by_openpyxl, "values alone": by_values_alone}
if shutil.which("soffice"):
    SAVERS |= {f"LibreOffice {suffix}": by_libreoffice(suffix) for suffix in ("xlsx", "ods")}


@pytest.mark.parametrize("saver", SAVERS)
@pytest.mark.parametrize("language", ["en", "ar"])
def test_an_untouched_file_changes_nothing_whoever_saved_it(
    saver: str, language: str, tmp_path: Path
) -> None:
    office = Office()
    issued = office.file("M-01", language)

    desk = office.back(SAVERS[saver](issued, tmp_path))

    assert desk.cases == ()
    assert desk.changes == ()
    assert desk.files[0].compared > 100
    assert [p.code for p in desk.files[0].problems] == ["sign.missing"]


@pytest.mark.parametrize("saver", SAVERS)
def test_an_edit_is_found_whoever_saved_it(saver: str, tmp_path: Path) -> None:
    office = Office()

    def edit(book: Any) -> None:
        cell(book, "programmes", "P-0001", "country").value = "The north"

    edited = worked_in(office.file(), edit)

    assert changed(office.back(SAVERS[saver](edited, tmp_path))) == {"P-0001.country": "The north"}


@st.composite
def shares(draw: st.DrawFn) -> Plan:
    """A plan in which one ministry has rows of every kind of value in every table it shares."""
    ids = {name: tuple(table_named(name).id_for(n) for n in (1, 2)) for name in SHARED}
    ids["ministries"] = ("M-01",)
    tables: dict[str, dict[str, Row]] = {
        "ministries": {"M-01": Ministry(id="M-01", name="Finance")}
    }
    for name in SHARED:
        table = table_named(name)
        for row_id in ids[name][: draw(st.integers(0, 2))]:
            row = draw(strategies.rows(table, row_id, ids))
            fixed: dict[str, Any] = {
                c.name: (ids.get(c.refers) or ("",))[0] for c in table.columns if c.kind is Kind.ROW
            }
            fixed |= {OWNERS[name]: "M-01"} if name in OWNERS else {}
            fixed |= {"classification": None} if hasattr(row, "classification") else {}
            tables.setdefault(name, {})[row_id] = replace(row, **fixed)
    return Plan(tables=tables)


@settings(max_examples=10)
@given(shares(), st.sampled_from(["en", "fr", "es", "ar"]))
def test_whatever_a_plan_holds_comes_back_as_it_went(plan: Plan, language: str) -> None:
    share, words = ministry_share(plan, "M-01"), words_in(language)
    identity = Identity(revision=1, log="0", content=digest_of(share), ministry="M-01", issue=1,
                        issued=date(2027, 3, 1), language=language)  # fmt: skip
    outgoing = writing.Outgoing(
        plan=plan,
        share=share,
        ministry=plan.get(Ministry, "M-01"),
        identity=identity,
        level=Classification.RESTRICTED,
        due_on=None,
        words=words,
    )
    content = writing.write(outgoing, reference())

    back = reading.read(open_book("back.xlsx", content), content, words)
    read = read_return("M-01", back, share, plan, "M-01", words.every("clear"))
    merged = merge(plan, [read.returned])

    assert back.identity == identity
    assert merged.taken == ()
    assert merged.added == ()
    assert merged.points == ()
    assert {p.code for p in read.problems} <= {"sign.missing"}
