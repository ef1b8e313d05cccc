"""A workbook that nobody worked in changes nothing, whoever saved it and whatever it held."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.analysis.returns.ministry_share import SHARED, ministry_share
from planner.choices import Classification
from planner.exports.ministry_workbook import MinistryEdition, write
from planner.intake.opening import open_book
from planner.intake.returns import returned_workbook
from planner.languages.catalogues import MINISTRY, spoken
from planner.languages.voice import Voice
from planner.merge.compare import merge
from planner.plan import Plan, ministry_column, table_named
from planner.schema import Kind, Row
from planner.services.catalogue import reference
from planner.services.returns.desk import ReturnDesk, compare_files
from planner.services.returns.returned_rows import Versions, read_return
from planner.tables import Ministry
from planner.workbooks import Identity, digest_of
from tests import strategies
from tests.returns.office import PLAN, Office, cell, changed, codes
from tests.returns.savers import MAIN, SAVERS, file_of, parts_of, sheet_as_csv
from tests.strategies import FEW

LANGUAGES = tuple(dict.fromkeys((spoken(MINISTRY)[0], spoken(MINISTRY)[-1])))
EDITED = "edited"
CONVERTED = (LANGUAGES[-1], EDITED)
HAS_LIBREOFFICE = shutil.which("soffice") is not None


def country_edited(book: Any) -> None:
    cell(book, "programmes", "P-0001", "country").value = "The north"


@dataclass(frozen=True)
class Sent:
    """An office and its workbooks: in two languages as they went out, and one that was edited."""

    office: Office
    files: Mapping[str, bytes]


@pytest.fixture(scope="module")
def sent() -> Sent:
    office = Office()
    files = {language: office.file("M-01", language) for language in LANGUAGES}
    return Sent(office, {**files, EDITED: office.edited(country_edited)})


@pytest.fixture(scope="module")
def by_libreoffice(
    sent: Sent, tmp_path_factory: pytest.TempPathFactory
) -> Mapping[tuple[str, str], bytes]:
    """The same files as LibreOffice saves them, by how they were saved: all of a kind at once."""
    folder = tmp_path_factory.mktemp("libreoffice")
    known: dict[tuple[str, str], bytes] = {("as sent", name): c for name, c in sent.files.items()}
    for before, suffix in (
        ("as sent", "xlsx"),
        ("as sent", "ods"),
        ("as sent", "xls"),
        ("ods", "xlsx"),
    ):
        source, out = folder / f"{before}-{suffix}-in", folder / f"{before}-{suffix}-out"
        source.mkdir()
        for name in CONVERTED:
            kind = "xlsx" if before == "as sent" else before
            (source / f"{name}.{kind}").write_bytes(known[before, name])
        converted_by_libreoffice(sorted(source.iterdir()), suffix, out, folder / "profile")
        how = suffix if before == "as sent" else f"{before} and back"
        known |= {(how, name): (out / f"{name}.{suffix}").read_bytes() for name in CONVERTED}
    return known


def converted_by_libreoffice(files: list[Path], suffix: str, out: Path, profile: Path) -> None:
    command = ["soffice", f"-env:UserInstallation={profile.as_uri()}", "--headless"]
    command += ["--convert-to", suffix, "--outdir", str(out), *map(str, files)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)


def says_what_went_out(desk: ReturnDesk) -> bool:
    (file,) = desk.files
    codes = [problem.code for problem in file.problems]
    return (
        not (
            desk.cases
            or desk.changes
            or set(codes) - {"sign.missing", "return.superseded", "workbook.binary"}
        )
        and file.compared > 100
        and file.issue > 0
    )


@pytest.mark.parametrize("saver", SAVERS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_an_untouched_file_changes_nothing_whoever_saved_it(
    saver: str, language: str, sent: Sent
) -> None:
    assert says_what_went_out(sent.office.back(SAVERS[saver](sent.files[language])))


@pytest.mark.parametrize("saver", SAVERS)
def test_an_edit_is_found_whoever_saved_it(saver: str, sent: Sent) -> None:
    desk = sent.office.back(SAVERS[saver](sent.files[EDITED]))

    assert changed(desk) == {"P-0001.country": "The north"}


if HAS_LIBREOFFICE:

    @pytest.mark.parametrize("how", ["xlsx", "ods", "xls", "ods and back"])
    def test_libreoffice_changes_nothing_but_what_was_edited(
        how: str, sent: Sent, by_libreoffice: Mapping[tuple[str, str], bytes]
    ) -> None:
        untouched = sent.office.back(by_libreoffice[how, LANGUAGES[-1]])
        edited = sent.office.back(by_libreoffice[how, EDITED])

        assert says_what_went_out(untouched)
        assert changed(edited) == {"P-0001.country": "The north"}


AS_TEXT: Mapping[str, Mapping[str, str]] = {
    "as downloaded": {},
    "of a French Excel": {"delimiter": ";", "decimal": ",", "encoding": "cp1252"},
    "as Unicode text": {"delimiter": "\t", "encoding": "utf-16"},
}


@pytest.mark.parametrize("how", AS_TEXT.values(), ids=AS_TEXT)
def test_one_sheet_downloaded_as_text_is_known_by_its_rows(how: Any, sent: Sent) -> None:
    files = {name: sheet_as_csv(sent.files[name], "Programmes", **how) for name in ("en", EDITED)}

    untouched, edited = (
        compare_files("Focal point", sent.office.store, PLAN, [("Programmes.csv", content)])
        for content in files.values()
    )

    assert untouched.changes == ()
    assert untouched.cases == ()
    assert codes(untouched) == {"return.no_identity", "sheet.missing"}
    assert changed(edited) == {"P-0001.country": "The north"}


def test_the_savers_do_what_they_say() -> None:
    """A saver that wrote a file as it was would prove nothing."""
    issued = parts_of(Office().file())
    saved = {name: parts_of(save(file_of(issued))) for name, save in SAVERS.items()}
    sheet = "xl/worksheets/sheet1.xml"

    assert not {"docProps/custom.xml", "xl/comments1.xml"} & saved["Google Sheets"].keys()
    assert b"dataValidation" not in saved["Google Sheets"][sheet]
    assert b'date1904="1"' in saved["Excel, days from 1904"]["xl/workbook.xml"]
    assert b't="d"><v>2027-03-04' in saved["Excel, Strict"][sheet]
    assert MAIN.encode() not in b"".join(saved["Excel, Strict"].values())
    assert b"<r><t>" in saved["Excel"]["xl/sharedStrings.xml"]
    assert b"40000.25" in issued[sheet]


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
            fixed |= {owner: "M-01"} if (owner := ministry_column(table_named(name))) else {}
            fixed |= {"classification": None} if hasattr(row, "classification") else {}
            tables.setdefault(name, {})[row_id] = replace(row, **fixed)
    return Plan(tables=tables)


@FEW
@given(shares(), st.sampled_from(spoken(MINISTRY)))
def test_whatever_a_plan_holds_comes_back_as_it_went(plan: Plan, language: str) -> None:
    share = ministry_share(plan, "M-01")
    identity = Identity(revision=1, log="0", content=digest_of(share), ministry="M-01", issue=1,
                        issued=date(2027, 3, 1), language=language)  # fmt: skip
    edition = MinistryEdition(
        plan=plan,
        share=share,
        ministry=plan.get(Ministry, "M-01"),
        identity=identity,
        level=Classification.RESTRICTED,
        due_on=None,
    )
    content = write(edition, reference(), Voice(language))

    back = returned_workbook.read(open_book("back.xlsx", content))
    read = read_return("M-01", back, Versions(issued=share, then=plan, plan=plan), "M-01", {})
    merged = merge(plan, [read.returned])

    assert back.identity == identity
    assert (merged.accepted, merged.new_rows, merged.cases) == ((), (), ())
    assert {p.code for p in read.problems} == set()
