"""Difficult registers: training with head-counts, and what is not about programmes."""

from __future__ import annotations

from datetime import date

from tests.intake.difficult.making import Expected, difficult, text_file, workbook


@difficult("training_register.xlsx")
def training_register() -> tuple[bytes, Expected]:
    """A training register: runs of courses with head-counts, women among them."""
    rows = [
        ["Ministry of Defence: training register"],
        ["Course", "Audience", "Session date", "Status", "Seats", "Participants trained", "Women"],
        ["Law of armed conflict", "Infantry officers", date(2026, 2, 10), "held", 40, 38, 6],
        ["Civilian protection", "Infantry officers", date(2026, 5, 20), "held", 40, None, None],
        ["Civilian protection", "Military police", date(2027, 1, 15), "planned", 30, None, None],
    ]
    return workbook({"Register": rows}), Expected(
        header=(2,), first=3, last=5, rows=3, table="sessions",
        columns={"course": "A", "audience": "B", "on": "C", "state": "D", "seats": "E",
                 "trained": "F", "women": "G"},
        values={(3, "trained"): "38", (4, "trained"): "", (5, "state"): "planned"},
    )  # fmt: skip


@difficult("head_counts.csv")
def head_counts() -> tuple[bytes, Expected]:
    """Groups of staff with their posts; one group was never counted."""
    lines = [
        "Staff group;Ministry;Filled posts;As of;Turnover rate",
        "Border officers;Ministry of Interior;420;31/12/2025;20 %",
        "Desk officers;Ministry of Foreign Affairs;n.a.;31/12/2025;33,5 %",
    ]
    return text_file(lines), Expected(
        last=3, rows=2, table="audiences",
        columns={"title": "A", "ministry": "B", "posts": "C", "as_of": "D", "turnover": "E"},
        values={(2, "posts"): "420", (3, "posts"): "", (3, "turnover"): "33.5", (2, "turnover"): "20"},
    )  # fmt: skip
