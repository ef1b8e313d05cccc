"""Older encodings are told by the letters of the languages written in them."""

import pytest

from planner.intake.confined.delimited import decoded
from planner.intake.confined.encodings import likeliest

_TEXTS = [
    ("Wartość projektu;Tytuł;wodę i ścieków", ("cp1250", "iso8859_2")),
    ("Název projektu;Příjemce;Způsobilé výdaje", ("cp1250", "iso8859_2")),
    ("Megítélt támogatás;Felügyelőség;Önkormányzat", ("cp1250",)),
    ("İnsan Hakları;Adalet Bakanlığı;Şiddetle", ("cp1254", "iso8859_9")),
    ("Paraiškos būsena;Pareiškėjas;Įgyvendinimas", ("cp1257",)),
    ("Finansējuma saņēmējs;Īstenošana", ("cp1257",)),
    ("Наименование проекта;Министерство юстиции", ("cp1251", "koi8_r", "cp866")),
    ("Назва проєкту;Ініціатор;Міністерство", ("cp1251",)),
    ("Πρόγραμμα;Υπουργείο Εσωτερικών", ("cp1253", "iso8859_7")),
    ("משרד המשפטים;שם התוכנית", ("cp1255", "iso8859_8")),
    ("وزارة الداخلية;اسم المشروع", ("cp1256", "iso8859_6")),
    ("Zuwendungsempfänger;Maßnahme", ("cp1252",)),
    ("Situação;Convênio;Órgão", ("cp1252",)),
    ("Beløb;Mål;på", ("cp1252",)),
]


@pytest.mark.parametrize(("text", "encoding"), [(t, e) for t, many in _TEXTS for e in many])
def test_a_text_is_read_in_its_encoding(text: str, encoding: str) -> None:
    found = likeliest(text.encode(encoding))

    assert text.encode(encoding).decode(found) == text


def test_a_euro_sign_alone_is_western() -> None:
    assert likeliest("Budget;€ 1.000".encode("cp1252")) == "cp1252"


def test_letters_of_two_bytes_are_of_none_of_them() -> None:
    assert likeliest("事業名,担当課".encode("cp932")) == ""
    assert likeliest("사업명,시행기관".encode("cp949")) == ""


def test_one_broken_byte_does_not_spoil_a_text() -> None:
    lines = [f"{n},Médiation à l'école numéro {n}" for n in range(30)]
    content = "\n".join(["n,Intitulé", *lines]).encode()
    content = content.replace("numéro 7".encode(), "numéro 7".encode("cp1252"))

    text, encoding = decoded(content)

    assert text.splitlines()[8] == "7,Médiation à l'école numéro 7"
    assert encoding == "utf-8"
