"""Documents, letters and the calendar: what they say, in which language, from which template."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from datetime import timedelta
from functools import cache
from pathlib import Path

import pytest
from docx import Document
from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from icalendar import Calendar

from planner.analysis.registry import ANSWERS
from planner.choices import Classification, CommitmentBody
from planner.errors import BrokenReference
from planner.exports.documents.strategy import SECTIONS
from planner.exports.documents.word_parts import CONTENTS
from planner.exports.export_kinds import (
    BRIEF,
    CALENDAR,
    DOCUMENT,
    EXPORTS,
    HANDOVER,
    LETTERS,
    PARAGRAPHS,
)
from planner.languages.voice import Voice
from planner.places import templates_folder
from planner.plan import Plan
from planner.reference import load
from planner.services.exporting import edition_of
from planner.tables import Action, Commitment, Decision, Milestone, Ministry, PlanDetails, Programme
from tests.builders import plan_of
from tests.exports.cabinet_books import NOW, TODAY, sample

RESTRICTED = Classification.RESTRICTED
OF_WORD = (DOCUMENT, BRIEF, HANDOVER, PARAGRAPHS)
AWKWARD = '=HYPERLINK("http://x") {PAGE} \x07\x00\ud800 😀 شرطة \u202e' + "x" * 10_000


def made(plan: Plan, kind: str, language: str = "en", level: Classification = RESTRICTED) -> bytes:
    edition = edition_of(plan, kind, level=level, today=TODAY, now=NOW)
    return EXPORTS[kind].maker(edition, load(), Voice(language, templates_folder()))


@cache
def of_sample(kind: str, language: str = "en") -> bytes:
    return made(sample("casserane"), kind, language)


def opened(content: bytes) -> WordDocument:
    return Document(io.BytesIO(content))


def said(document: WordDocument) -> str:
    cells = (cell.text for table in document.tables for row in table.rows for cell in row.cells)
    return "\n".join((*(one.text for one in document.paragraphs), *cells))


def headings(document: WordDocument) -> list[str]:
    return [one.text for one in document.paragraphs if one.style.name == "Heading 1"]  # type: ignore[union-attr]  # has one


def parts(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_the_strategy_has_sixteen_sections_and_its_contents_name_each() -> None:
    document = opened(of_sample(DOCUMENT))

    entries = [one.text for one in document.paragraphs if one.style.name == "Plan Contents"]  # type: ignore[union-attr]  # has one

    assert len(headings(document)) == 16
    assert entries == headings(document)


def test_every_answer_has_a_place_in_the_strategy() -> None:
    placed = {part for section in SECTIONS for part in section.parts}

    assert set(ANSWERS) - placed == {"progress"}


def test_a_document_says_office_title_language_and_marking() -> None:
    facts = opened(of_sample(DOCUMENT, "fr")).core_properties

    assert facts.author.startswith("Secretary of the National Prevention Council")
    assert "National Plan" in facts.title
    assert facts.language == "fr"
    assert facts.category == "DIFFUSION RESTREINTE"


def test_every_paragraph_table_and_page_of_an_arabic_document_is_read_from_the_right() -> None:
    document = opened(of_sample(BRIEF, "ar"))

    written = [one for one in document.paragraphs if one.text]
    assert all(one._p.get_or_add_pPr().find(qn("w:bidi")) is not None for one in written)
    assert all(run.font.rtl for one in written for run in one.runs)
    assert all(one._tbl.tblPr.find(qn("w:bidiVisual")) is not None for one in document.tables)
    assert all(one._sectPr.find(qn("w:bidi")) is not None for one in document.sections)


@pytest.mark.parametrize("kind", [*OF_WORD, LETTERS, CALENDAR])
def test_awkward_text_is_text_in_every_kind(kind: str) -> None:
    plan = plan_of(
        PlanDetails(id="PLAN-1", title=AWKWARD, currency="EUR", focal_point=AWKWARD),
        Ministry(id="M-01", name=AWKWARD, due_on=TODAY),
        Action(id="A-001", title=AWKWARD, lead="M-01"),
        Milestone(id="MS-0001", action="A-001", title=AWKWARD, due=TODAY),
        Decision(id="D-1", text=AWKWARD),
        Commitment(id="CM-001", body=CommitmentBody.UPR, text=AWKWARD),
        Programme(id="P-0001", title=AWKWARD, ministry="M-01"),
    )

    content = made(plan, kind)

    if kind == CALENDAR:
        assert "HYPERLINK" in str(Calendar.from_ical(content).events[0]["summary"])
        return
    for document in parts(content).values() if kind == LETTERS else [content]:
        body = parts(document)["word/document.xml"].decode()
        is_text, fields = "HYPERLINK" in body, re.findall("<w:instrText[^>]*>([^<]*)<", body)
        assert is_text
        assert {one.strip() for one in fields} <= {CONTENTS.strip()}


@pytest.mark.parametrize("kind", [BRIEF, PARAGRAPHS, LETTERS])
def test_the_same_revision_and_settings_give_the_same_bytes(kind: str) -> None:
    assert made(sample("casserane"), kind) == of_sample(kind)


def test_an_empty_plan_says_what_is_not_known_and_reassures_of_nothing() -> None:
    text = said(opened(made(plan_of(), DOCUMENT)))

    assert text.count("not known, because nothing has been entered yet") >= 15
    assert "Decisions asked" not in text


def test_a_template_without_a_style_is_refused_in_one_sentence(tmp_path: Path) -> None:
    template = Document(str(templates_folder() / "document.docx"))
    template.styles["Plan Gap"].delete()
    template.save(str(tmp_path / "document.docx"))
    edition = edition_of(plan_of(), BRIEF, level=RESTRICTED, today=TODAY, now=NOW)

    with pytest.raises(BrokenReference, match="Plan Gap"):
        EXPORTS[BRIEF].maker(edition, load(), Voice("en", tmp_path))


def test_a_letter_has_the_form_of_one_and_says_no_later_than() -> None:
    letters = parts(of_sample(LETTERS, "fr"))
    name = next(one for one in letters if one.startswith("M-02"))

    text = said(opened(letters[name]))

    assert "Madame, Monsieur," in text
    assert "J'ai l'honneur" in text
    assert "Référence : " in text
    ahead = plan_of(Ministry(id="M-01", name="Justice", due_on=TODAY + timedelta(days=9)))
    assert "au plus tard le" in said(opened(parts(made(ahead, LETTERS, "fr"))["M-01-justice.docx"]))


def test_a_calendar_keeps_the_names_of_its_events_from_one_edition_to_the_next() -> None:
    plan = sample("casserane")
    later = replace(plan, revision=plan.revision + 3)

    before, after = (
        [(str(e["uid"]), e.start) for e in Calendar.from_ical(made(one, CALENDAR)).events]
        for one in (plan, later)
    )

    assert before == after
    assert len({uid for uid, _day in before}) == len(before)


def test_a_public_calendar_counts_no_certificates() -> None:
    public = made(sample("casserane"), CALENDAR, level=Classification.PUBLIC).decode()

    assert "certificate" in of_sample(CALENDAR).decode()
    assert "certificate" not in public


def test_a_paragraph_names_its_commitment_and_what_is_done_about_it() -> None:
    text = said(opened(of_sample(PARAGRAPHS)))

    assert "Commitments meant: CM-001, CM-002" in text
    assert "No action of the plan addresses it." in text
