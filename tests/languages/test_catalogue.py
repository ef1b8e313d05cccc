"""What things are called: every language is whole, none contradicts itself, and all are read."""

from __future__ import annotations

from collections import Counter, defaultdict

import pytest

from planner.choices import Family, Marker, ProgrammeStatus
from planner.errors import BrokenReference
from planner.languages import Catalogue, Direction, Language, load, spellings, wording
from planner.plan import all_tables, table_named
from planner.schema import Kind
from planner.values import fold

SPOKEN = {"en", "ar", "de", "es", "fr", "pt"}
HELPED = {"en", "ar", "es", "fr"}
SHEET_NAME_LENGTH = 31

complete = pytest.mark.parametrize("language", load().complete, ids=lambda language: language.code)
PROGRAMMES = table_named("programmes")
STATUS = PROGRAMMES.column("status")


def test_the_languages_a_screen_can_be_shown_in() -> None:
    assert {language.code for language in load().complete} == SPOKEN
    assert load().languages[0].code == "en"


@complete
def test_a_complete_language_names_every_table_column_and_answer(language: Language) -> None:
    columns = [(t.name, c.name) for t in all_tables() for c in t.columns]

    assert [t.name for t in all_tables() if not language.tables[t.name].one] == []
    assert [t.name for t in all_tables() if not language.tables[t.name].many] == []
    assert [key for key in columns if not language.columns[key].label] == []
    assert [key for key in wording.every_answer() if not language.answers[key][0]] == []


@complete
def test_help_is_there_in_full_or_left_to_english(language: Language) -> None:
    helped = [bool(words.help) for words in language.columns.values()]
    helped += [bool(words.help) for words in language.tables.values()]

    assert all(helped) if language.code in HELPED else not any(helped)


@complete
def test_no_two_tables_of_a_language_share_a_sheet_and_every_name_fits_one(
    language: Language,
) -> None:
    sheets = [load().table_label(table, language.code) for table in all_tables()]

    assert [name for name, n in Counter(map(fold, sheets)).items() if n > 1] == []
    assert [name for name in sheets if len(name) > SHEET_NAME_LENGTH] == []
    assert [name for name in sheets if set(name) & set("[]:*?/\\")] == []


@complete
def test_no_two_columns_of_a_table_and_no_two_answers_of_a_list_look_the_same(
    language: Language,
) -> None:
    for table in all_tables():
        labels = [fold(load().label(table, column, language.code)) for column in table.columns]
        assert len(set(labels)) == len(labels), table.name
    shown: defaultdict[str, list[str]] = defaultdict(list)
    for (name, _), words in language.answers.items():
        shown[name].append(fold(words[0]))
    assert [name for name, labels in shown.items() if len(set(labels)) < len(labels)] == []


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


def test_yes_and_no_are_read_in_every_language() -> None:
    listed = load().answers(table_named("situations").column("listed"))

    assert listed["oui"] is listed["si"] is listed["نعم"] is listed["ja"] is True
    assert listed["non"] is listed["nao"] is listed["no"] is False


def test_tags_from_a_list_are_read_and_columns_of_other_kinds_have_no_answers() -> None:
    assert load().answers(PROGRAMMES.column("markers"))["odd 16"] is Marker.SDG16
    assert load().answers(PROGRAMMES.column("title")) == {}


def test_labels_and_help_are_said_in_the_language_asked_for() -> None:
    catalogue, budget = load(), PROGRAMMES.column("budget")

    assert catalogue.table_label(PROGRAMMES, "es") == "Programas"
    assert catalogue.row_label(PROGRAMMES, "ar") == "برنامج"
    assert catalogue.table_help(PROGRAMMES, "fr") == "Ce qu'un ministère fait déjà."
    assert catalogue.label(PROGRAMMES, budget, "pt") == "Orçamento"
    assert catalogue.help(PROGRAMMES, budget, "fr").startswith("La totalité")
    assert catalogue.answer_label(Family.JUSTICE, "es") == "Justicia"
    assert catalogue.answer_label(True, "fr") == "Oui"
    assert catalogue.answer_label(False, "de") == "Nein"


@pytest.mark.parametrize("language", ["he", "xx", ""])
def test_what_a_language_lacks_is_said_in_english(language: str) -> None:
    catalogue, table = load(), table_named("actions")

    assert catalogue.table_label(table, language) == table.many
    assert catalogue.row_label(table, language) == table.one
    assert catalogue.table_help(table, language) == table.help
    assert catalogue.label(table, table.column("lead"), language) == "Lead ministry"
    assert catalogue.help(table, table.column("lead"), language) == table.column("lead").help
    assert catalogue.answer_label(Family.JUSTICE, language) == "Justice"


def test_a_language_written_from_the_right_says_so() -> None:
    assert load().language("ar").direction is Direction.RIGHT_TO_LEFT
    assert load().language("he").direction is Direction.RIGHT_TO_LEFT
    assert load().language("fr").direction is Direction.LEFT_TO_RIGHT


def test_english_is_what_the_tables_and_lists_declare() -> None:
    english = load().language("en")

    for table in all_tables():
        for column in table.columns:
            assert english.columns[table.name, column.name].label == column.label
    assert english.answers["Family", "justice"][0] == Family.JUSTICE.label


HEAD = 'name = "Esperanto"\ndirection = "ltr"\n'


def test_a_new_language_is_one_file_of_words() -> None:
    text = (
        HEAD
        + """
        [tables]
        programmes = { one = "Programo", many = "Programoj" }
        [columns.every]
        classification = { label = "Klaso" }
        [columns.plan]
        classification = { label = "Klaso de la plano" }
        [choices.Family]
        justice = ["Justico", "juĝejo"]
        """
    )

    language = wording.read("eo", text)

    catalogue = Catalogue((*load().languages, language))
    plan, actions = table_named("plan"), table_named("actions")
    assert catalogue.table_label(PROGRAMMES, "eo") == "Programoj"
    assert catalogue.label(actions, actions.column("classification"), "eo") == "Klaso"
    assert catalogue.label(plan, plan.column("classification"), "eo") == "Klaso de la plano"
    assert catalogue.answer_label(Family.JUSTICE, "eo") == "Justico"
    assert catalogue.answers(table_named("ministries").column("family"))["jugejo"] is Family.JUSTICE
    assert not language.is_complete


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("[tables]\nprograms = { one = 'Programo' }", "table “programs”"),
        ("[tables]\nprogrammes = { label = 'Programo' }", "word “label” under “programmes”"),
        ("[columns.programs]\ntitle = { label = 'Titolo' }", "column “programs.title”"),
        ("[columns.programmes]\nname = { label = 'Nomo' }", "column “programmes.name”"),
        ("[columns.every]\nnothing = { label = 'Nenio' }", "column “every.nothing”"),
        ("[columns.programmes]\ntitle = { lable = 'Titolo' }", "word “lable”"),
        ("[choices.Family]\nwar = ['Milito']", "answer “Family.war”"),
        ("[choices.Colour]\nred = ['Ruĝa']", "answer “Colour.red”"),
    ],
)
def test_a_language_file_that_names_what_is_not_declared_is_refused(text: str, named: str) -> None:
    with pytest.raises(BrokenReference) as failure:
        wording.read("eo", HEAD + text)

    assert str(failure.value).startswith("The language file eo.toml")
    assert named in str(failure.value)


@pytest.mark.parametrize(
    "text", ["name = ", 'name = "Esperanto"', 'name = "Esperanto"\ndirection = "up"']
)
def test_a_language_file_that_cannot_be_read_is_refused(text: str) -> None:
    with pytest.raises(BrokenReference, match=r"eo\.toml cannot be read"):
        wording.read("eo", text)


def test_every_fixed_list_is_answered_in_its_column() -> None:
    for table in all_tables():
        for column in table.columns:
            if column.kind is Kind.CHOICE and column.answers is not None:
                assert set(load().answers(column).values()) == set(column.answers)
