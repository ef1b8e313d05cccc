"""What a header that is in no list says by the beginnings of its words."""

import pytest

from planner.intake.tables.header_roots import leaning, verdict


@pytest.mark.parametrize(
    ("header", "fields"),
    [
        ("Ukupno prihvatljivi troškovi", ("budget",)),
        ("Projekta īstenošanas vieta", ("place",)),
        ("Finansējuma saņēmējs", ("recipient", "ministry", "budget")),
        ("Projektbeskrivelse", ("description",)),
        ("DATA INÍCIO VIGÊNCIA", ("start",)),
        ("Дата на приключване", ("end",)),
        ("NOME MUNICÍPIO", ("place",)),
        ("CÓDIGO UG CONCEDENTE", ("aside",)),
        ("VALOR LIBERADO", ("disbursed",)),
        ("EU-medfinansieringssats", ("aside",)),
        ("Nombre de bénéficiaires", ("aside",)),
        ("nomBeneficiaire", ("recipient", "ministry")),
        ("Číslo smlouvy", ("reference",)),
        ("事業開始年度", ("start",)),
        ("予算事業ID", ("reference",)),
        ("कार्यान्वयन निकाय", ("ministry",)),
        ("หน่วยงานรับผิดชอบ", ("ministry",)),
    ],
)
def test_the_roots_of_a_header_say_what_it_holds(header: str, fields: tuple[str, ...]) -> None:
    said = verdict(header)

    assert said is not None
    assert said.fields == fields


@pytest.mark.parametrize("header", ["", "Temperature", "Date of death", "(USD)"])
def test_a_header_that_says_nothing_has_no_verdict(header: str) -> None:
    assert verdict(header) is None


def test_the_whole_sum_goes_before_a_part() -> None:
    assert leaning("Celkové náklady") == 1
    assert leaning("Union co-financing") == -1
    assert leaning("Amount") == 0
