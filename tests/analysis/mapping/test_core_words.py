"""The planner knows its own words: what it is for is found in any title, in every language."""

from __future__ import annotations

import pytest

from planner.analysis.mapping.suggestions import Subject, Suggester
from planner.reference import load

SUGGESTER = Suggester(load())
TITLES = {
    "Workshop on {} for officials": """R2P; responsibility to protect; atrocity crimes; genocide;
        mass atrocities; atrocity prevention; genocidal violence; ethnic cleansing; war crimes;
        crimes against humanity; R2P focal point""",
    "Atelier sur {} pour les cadres": """principe de la RdP; responsabilité de protéger;
        atrocités criminelles;
        atrocités de masse; prévention des atrocités; génocide; violence génocidaire; point focal
        RdP; nettoyage ethnique; épuration ethnique; crimes contre l'humanité; crimes de guerre""",
    "Taller sobre {} para funcionarios": """el principio RdP; R2P; responsabilidad de proteger;
        crímenes
        atroces; atrocidades masivas; prevención de atrocidades; genocidio; violencia genocida;
        limpieza étnica; depuración étnica; crímenes de lesa humanidad; punto focal R2P; crímenes
        contra la humanidad; crímenes de guerra""",
    "ورشة عمل حول {} للموظفين": """المسؤولية عن الحماية; مسؤولية الحماية; الجرائم الفظيعة;
        الفظائع الجماعية; منع الفظائع; الإبادة الجماعية; التطهير العرقي; الجرائم ضد الإنسانية;
        جرائم الحرب; جهة التنسيق للمسؤولية عن الحماية""",
    "Oficina sobre {} para funcionários": """responsabilidade de proteger; crimes atrozes;
        atrocidades em massa; genocídio; limpeza étnica; crimes contra a humanidade; crimes de
        guerra""",
}
WORDS = [
    (title, " ".join(word.split()))
    for title, listed in TITLES.items()
    for word in listed.split(";")
]


@pytest.mark.parametrize(("title", "word"), WORDS)
def test_a_title_with_a_word_of_the_field_is_no_proposal_of_no_link(title: str, word: str) -> None:
    found = SUGGESTER.suggest(Subject(title=title.format(word)))

    assert found.actions, found.none
    assert not found.is_no_link
    assert any("words: " in str(why) for why in found.actions[0].reasons)


@pytest.mark.parametrize("title", ["Atelier RdP", "Taller RdP"])
def test_a_short_form_that_may_mean_something_else_is_offered_for_a_person_to_judge(
    title: str,
) -> None:
    found = SUGGESTER.suggest(Subject(title=title))

    assert "words: “RdP”" in map(str, found.actions[0].reasons)
    assert found.actions[0].band != "likely"
