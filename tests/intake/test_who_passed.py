"""Registers of people who did not all pass: only passes count, the others are told by number."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from planner.errors import UnreadableFile
from planner.intake.inspection import FoundTable, inspect
from planner.problems import Problem, Severity
from tests.intake.difficult.making import Row
from tests.intake.training_layouts import best_in, looked_into

DATA = Path(__file__).parents[1] / "data" / "made"
DAYS = [date(2026, 3, day) for day in range(1, 29)]


def of_file(name: str) -> FoundTable:
    return inspect(name, (DATA / name).read_bytes()).best


def register(head: Row, *words: Any, **options: Any) -> FoundTable:
    """A register whose last column says these words, a person and a day each."""
    rows = [
        [f"H-{number:03}", "Border police", "Basics", DAYS[number], word]
        for number, word in enumerate(words)
    ]
    return best_in({"Training register": [head, *rows]}, **options)


ENGLISH = ["Employee number", "Staff group", "Course", "Date"]
FRENCH = ["Matricule", "Catégorie", "Formation", "Date"]
SPANISH = ["Legajo", "Categoría", "Curso", "Fecha"]
ARABIC = ["الرقم الوظيفي", "الفئة", "الدورة", "التاريخ"]
RUSSIAN = ["Matricule", "категория", "курс", "дата"]


def holders(found: FoundTable) -> list[Any]:
    return [row.values.get("holder") for row in found.rows if not row.is_refused]


def of_code(found: FoundTable, code: str) -> list[Problem]:
    return [one for one in found.problems if one.code == code]


def not_counted(found: FoundTable) -> str:
    (told,) = of_code(found, "register.not_passed")
    assert told.severity is Severity.NOTE
    return str(told.message)


def test_a_result_column_leaves_only_those_who_passed() -> None:
    found = of_file("register_result_column.xlsx")

    assert holders(found) == ["H-001", "H-006", "H-009"]
    assert not_counted(found) == (
        "People who did not pass, not counted: 6 (Failed: 1, Absent: 1, Incomplete: 1, "
        "Registered: 1, Withdrawn: 1, In progress: 1)."
    )
    assert len(found.problems) == 2


def test_a_day_of_assignment_is_no_day_of_completion() -> None:
    found = of_file("register_assigned_completed.xlsx")

    assert [(row.values["holder"], row.values["passed_on"]) for row in found.rows] == [
        ("H-001", date(2026, 2, 1)),
        ("H-004", date(2026, 2, 4)),
        ("H-007", date(2026, 2, 7)),
    ]
    assert "not counted: 6" in not_counted(found)
    assert not [problem for row in found.rows for problem in row.problems]


def test_those_certified_are_taken_and_not_those_who_came() -> None:
    found = of_file("register_session_counts.xlsx")

    assert found.table == "sessions"
    assert [row.values["trained"] for row in found.rows] == [22, 25]


@pytest.mark.parametrize(
    ("head", "words", "passed"),
    [
        ([*ENGLISH, "Outcome"], ["Pass", "FAIL", "No-show", "completed", "Dropped out"], [0, 3]),
        ([*FRENCH, "Résultat"], ["Réussi", "Échec", "Absente", "Inscrit", "Admise"], [0, 4]),
        ([*SPANISH, "Resultado"], ["Aprobado", "Reprobada", "Ausente", "Apta"], [0, 3]),
        ([*ARABIC, "النتيجة"], ["ناجح", "راسب", "غائبة", "ناجحة", "منسحب"], [0, 3]),
        ([*RUSSIAN, "результат"], ["сдал", "не сдал", "не явился", "зачтено"], [0, 3]),
        ([*ENGLISH, "Status"], ["Certified", "Enrolled", "Withdrawn", "Passed"], [0, 3]),
        ([*ENGLISH, "Passed"], ["Yes", "No", "yes", "no"], [0, 2]),
        ([*ENGLISH, "Certified"], ["✓", "no", "x", "absent"], [0, 2]),
    ],
)
def test_results_are_heeded_in_the_languages_we_read(
    head: Row, words: list[str], passed: list[int]
) -> None:
    found = register(head, *words)

    assert found.table == "certificates"
    assert holders(found) == [f"H-{number:03}" for number in passed]
    assert f"not counted: {len(words) - len(passed)} (" in not_counted(found)
    assert not [one for one in found.problems if one.severity is Severity.QUESTION]


def test_a_word_that_nobody_knows_is_asked_once_and_its_rows_wait() -> None:
    words = ["Passed", "Participated", "Participated", "Failed"]

    found = register([*ENGLISH, "Result"], *words)

    (question,) = of_code(found, "register.result")
    assert question.severity is Severity.QUESTION
    assert str(question.message) == "“Result” says “Participated”: was the course passed?"
    assert holders(found) == ["H-000"]
    assert [row.values["holder"] for row in found.rows if row.is_refused] == ["H-001", "H-002"]
    assert "not counted: 1 (Failed: 1)" in not_counted(found)


@pytest.mark.parametrize(
    ("answer", "kept", "others"),
    [("passed", ["H-000", "H-001", "H-002"], 1), ("not passed", ["H-000"], 3)],
)
def test_the_answer_counts_its_rows_or_tells_their_number(
    answer: str, kept: list[str], others: int
) -> None:
    words = ["Passed", "Participated", "Participated", "Failed"]
    (question,) = of_code(register([*ENGLISH, "Result"], *words), "register.result")

    found = register([*ENGLISH, "Result"], *words, answers={question.key: answer})

    assert holders(found) == kept
    assert not [row for row in found.rows if row.is_refused]
    assert f"not counted: {others} (" in not_counted(found)


def test_a_column_of_marks_in_figures_settles_nothing_and_is_left_aside() -> None:
    found = register([*ENGLISH, "Result"], 45, 67, 88, 91)

    assert len(holders(found)) == 4
    assert "Left aside: “Result”" in str(of_code(found, "table.reshaped")[0].message)


def test_a_register_of_nobody_who_passed_says_so() -> None:
    with pytest.raises(UnreadableFile) as told:
        register([*ENGLISH, "Result"], "Failed", "Absent", "Registered")

    assert "says of nobody that the course was passed" in str(told.value)


def test_a_column_for_each_course_counts_what_was_passed_and_tells_the_rest() -> None:
    rows = [
        ["Staff number", "Staff category", "Basics", "Reporting"],
        ["H-1", "Police", "passed", "absent"],
        ["H-2", "Police", "failed", "passed"],
        ["H-3", "Police", "passed", None],
    ]

    found = best_in({"Training 2026": rows})

    passes = [(row.values["holder"], row.values["course"]) for row in found.rows]
    assert passes == [("H-1", "Basics"), ("H-2", "Reporting"), ("H-3", "Basics")]
    assert not_counted(found).endswith("not counted: 2 (absent: 1, failed: 1).")


UNHEADED = [
    ["Warrant", "Staff group", "Course", "Date"],
    *(["W-" + str(1000 + n), "Border police", "Basics", DAYS[n]] for n in range(5)),
]


def test_an_unknown_word_for_a_code_never_makes_people_into_sessions() -> None:
    found = best_in({"Training register": UNHEADED})

    (question,) = of_code(found, "register.holder")
    assert found.table == "certificates"
    assert holders(found) == []
    assert [str(one.label) for one in question.answers] == [
        "A (Warrant)",
        "None: each row is a session",
    ]


@pytest.mark.parametrize(
    ("answer", "table", "number"), [("A", "certificates", 5), ("sessions", "sessions", 5)]
)
def test_what_the_rows_are_is_settled_by_an_answer(answer: str, table: str, number: int) -> None:
    options = {"answers": {"register.holder": answer}}

    found = looked_into({"Training register": UNHEADED}, **options).best

    assert (found.table, len([row for row in found.rows if not row.is_refused])) == (table, number)


@pytest.mark.parametrize(
    "rows",
    [
        [["Session no", "Staff group", "Course", "Date"],
         *([f"S-{n}", "Police", "Basics", DAYS[n]] for n in range(4))],
        [["Staff group", "Course", "Date", "Officers taught"],
         *(["Police", "Basics", DAYS[n], 12 + n] for n in range(4))],
        [["Staff group", "Course", "Date", "Venue", "Remarks"],
         *(["Police", "Basics", DAYS[n], "Hall", "a remark of some length here " * n]
           for n in range(4))],
    ],
    ids=["sessions by number", "a count", "remarks"],
)  # fmt: skip
def test_sessions_stay_sessions_without_a_question(rows: list[Row]) -> None:
    found = best_in({"Training": rows})

    assert found.table == "sessions"
    assert not [one for one in found.problems if one.severity is Severity.QUESTION]


def test_a_table_of_courses_is_no_record_of_training() -> None:
    rows = [["Course", "Level", "Valid for months"], ["Basics", "Foundation", 24],
            ["Reporting", "Role", 36]]  # fmt: skip

    found = best_in({"Courses": rows})

    assert found.table == "courses"
    assert found.problems == ()


@pytest.mark.parametrize(
    ("heading", "words"),
    [
        ("Certificate issued", ["Y", "N", "pending"]),
        ("Dropped out", ["", "X", ""]),
        ("Exam", ["ok", "nok", "ok"]),
        ("Score", [80, 50, 60]),
        ("Remarks", ["", "did not attend", ""]),
        ("Abandon", ["", "oui", ""]),
        ("ملاحظات", ["", "انسحب", ""]),
    ],
)
def test_a_column_that_may_say_who_passed_is_asked_about_before_anybody_counts(
    heading: str, words: list[Any]
) -> None:
    head = [*ENGLISH, heading]
    found = register(head, *words)
    (asked,) = of_code(found, "register.aside")

    assert heading in str(asked.message)
    assert holders(found) == []
    assert len(holders(register(head, *words, answers={asked.key: "passed"}))) == 3
