"""What the texts of list columns mean: how surely, why, what else, and what a person says."""

from __future__ import annotations

from pathlib import Path

import pytest

from planner.errors import WrongValue
from planner.intake.inspection import FoundTable, ReadOptions, inspect
from planner.places import samples_folder
from planner.plan import Plan
from planner.services.importing.meanings import ListColumn, Meaning, Sureness, list_columns
from planner.services.importing.preview import ImportPreview, apply_import
from planner.services.importing.preview import preview as previewed
from planner.services.plans import read_plan_file
from planner.store import Store
from planner.tables import Ministry
from tests.services.importing.lists import ME, PLAN, begun, preview_import, programmes

HEAD = "Code;Title;Ministry;Status;Currency;Country"
SAID = ReadOptions(
    values={
        "status": {"en panne": "suspended"},
        "ministry": {"Min. of Justise": "Ministry of Justice"},
    }
)


def file_of(*lines: str) -> bytes:
    return "\n".join([HEAD, *lines]).encode()


def found_in(*lines: str) -> FoundTable:
    return inspect("list.csv", file_of(*lines)).best


def column_of(name: str, *lines: str, plan: Plan | None = None) -> ListColumn:
    lists = {one.column.name: one for one in list_columns(plan or Plan(), found_in(*lines))}
    return lists[name]


def status(text: str) -> Meaning:
    lines = (f"{n};Courts {n};;{text if n == 1 else 'running'};;" for n in range(1, 6))
    meanings = column_of("status", *lines).meanings
    return next(one for one in meanings if one.text == text)


def with_ministries(*names: str) -> Plan:
    rows = {f"M-{n:02}": Ministry(id=f"M-{n:02}", name=name) for n, name in enumerate(names, 1)}
    return Plan(tables={"ministries": rows})


def ministry(text: str, *names: str) -> Meaning:
    plan = with_ministries(*names)
    (found,) = column_of("ministry", f"1;Courts;{text};running;;", plan=plan).meanings
    return found


def preview(store: Store, *lines: str, options: ReadOptions | None = None) -> ImportPreview:
    return preview_import(ME, store, PLAN, file_of(*lines), f"{len(lines)}.csv", options=options)


@pytest.mark.parametrize(
    ("text", "value", "why"),
    [
        ("running", "running", "As “running” (English)."),
        ("Running", "running", "As “Running” (English)."),
        ("ongoing", "running", "As “ongoing” (English)."),
        ("En exécution", "running", "As “en exécution” (Français)."),
        ("en execution", "running", "As “en exécution” (Français)."),
        ("Соmрlеtеd", "finished", "As “completed” (English)."),
        ("Pipeline/identification", "planned", "As “pipeline” (English)."),
    ],
)
def test_a_text_that_is_known_says_by_which_word(text: str, value: str, why: str) -> None:
    found = status(text)

    assert (found.judgement.sureness, found.judgement.value) == (Sureness.SURE, value)
    assert why.casefold() == str(found.judgement.why).casefold()


@pytest.mark.parametrize(
    ("text", "value", "why"),
    [("Compl.", "finished", "as “completed”"), ("Suspendded", "suspended", "as “Suspended”")],
)
def test_a_text_that_only_resembles_an_answer_is_a_proposal(
    text: str, value: str, why: str
) -> None:
    found = status(text)

    assert (found.judgement.sureness, found.judgement.value) == (Sureness.PROPOSED, value)
    assert found.judgement.answers[0].value == value
    assert why.casefold() in str(found.judgement.why).casefold()


def test_a_text_that_resembles_nothing_is_open_with_every_answer_on_offer() -> None:
    found = status("zzz")

    assert (found.judgement.sureness, found.judgement.value) == (Sureness.OPEN, "")
    assert len(found.judgement.answers) == 5


def test_each_text_stands_once_with_how_often_and_where_first() -> None:
    lines = [f"{n};Courts {n};;{'Running' if n % 2 else 'RUNNING'};;" for n in range(1, 9)]

    (found,) = column_of("status", *lines, "9;Roads;;;;").meanings

    assert (found.text, found.count, found.cells) == ("Running", 8, ("D2", "D3", "D4"))


def test_words_for_nothing_are_no_values() -> None:
    lines = [f"{n};Courts {n};;{text};;" for n, text in enumerate(["n/a", "-", "running"])]

    assert [one.text for one in column_of("status", *lines).meanings] == ["running"]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Ministry of Justice", "Its own name."),
        ("MINISTRY OF JUSTICE", "Its own name."),
        ("Justice", "The same words, but for brackets, order or “ministry of”."),
        ("М-01", "Its id."),
        ("Мinistry оf Justiсe", "Its own name."),
    ],
)
def test_a_ministry_of_the_plan_is_known_by_name_id_and_look_alike_letters(
    text: str, why: str
) -> None:
    found = ministry(text, "Ministry of Justice", "Ministry of Defence")

    assert (found.judgement.sureness, found.judgement.value, str(found.judgement.why)) == (
        Sureness.SURE,
        "M-01",
        why,
    )


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Ministry of Foriegn Affairs", "Nearly the same."),
        ("MoFA", "Short for it."),
        ("Foreign Ministry", "A part of its name."),
        ("Min. For. Aff.", "Short for it."),
        ("Ministry of Foreing Afairs", "90 % of the letters are the same."),
    ],
)
def test_a_ministry_that_is_only_like_one_of_the_plan_is_proposed(text: str, why: str) -> None:
    found = ministry(text, "Ministry of Foreign Affairs", "Ministry of Justice")

    assert (found.judgement.sureness, found.judgement.value) == (Sureness.PROPOSED, "M-01")
    assert str(found.judgement.why) == why


def test_a_ministry_that_the_plan_lacks_is_open_and_may_become_a_new_one() -> None:
    found = ministry("Ministry of Water", "Ministry of Justice")

    assert found.judgement.sureness is Sureness.OPEN
    assert "New: Ministry of Water" in [str(one.label) for one in found.judgement.answers]
    assert column_of("ministry", "1;A;Ministry of Water;;;").grows


def test_a_place_is_never_asked_about_but_a_misspelt_country_is_pointed_out() -> None:
    lines = ["1;A;;;;Moçambique", "2;B;;;;Northern district", "3;C;;;;Mozambiqe"]
    found = column_of("country", *lines)

    assert not found.asks
    assert found.open({}) == ()
    assert [one.judgement.sureness.value for one in found.meanings] == ["proposed", "sure", "sure"]
    assert found.meanings[0].judgement.answers[0].value.startswith("Mozambique")


def test_a_currency_that_several_countries_share_is_open() -> None:
    lines = [f"{n};A{n};;;{text};" for n, text in enumerate(["EUR", "€", "francs", "USD", "EUR"])]
    found = {one.text: one for one in column_of("currency", *lines).meanings}

    assert found["francs"].judgement.sureness is Sureness.OPEN
    assert (found["€"].judgement.value, str(found["€"].judgement.why)) == (
        "EUR",
        "A sign or word for it.",
    )


def test_a_sector_by_name_is_proposed_as_its_aid_code() -> None:
    text = "Code;Title;Purpose code\n1;A;15130\n2;B;15130\n3;C;Human rights\n4;D;24030\n5;E;zz\n"
    found = inspect("aid.csv", text.encode(), ReadOptions(columns={"purpose_code": "Purpose code"}))
    columns = {one.column.name: one for one in list_columns(Plan(), found.best)}
    told = {one.text: one.judgement for one in columns["purpose_code"].meanings}

    assert (told["Human rights"].sureness, told["Human rights"].value) == (
        "proposed",
        "15160",
    )
    assert told["15130"].label == "15130 Legal and judicial development"
    assert told["zz"].sureness is Sureness.OPEN


def test_a_person_s_answer_is_what_the_rows_are_read_as(store: Store) -> None:
    begun(store)
    lines = ["1;Courts;Ministry of Justice;running;;", "2;Prisons;Min. of Justise;en panne;;"]

    apply_import(ME, store, preview(store, *lines, options=SAID))

    rows = programmes(store)
    assert rows["Prisons"].status == "suspended"
    assert rows["Prisons"].ministry == rows["Courts"].ministry == "M-01"


def test_a_ministry_that_is_only_alike_becomes_a_new_one_when_a_person_says_so(
    store: Store,
) -> None:
    begun(store)
    lines = ["1;Courts;Ministry of Transport;;;", "2;Roads;Ministry of Transports;;;"]
    one = preview(store, *lines)
    two = preview(
        store, *lines,
        options=ReadOptions(
            values={"ministry": {"Ministry of Transports": "Ministry of Transports"}}
        ),
    )  # fmt: skip

    assert (one.other_tables, two.other_tables) == ({"ministries": 1}, {"ministries": 2})


def test_what_a_person_leaves_blank_stays_readable_in_the_note(store: Store) -> None:
    begun(store)
    options = ReadOptions(values={"status": {"en panne": ""}, "ministry": {"Private donor": ""}})

    apply_import(ME, store, preview(store, "1;Courts;Private donor;en panne;;", options=options))

    row = programmes(store)["Courts"]
    assert (row.ministry, row.status) == ("", None)
    assert row.note.splitlines() == ["Status: en panne", "Ministry: Private donor"]


def test_a_row_that_cannot_do_without_a_name_is_refused_when_it_is_left_blank() -> None:
    text = "Holder code,Audience,Course,Passed on\nC-1,Pilots,Basics,2026-01-01\n"
    found = inspect("r.csv", text.encode(), ReadOptions(values={"audience": {"Pilots": ""}}))

    (row,) = previewed(Plan(), found).rows

    assert row.kind.value == "refused"
    assert row.problems[0].code == "required.blank"


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"status": {"x": "nonsense"}}, "planned, running, finished"),
        ({"currency": {"x": "shells"}}, "three letters"),
        ({"title": {"x": "y"}}, "no column “title” with a list"),
    ],
)
def test_an_answer_that_the_list_lacks_is_refused_with_what_is_accepted(
    values: dict[str, dict[str, str]], said: str
) -> None:
    with pytest.raises(WrongValue) as refused:
        inspect("list.csv", file_of("1;Courts;;x;x;"), ReadOptions(values=values))

    assert said in str(refused.value)


def test_answers_are_remembered_for_the_ministry_and_added_up(store: Store) -> None:
    begun(store)
    first = "1;Courts;Ministry of Justice;en panne;;"
    options = ReadOptions(values={"status": {"En panne": "suspended"}})
    apply_import(ME, store, preview(store, first, options=options))

    options = ReadOptions(values={"status": {"bloqué": "cancelled"}})
    second = "2;Prisons;Ministry of Justice;bloqué;;"
    apply_import(ME, store, preview(store, second, second.replace("2", "3"), options=options))

    again = preview(
        store, "4;A;Ministry of Justice;EN PANNE;;", "5;B;Ministry of Justice;Bloque;;", "6;C;;;;"
    )
    assert "columns.recalled" in {problem.code for problem in again.problems}
    apply_import(ME, store, again)
    assert (programmes(store)["A"].status, programmes(store)["B"].status) == (
        "suspended",
        "cancelled",
    )


def test_what_is_remembered_of_a_ministry_that_is_gone_is_asked_again() -> None:
    options = ReadOptions(values={"ministry": {"The old one": "M-77"}})
    found = inspect("list.csv", file_of("1;Courts;The old one;;;"), options)

    assert previewed(Plan(), found).other_tables == {"ministries": 1}


@pytest.mark.parametrize("name", ["planning_aid_database.xlsx", "defence_training_register.xlsx"])
def test_the_samples_are_understood_but_for_groups_that_the_plan_lacks(name: str) -> None:
    folder = samples_folder()
    path = Path(folder / "ministries" / name)
    plan = read_plan_file(folder / "casserane")
    asked = [
        m for one in list_columns(plan, inspect(name, path.read_bytes()).best) for m in one.open({})
    ]

    assert all("in Audiences" in str(one.judgement.why) for one in asked)
    assert len(asked) == (0 if "aid" in name else 3)
