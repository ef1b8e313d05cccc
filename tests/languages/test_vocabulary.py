"""By what a file is understood: every language is read, and none contradicts itself."""

from __future__ import annotations

from collections import defaultdict

import pytest

from planner.choices import Family, Marker, ProgrammeStatus
from planner.errors import BrokenReference, WrongValue
from planner.languages import Language, load, spellings, typed_value, vocabulary
from planner.plan import all_tables, table_named
from planner.schema import Kind
from planner.values import fold

PROGRAMMES = table_named("programmes")
STATUS = PROGRAMMES.column("status")


def test_no_spelling_in_any_language_means_two_answers_of_a_list() -> None:
    meant: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for language in load().languages:
        for (name, value), words in language.answers.items():
            for word in (value, *words):
                for spelling in spellings(word):
                    meant[name, spelling].add(value)

    assert {key: values for key, values in meant.items() if len(values) > 1} == {}


@pytest.mark.parametrize("language", load().languages, ids=lambda language: language.code)
def test_every_language_can_read_a_ministrys_programmes(language: Language) -> None:
    read = {column for table, column in language.columns if table == "programmes"}

    assert read >= {"reference", "title", "description", "ministry", "country", "start", "end"}
    assert read >= {"budget", "currency", "status", "note"}
    assert ("Flag", "yes") in language.answers
    assert ("ProgrammeStatus", "running") in language.answers


@pytest.mark.parametrize(
    ("header", "column"),
    [
        ("Project title", "title"),
        ("Intitulé du projet", "title"),
        ("Projet", "title"),
        ("Descriptif", "description"),
        ("Date de Début Effective", "start"),
        ("Date de Fin Effective", "end"),
        ("Agence d'Exécution (1er Niveau)", "ministry"),
        ("Maître d’ouvrage", "ministry"),
        ("Coût du Projet", "budget"),
        ("AUTORISATIONS D'ENGAGEMENT", "budget"),
        ("Imputation budgétaire", "budget_line"),
        ("Registro", "reference"),
        ("Organización", "ministry"),
        ("Entidad ejecutora", "ministry"),
        ("Monto", "budget"),
        ("Rubro presupuestal", "budget_line"),
        ("Vigencia", "start"),
        ("País", "country"),
        ("Órgão responsável", "ministry"),
        ("Dotação atualizada", "budget"),
        ("Durchführungsorganisation", "ministry"),
        ("Fördersumme", "budget"),
        ("الجهة المنفذة", "ministry"),
        ("اسم المشروع", "title"),
        ("الكلفة الإجمالية", "budget"),
        ("שם סעיף", "ministry"),
        ("שם תוכנית", "title"),
        ("קוד תוכנית", "reference"),
        ("הוצאה נטו", "budget"),
        ("Наименование проекта", "title"),
        ("项目名称", "title"),
        ("Tên dự án", "title"),
    ],
)
def test_the_headers_of_real_inventories_are_known(header: str, column: str) -> None:
    assert load().headers(PROGRAMMES)[fold(header)].name == column


def test_headers_are_found_with_look_alike_letters_made_one_as_well() -> None:
    headers = load().headers(PROGRAMMES)

    assert headers["maitre d œuvre"].name == headers["maitre d oeuvre"].name == "ministry"
    assert headers["المدينه"] is headers["المدينة"]


@pytest.mark.parametrize(
    ("sheet", "table"),
    [
        ("Programmes", "programmes"),
        ("Programa", "programmes"),
        ("action_risks", "action_risks"),
        ("Measures", "indicators"),
        ("Promises served", "action_commitments"),
        ("Cotations", "ratings"),
    ],
)
def test_a_sheet_is_known_by_every_name_of_its_table_also_by_an_earlier_one(
    sheet: str, table: str
) -> None:
    assert load().sheets()[fold(sheet)].name == table


@pytest.mark.parametrize(
    ("spelling", "answer"),
    [
        ("running", ProgrammeStatus.RUNNING),
        ("En cours d'exécution", ProgrammeStatus.RUNNING),
        ("EN EJECUCIÓN", ProgrammeStatus.RUNNING),
        ("قيد التنفيذ", ProgrammeStatus.RUNNING),
        ("Concluído", ProgrammeStatus.FINISHED),
        ("Abgeschlossen", ProgrammeStatus.FINISHED),
        ("annulé", ProgrammeStatus.CANCELLED),
    ],
)
def test_answers_are_read_in_every_language(spelling: str, answer: ProgrammeStatus) -> None:
    assert load().answers(STATUS)[fold(spelling)] is answer
    assert typed_value(STATUS, spelling) is answer


def test_what_is_typed_is_a_value_of_the_column_or_refused() -> None:
    assert typed_value(PROGRAMMES.column("markers"), "wps; sdg 16") == ("wps", "sdg 16")
    assert typed_value(PROGRAMMES.column("title"), "Roads") == "Roads"
    with pytest.raises(WrongValue):
        typed_value(STATUS, "purple")


def test_yes_and_no_are_read_in_every_language() -> None:
    listed = load().answers(table_named("situations").column("listed"))

    assert listed["oui"] is listed["si"] is listed["نعم"] is listed["ja"] is True
    assert listed["non"] is listed["nao"] is listed["no"] is False


def test_tags_from_a_list_are_read_and_columns_of_other_kinds_have_no_answers() -> None:
    assert load().answers(PROGRAMMES.column("markers"))["odd 16"] is Marker.SDG16
    assert load().answers(PROGRAMMES.column("title")) == {}


def test_every_fixed_list_is_answered_in_its_column() -> None:
    for table in all_tables():
        for column in table.columns:
            if column.kind is Kind.CHOICE and column.answers is not None:
                assert set(load().answers(column).values()) == set(column.answers)


def test_a_new_language_is_one_file_of_words() -> None:
    text = """
        [tables]
        programmes = ["Programoj", "Programo"]
        [columns.every]
        classification = ["Klaso"]
        [columns.plan]
        classification = ["Klaso de la plano"]
        [choices.Family]
        justice = ["Justico", "juĝejo"]
        """

    known = vocabulary.Vocabulary((*load().languages, vocabulary.read("eo", text)))

    plan, actions = table_named("plan"), table_named("actions")
    assert known.sheets()["programoj"] is PROGRAMMES
    assert known.headers(actions)["klaso"].name == "classification"
    assert known.headers(plan)["klaso de la plano"].name == "classification"
    assert "klaso" not in known.headers(plan)
    assert known.answers(table_named("ministries").column("family"))["jugejo"] is Family.JUSTICE


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("[tables]\nprograms = ['Programo']", "table “programs”"),
        ("[columns.programs]\ntitle = ['Titolo']", "column “programs.title”"),
        ("[columns.programmes]\nname = ['Nomo']", "column “programmes.name”"),
        ("[columns.every]\nnothing = ['Nenio']", "column “every.nothing”"),
        ("[choices.Family]\nwar = ['Milito']", "answer “Family.war”"),
        ("[choices.Colour]\nred = ['Ruĝa']", "answer “Colour.red”"),
    ],
)
def test_a_language_file_that_names_what_is_not_declared_is_refused(text: str, named: str) -> None:
    with pytest.raises(BrokenReference) as failure:
        vocabulary.read("eo", text)

    assert str(failure.value).startswith("The language file eo.toml")
    assert named in str(failure.value)


def test_a_language_file_that_cannot_be_read_is_refused() -> None:
    with pytest.raises(BrokenReference, match=r"eo\.toml cannot be read"):
        vocabulary.read("eo", "[tables")
