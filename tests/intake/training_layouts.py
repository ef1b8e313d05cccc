"""Records of training and posts as ministries lay them out, each with what it says."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from planner.intake.grid import Book, Sheet
from planner.intake.inspection import FoundTable, Inspection, ReadOptions, inspect_book
from tests.intake.difficult.making import Row

Sheets = Mapping[str, Sequence[Row]]


@dataclass(frozen=True, kw_only=True)
class Layout:
    """A file, the table of the plan it fills, and the rows that a careful clerk reads in it."""

    sheets: Sheets
    table: str
    fields: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]
    cells: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Hopeless:
    """A file that lacks what no guess can supply, and words of what it is told to do."""

    sheets: Sheets
    says: str
    do: str


LAYOUTS: list[Callable[[], Layout]] = []
HOPELESS: list[Callable[[], Hopeless]] = []

PASS = ("holder", "audience", "course", "passed_on")
HELD = ("course", "audience", "on", "trained")


def _layout(make: Callable[[], Layout]) -> Callable[[], Layout]:
    LAYOUTS.append(make)
    return make


def _hopeless(make: Callable[[], Hopeless]) -> Callable[[], Hopeless]:
    HOPELESS.append(make)
    return make


def looked_into(sheets: Sheets, **options: Any) -> Inspection:
    """What is found in a workbook with these sheets."""
    found = tuple(Sheet(name=name, rows=tuple(map(tuple, rows))) for name, rows in sheets.items())
    return inspect_book(
        Book(name="a.xlsx", kind="xlsx", sheets=found), ReadOptions(**options), "digest"
    )


def best_in(sheets: Sheets, **options: Any) -> FoundTable:
    """The table to take in of a workbook with these sheets."""
    return looked_into(sheets, **options).best


def _sheet(name: str, *rows: Row) -> Sheets:
    return {name: rows}


@_layout
def a_column_for_each_course() -> Layout:
    """People down, courses across, the day of the pass in the cell."""
    return Layout(
        sheets=_sheet(
            "Training record",
            ["Service no", "Unit", "Law of armed conflict", "Civilian protection"],
            ["D-001", "Infantry", date(2026, 2, 10), None],
            ["D-002", "Infantry", date(2026, 2, 10), date(2026, 5, 5)],
            ["D-003", "Military police", None, date(2026, 5, 5)],
        ),
        table="certificates",
        fields=PASS,
        rows=(
            ("D-001", "Infantry", "Law of armed conflict", date(2026, 2, 10)),
            ("D-002", "Infantry", "Law of armed conflict", date(2026, 2, 10)),
            ("D-002", "Infantry", "Civilian protection", date(2026, 5, 5)),
            ("D-003", "Military police", "Civilian protection", date(2026, 5, 5)),
        ),
        cells=("Training record!C2", "Training record!C3", "Training record!D3",
               "Training record!D4"),
    )  # fmt: skip


@_layout
def marks_under_courses_and_the_year_in_the_title() -> Layout:
    """The same with a cross for each pass; the title names the year."""
    return Layout(
        sheets=_sheet(
            "Matrix",
            ["Staff trained in 2026"],
            ["Staff number", "Group", "Foundation", "Reporting"],
            ["7", "Analysts", "x", None],
            ["8", "Analysts", "X", "yes"],
        ),
        table="certificates",
        fields=PASS,
        rows=(
            ("7", "Analysts", "Foundation", date(2026, 1, 1)),
            ("8", "Analysts", "Foundation", date(2026, 1, 1)),
            ("8", "Analysts", "Reporting", date(2026, 1, 1)),
        ),
    )


@_layout
def a_row_for_each_person_and_course_in_spanish() -> Layout:
    """A register in Spanish, with the day on which people left."""
    return Layout(
        sheets=_sheet(
            "Registro",
            ["N.º de legajo", "Grupo", "Curso", "Fecha de aprobación", "Fecha de baja"],
            ["A-113", "Fiscales", "Delitos de odio", "14/03/2026", None],
            ["A-114", "Fiscales", "Delitos de odio", "15/03/2026", "01/02/2027"],
        ),
        table="certificates",
        fields=(*PASS, "left_on"),
        rows=(
            ("A-113", "Fiscales", "Delitos de odio", date(2026, 3, 14), None),
            ("A-114", "Fiscales", "Delitos de odio", date(2026, 3, 15), date(2027, 2, 1)),
        ),
        cells=("Registro!D2", "Registro!D3"),
    )


@_layout
def a_register_in_arabic() -> Layout:
    """A register with Arabic headers."""
    return Layout(
        sheets=_sheet(
            "سجل",
            ["الرقم الوظيفي", "الفئة", "الدورة", "تاريخ الاجتياز"],
            ["1001", "ضباط الشرطة", "الدورة التأسيسية", date(2026, 3, 3)],
        ),
        table="certificates",
        fields=PASS,
        rows=(("1001", "ضباط الشرطة", "الدورة التأسيسية", date(2026, 3, 3)),),
    )


@_layout
def a_sheet_for_each_course() -> Layout:
    """The sheets' titles are the courses; together they are one register."""
    head = ["Staff no", "Unit", "Date passed"]
    return Layout(
        sheets=(
            {
                "Foundation course": [head, ["P-1", "Border", date(2026, 4, 1)],
                                      ["P-2", "Border", date(2026, 4, 1)]],
                "Kessandre module": [head, ["P-2", "Border", date(2026, 6, 9)]],
            }
        ),
        table="certificates",
        fields=PASS,
        rows=(
            ("P-1", "Border", "Foundation course", date(2026, 4, 1)),
            ("P-2", "Border", "Foundation course", date(2026, 4, 1)),
            ("P-2", "Border", "Kessandre module", date(2026, 6, 9)),
        ),
        cells=("Foundation course!C2", "Foundation course!C3", "Kessandre module!C2"),
    )  # fmt: skip


@_layout
def units_as_sections_over_their_people() -> Layout:
    """No column says the unit: it stands over its people, in a row of its own."""
    return Layout(
        sheets=_sheet(
            "Register",
            ["Staff no", "Course", "Date passed"],
            ["Border brigade", None, None],
            ["P-1", "Basics", date(2026, 4, 1)],
            ["P-2", "Basics", date(2026, 4, 2)],
            ["Harbour police", None, None],
            ["P-7", "Basics", date(2026, 4, 3)],
            ["Source: personnel department", None, None],
        ),
        table="certificates",
        fields=PASS,
        rows=(
            ("P-1", "Border brigade", "Basics", date(2026, 4, 1)),
            ("P-2", "Border brigade", "Basics", date(2026, 4, 2)),
            ("P-7", "Harbour police", "Basics", date(2026, 4, 3)),
        ),
        cells=("Register!C3", "Register!C4", "Register!C6"),
    )


@_layout
def head_counts_with_a_column_for_each_course_in_french() -> Layout:
    """Groups down, courses across, numbers in the cells, the year in the title."""
    return Layout(
        sheets=_sheet(
            "Formation",
            ["Agents formés en 2026"],
            ["Catégorie de personnel", "Cours de base", "Maintien de l'ordre"],
            ["Police", 120, 44],
            ["Gendarmerie", 90, None],
            ["Total", 210, 44],
        ),
        table="sessions",
        fields=HELD,
        rows=(
            ("Cours de base", "Police", date(2026, 1, 1), 120),
            ("Maintien de l'ordre", "Police", date(2026, 1, 1), 44),
            ("Cours de base", "Gendarmerie", date(2026, 1, 1), 90),
        ),
    )


@_layout
def head_counts_by_year_and_sex() -> Layout:
    """Years in a band over men, women and both; one year has no total."""
    return Layout(
        sheets=_sheet(
            "Training",
            ["Staff trained by year and sex"],
            ["Course", "Staff category", 2025, None, None, 2026, None],
            [None, None, "M", "F", "Total", "M", "F"],
            ["Foundation", "Prosecutors", 20, 11, 31, 14, 16],
            ["Foundation", "Judges", 5, None, 5, None, None],
        ),
        table="sessions",
        fields=(*HELD, "women"),
        rows=(
            ("Foundation", "Prosecutors", date(2025, 1, 1), 31, 11),
            ("Foundation", "Prosecutors", date(2026, 1, 1), 30, 16),
            ("Foundation", "Judges", date(2025, 1, 1), 5, None),
        ),
    )


@_layout
def sessions_with_men_and_women_apart_in_spanish() -> Layout:
    """A list of sessions that never says how many sat together."""
    return Layout(
        sheets=_sheet(
            "Capacitación 2026",
            ["Curso", "Público", "Fecha", "Plazas previstas", "Hombres", "Mujeres"],
            ["Módulo básico", "Alcaldías", date(2026, 4, 2), 30, 12, 15],
        ),
        table="sessions",
        fields=(*HELD, "women", "seats"),
        rows=(("Módulo básico", "Alcaldías", date(2026, 4, 2), 27, 15, 30),),
    )


@_layout
def planned_and_present_in_french() -> Layout:
    """A list of sessions with the number foreseen and the number present, and a total."""
    return Layout(
        sheets=_sheet(
            "Sessions",
            ["Ministère de l'Intérieur – Direction de la formation"],
            ["Intitulé de la formation", "Catégorie de personnel", "Date de la session",
             "Effectif prévu", "Présents", "dont femmes"],
            ["Droit des conflits armés", "Officiers", date(2026, 2, 10), 40, 38, 6],
            ["Prévention des violences", "Gardes-frontières", date(2026, 5, 20), 30, None, None],
            ["Total", None, None, 70, 38, 6],
        ),
        table="sessions",
        fields=(*HELD, "women", "seats"),
        rows=(
            ("Droit des conflits armés", "Officiers", date(2026, 2, 10), 38, 6, 40),
            ("Prévention des violences", "Gardes-frontières", date(2026, 5, 20), None, None, 30),
        ),
    )  # fmt: skip


@_layout
def sessions_in_arabic() -> Layout:
    """A list of sessions with Arabic headers."""
    return Layout(
        sheets=_sheet(
            "التدريب",
            ["الدورة", "الفئة", "التاريخ", "عدد المتدربين", "منهم نساء"],
            ["الدورة التأسيسية", "ضباط الشرطة", date(2026, 3, 3), 25, 7],
        ),
        table="sessions",
        fields=(*HELD, "women"),
        rows=(("الدورة التأسيسية", "ضباط الشرطة", date(2026, 3, 3), 25, 7),),
    )


@_layout
def posts_with_vacancies() -> Layout:
    """Established posts and vacant ones: what is filled is the difference."""
    return Layout(
        sheets=_sheet(
            "Posts",
            ["Staff list as at 31 December 2026"],
            ["Staff category", "Established posts", "Vacant", "Yearly turnover"],
            ["Desk officers", 40, 6, "25 %"],
            ["Analysts", 18, 0, "33 %"],
            ["Attachés", 9, "n.a.", None],
        ),
        table="audiences",
        fields=("title", "posts", "as_of", "turnover"),
        rows=(
            ("Desk officers", 34, date(2026, 12, 31), 25),
            ("Analysts", 18, date(2026, 12, 31), 33),
            ("Attachés", None, date(2026, 12, 31), None),
        ),
    )


@_layout
def a_row_for_each_post_in_french() -> Layout:
    """Every post with its situation: those that are filled are counted."""
    return Layout(
        sheets=_sheet(
            "Postes",
            ["Situation au 31/12/2026"],
            ["N° de poste", "Catégorie", "Situation du poste"],
            ["001", "Diplomates", "Pourvu"],
            ["002", "Diplomates", "Vacant"],
            ["003", "Diplomates", "Pourvu"],
            ["004", "Analystes", "vacant"],
        ),
        table="audiences",
        fields=("title", "posts", "as_of"),
        rows=(
            ("Diplomates", 2, date(2026, 12, 31)),
            ("Analystes", 0, date(2026, 12, 31)),
        ),
    )


@_layout
def a_register_as_the_plan_has_it() -> Layout:
    """The plan's own headers are read as they are."""
    return Layout(
        sheets=_sheet(
            "",
            ["Holder code", "Audience", "Course", "Passed on"],
            ["H-1", "Analysts", "Foundation", "2026-04-01"],
        ),
        table="certificates",
        fields=PASS,
        rows=(("H-1", "Analysts", "Foundation", date(2026, 4, 1)),),
    )


@_hopeless
def marks_and_no_day_anywhere() -> Hopeless:
    """Crosses say that a course was passed, and nothing says when."""
    sheets = _sheet(
        "Training matrix",
        ["Staff number", "Group", "Foundation"],
        ["7", "Analysts", "x"],
        ["8", "Analysts", "x"],
    )
    return Hopeless(sheets=sheets, says="and not when", do="Write the day or the year")


@_hopeless
def numbers_and_no_day_anywhere() -> Hopeless:
    """How many were trained, and nothing says when."""
    sheets = _sheet(
        "Training",
        ["Staff group", "Course", "People trained"],
        ["Police", "Foundation", 120],
        ["Border", "Foundation", 30],
    )
    return Hopeless(sheets=sheets, says="and not when", do="Write the day or the year")


@_hopeless
def a_register_without_a_course() -> Hopeless:
    """Who passed and when, and neither a column nor the sheet's title says what."""
    sheets = _sheet(
        "Sheet1",
        ["Training register"],
        ["Staff number", "Unit", "Date passed"],
        ["7", "Analysts", date(2026, 4, 1)],
    )
    return Hopeless(sheets=sheets, says="which course", do="Add a column “Course”")


@_hopeless
def a_register_without_a_group() -> Hopeless:
    """Who passed what and when, and nothing says in which group of staff."""
    sheets = _sheet(
        "Register",
        ["Staff number", "Course", "Date passed"],
        ["7", "Foundation", date(2026, 4, 1)],
    )
    return Hopeless(sheets=sheets, says="which group of staff", do="Add a column “Audience”")
