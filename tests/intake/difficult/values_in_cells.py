"""Difficult values: dates, money, units, words for nothing, references, encodings."""

from __future__ import annotations

from datetime import UTC, datetime

from openpyxl import Workbook

from tests.intake.difficult.making import Expected, difficult, text_file, workbook


@difficult("french_money.xlsx")
def french_money() -> tuple[bytes, Expected]:
    """French money as text: narrow no-break spaces, decimal commas, dates with the day first."""
    rows = [
        ["N°", "Intitulé du projet", "Maître d'ouvrage", "Montant", "Date de début", "Date de fin"],
        ["1", "Appui aux comités de paix", "Ministère de l'Intérieur", "1 250 000,50", "01/03/2026",
         "31/12/2027"],
        ["2", "Formation des juges", "Ministère de la Justice", "98\u202f000,00", "15/04/2026",
         "30/06/2026"],
    ]  # fmt: skip
    return workbook({"Feuil1": rows}), Expected(
        last=3, rows=2,
        columns={"reference": "A", "title": "B", "ministry": "C", "budget": "D", "start": "E", "end": "F"},
        values={(2, "budget"): "1250000.50", (3, "budget"): "98000", (2, "start"): "2026-03-01",
                (2, "end"): "2027-12-31"},
        dates="dmy", decimal="comma",
    )  # fmt: skip


@difficult("thousands_in_banner.xlsx")
def thousands_in_banner() -> tuple[bytes, Expected]:
    """The banner says that sums are in thousands."""
    rows = [
        ["Programme budget (in thousands of USD)"],
        ["Code", "Programme", "Ministry", "Budget"],
        ["1", "Community policing", "Interior", 1250],
        ["2", "Legal aid", "Justice", 300.5],
    ]
    return workbook({"Budget": rows}), Expected(
        header=(2,), first=3, last=4, rows=2,
        values={(3, "budget"): "1250000", (4, "budget"): "300500", (3, "currency"): "USD"},
    )  # fmt: skip


@difficult("milliers_in_header.xlsx")
def milliers_in_header() -> tuple[bytes, Expected]:
    """The header of the money column says “en milliers d'euros”."""
    rows = [
        ["Code", "Intitulé", "Ministère", "Montant (en milliers d'euros)"],
        ["1", "Cohésion sociale", "Intérieur", 45],
        ["2", "Aide juridictionnelle", "Justice", 12.5],
    ]
    return workbook({"Budget": rows}), Expected(
        last=3,
        rows=2,
        values={(2, "budget"): "45000", (3, "budget"): "12500", (2, "currency"): "EUR"},
    )


@difficult("millions_of_pounds.xlsx")
def millions_of_pounds() -> tuple[bytes, Expected]:
    """The header says £m: millions, of pounds whose country nobody says."""
    rows = [
        ["Ref", "Programme name", "Department", "Budget £m"],
        ["A", "Conflict prevention fund", "Foreign Office", 12.5],
        ["B", "Rule of law", "Justice", 3],
    ]
    return workbook({"Sheet1": rows}), Expected(
        last=3,
        rows=2,
        values={(2, "budget"): "12500000", (3, "budget"): "3000000", (2, "currency"): ""},
    )


@difficult("written_millions.csv")
def written_millions() -> tuple[bytes, Expected]:
    """Sums are written 1.2m, 850k, USD 3 million, and (500), which may be a negative one."""
    lines = [
        "Ref,Project title,Ministry,Budget",
        "1,Peace education,Education,1.2m",
        "2,Mediation,Foreign Affairs,850k",
        "3,Demining,Defence,USD 3 million",
        "4,Refund,Defence,(500)",
    ]
    return text_file(lines), Expected(
        last=5, rows=4,
        values={(2, "budget"): "1200000", (3, "budget"): "850000", (4, "budget"): "3000000",
                (5, "budget"): ""},
        problems=("number.brackets",),
    )  # fmt: skip


@difficult("german.csv")
def german() -> tuple[bytes, Expected]:
    """German headers, semicolons, decimal commas with points for thousands, euro signs."""
    lines = [
        "Projektnummer;Projekttitel;Ministerium;Beginn;Ende;Mittel",
        "0815;Zivile Konfliktbearbeitung;Auswärtiges Amt;01.03.2026;28.02.2029;2.254,62 €",
        "0816;Polizeiausbildung;Bundesministerium des Innern;15.04.2026;31.12.2026;1.000.000,00 €",
    ]
    return text_file(lines, "cp1252", "\r\n"), Expected(
        last=3, rows=2,
        columns={"reference": "A", "title": "B", "ministry": "C", "start": "D", "end": "E", "budget": "F"},
        values={(2, "reference"): "0815", (2, "budget"): "2254.62", (3, "budget"): "1000000",
                (2, "start"): "2026-03-01", (3, "end"): "2026-12-31", (2, "ministry"): "Auswärtiges Amt"},
        decimal="comma", dates="dmy",
    )  # fmt: skip


@difficult("portuguese.csv")
def portuguese() -> tuple[bytes, Expected]:
    """Portuguese headers and months in words."""
    lines = [
        "Código;Título do projeto;Entidade executora;Data de início;Data de fim;Orçamento",
        "7;Reconciliação comunitária;Ministério da Justiça;1 de março de 2026;31 de dezembro de 2027;1.500,00",
        "8;Polícia de proximidade;Ministério do Interior;15 de abril de 2026;30 de junho de 2026;250.000,00",
    ]
    return text_file(lines, "utf-8-sig"), Expected(
        last=3, rows=2,
        columns={"reference": "A", "title": "B", "ministry": "C", "start": "D", "end": "E", "budget": "F"},
        values={(2, "start"): "2026-03-01", (2, "end"): "2027-12-31", (3, "budget"): "250000"},
    )  # fmt: skip


@difficult("spanish_nothing.csv")
def spanish_nothing() -> tuple[bytes, Expected]:
    """Spanish words for nothing stand where there is no value."""
    lines = [
        "Código;Nombre del proyecto;Entidad ejecutora;Fecha de inicio;Fecha de término;Monto",
        "A-1;Acceso a la justicia;Ministerio de Justicia;13/02/2026;NO ESPECIFICA;1.200,75",
        "A-2;Policía comunitaria;NO ESPECIFICA;s/d;31/12/2026;–",
        "A-3;Atención a víctimas;Ministerio del Interior;01/05/2026;30/11/2026;N/D",
    ]
    return text_file(lines, "cp1252"), Expected(
        last=4, rows=3,
        values={(2, "budget"): "1200.75", (2, "end"): "", (3, "ministry"): "", (3, "start"): "",
                (3, "budget"): "", (4, "budget"): "", (4, "start"): "2026-05-01"},
    )  # fmt: skip


@difficult("namibia.csv")
def namibia() -> tuple[bytes, Expected]:
    """“NA” is Namibia's code and not a word for nothing; references keep their zeros."""
    lines = [
        "Reference,Project title,Country,Budget",
        "007,Land dialogue,NA,100",
        "008,Peace clubs,KE,200",
        "009,Border talks,ZA,300",
    ]
    return text_file(lines), Expected(
        last=4, rows=3,
        columns={"reference": "A", "title": "B", "country": "C", "budget": "D"},
        values={(2, "reference"): "007", (2, "country"): "NA"},
    )  # fmt: skip


@difficult("american_dates.csv")
def american_dates() -> tuple[bytes, Expected]:
    """The month stands first; only one date of the column gives it away."""
    lines = [
        "Award ID,Award title,Agency,Start date,End date",
        "X1,Rule of law,State,03/04/2026,09/30/2027",
        "X2,Stabilisation,USAID,05/06/2026,10/01/2027",
    ]
    return text_file(lines), Expected(
        last=3,
        rows=2,
        values={(2, "end"): "2027-09-30", (3, "end"): "2027-10-01", (2, "start"): "2026-03-04"},
    )


@difficult("years_only.xlsx")
def years_only() -> tuple[bytes, Expected]:
    """Start and end are years."""
    rows = [
        ["ID", "Project name", "Ministry", "Start year", "End year"],
        ["1", "Peace clubs", "Education", 2024, 2026],
        ["2", "Legal aid", "Justice", 2025, 2028],
    ]
    return workbook({"Sheet1": rows}), Expected(
        last=3, rows=2,
        columns={"start": "D", "end": "E"},
        values={(2, "start"): "2024-01-01", (2, "end"): "2026-12-31"},
    )  # fmt: skip


@difficult("mixed_dates.xlsx")
def mixed_dates() -> tuple[bytes, Expected]:
    """True dates, text dates, months in words and “not yet” share a column."""
    rows = [
        ["Ref", "Title", "Ministry", "Start date", "End date"],
        [
            "1",
            "Peace clubs",
            "Education",
            datetime(2026, 3, 1, tzinfo=UTC).replace(tzinfo=None),
            "31 December 2027",
        ],
        ["2", "Legal aid", "Justice", "15/04/2026", "Dec-2027"],
        ["3", "Border posts", "Interior", "2026-05-20", "ongoing"],
        ["4", "Demining", "Defence", "20.06.2026", "TBD"],
    ]
    return workbook({"Sheet1": rows}), Expected(
        last=5, rows=4,
        values={(2, "start"): "2026-03-01", (2, "end"): "2027-12-31", (3, "start"): "2026-04-15",
                (3, "end"): "2027-12-31", (4, "start"): "2026-05-20", (4, "end"): "",
                (5, "start"): "2026-06-20", (5, "end"): ""},
    )  # fmt: skip


@difficult("currency_per_row.xlsx")
def currency_per_row() -> tuple[bytes, Expected]:
    """Each row has its own currency."""
    rows = [
        ["Ref", "Title", "Ministry", "Amount", "Currency"],
        ["1", "Peace clubs", "Education", 1000, "EUR"],
        ["2", "Legal aid", "Justice", 2000, "USD"],
    ]
    return workbook({"Sheet1": rows}), Expected(
        last=3, rows=2,
        columns={"budget": "D", "currency": "E"},
        values={(2, "currency"): "EUR", (3, "currency"): "USD", (3, "budget"): "2000"},
    )  # fmt: skip


@difficult("error_cells.xlsx")
def error_cells() -> tuple[bytes, Expected]:
    """Cells hold #REF! and #N/A, and a formula that was never calculated."""
    rows = [
        ["Ref", "Title", "Ministry", "Budget"],
        ["1", "Peace clubs", "Education", 1000],
        ["2", "Legal aid", "Justice", "#REF!"],
        ["3", "Border posts", "Interior", "=D2*2"],
    ]

    def errors(book: Workbook) -> None:
        book.worksheets[0]["D3"].data_type = "e"

    return workbook({"Sheet1": rows}, errors), Expected(
        last=4, rows=3, values={(2, "budget"): "1000", (3, "budget"): "", (4, "budget"): ""}
    )


@difficult("purpose_codes.xlsx")
def purpose_codes() -> tuple[bytes, Expected]:
    """Aid purpose codes are numbers, withdrawn ones among them, under a header that says sector."""
    rows = [
        ["Activity ID", "Activity title", "Recipient country", "Sector", "Commitment (USD)"],
        ["2026001", "Civilian peacebuilding", "Kenya", 15220, 100000],
        ["2026002", "Secondary schools", "Uganda", 11320, 200000],
        ["2026003", "Legal and judicial development", "Mali", 15130, 300000],
    ]
    return workbook({"Sheet1": rows}), Expected(
        last=4, rows=3,
        columns={"reference": "A", "title": "B", "country": "C", "purpose_code": "D", "budget": "E"},
        values={(2, "purpose_code"): "15220", (2, "currency"): "USD"},
    )  # fmt: skip


@difficult("code_with_name.csv")
def code_with_name() -> tuple[bytes, Expected]:
    """The purpose code stands before its name in one cell."""
    lines = [
        "id,title,dac sector,start date",
        '1,Peace clubs,"15220 - Civilian peace-building",2026-01-01',
        '2,Legal aid,"15130 - Legal and judicial development",2026-02-01',
    ]
    return text_file(lines), Expected(
        last=3, rows=2,
        columns={"purpose_code": "C"},
        values={(2, "purpose_code"): "15220", (3, "purpose_code"): "15130"},
    )  # fmt: skip


@difficult("tabs_utf16.tsv")
def tabs_utf16() -> tuple[bytes, Expected]:
    """“Unicode text” saved by a spreadsheet: UTF-16 with tabs."""
    lines = ["Ref\tTitle\tMinistry\tBudget", "1\tÉducation à la paix\tÉducation\t1000",
             "2\tJustice de proximité\tJustice\t2000"]  # fmt: skip
    return text_file(lines, "utf-16", "\r\n"), Expected(
        last=3, rows=2, values={(2, "title"): "Éducation à la paix", (3, "budget"): "2000"}
    )


@difficult("pipes.csv")
def pipes() -> tuple[bytes, Expected]:
    """Columns are parted by bars."""
    lines = ["Ref|Title|Ministry|Budget", "1|Peace clubs, phase 2|Education|1000",
             "2|Legal aid; courts|Justice|2000"]  # fmt: skip
    return text_file(lines), Expected(last=3, rows=2, values={(2, "title"): "Peace clubs, phase 2"})


@difficult("quoted_lines.csv")
def quoted_lines() -> tuple[bytes, Expected]:
    """A quoted cell runs over two lines and holds quotes."""
    lines = ["Ref,Title,Description,Budget", '1,Peace clubs,"Clubs in schools,', 'called ""Salama""",1000',
             "2,Legal aid,Courts on wheels,2000"]  # fmt: skip
    return text_file(lines), Expected(rows=2, values={(2, "budget"): "1000"})


@difficult("separator_line.csv")
def separator_line() -> tuple[bytes, Expected]:
    """The first line says “sep=;” for the spreadsheet, which does not count it as a row."""
    lines = [
        "sep=;",
        "Ref;Title;Ministry;Budget",
        "1;Peace clubs;Education;1000,5",
        "2;Legal aid;Justice;2000,75",
    ]
    return text_file(lines), Expected(
        last=3, rows=2, values={(2, "budget"): "1000.50", (3, "budget"): "2000.75"}
    )


@difficult("invisible_characters.xlsx")
def invisible_characters() -> tuple[bytes, Expected]:
    """Titles hold direction marks, no-break spaces and a zero-width space."""
    rows = [
        ["Ref", "Title", "Ministry", "Budget"],
        ["\u200e1", "Peace\u00a0clubs\u200b", "\u202bوزارة العدل\u202c", 1000],
        ["2", "  Legal aid ", "Justice", 2000],
    ]
    return workbook({"Sheet1": rows}), Expected(
        last=3, rows=2,
        values={(2, "reference"): "1", (2, "title"): "Peace clubs", (2, "ministry"): "وزارة العدل",
                (3, "title"): "Legal aid"},
    )  # fmt: skip


@difficult("long_references.xlsx")
def long_references() -> tuple[bytes, Expected]:
    """References are numbers: whole ones stay without “.0”."""
    rows = [
        ["Project number", "Title", "Ministry", "Budget"],
        [20260000012345, "Peace clubs", "Education", 1000],
        [20260000012346.0, "Legal aid", "Justice", 2000],
    ]
    return workbook({"Sheet1": rows}), Expected(
        last=3,
        rows=2,
        values={(2, "reference"): "20260000012345", (3, "reference"): "20260000012346"},
    )


@difficult("formula_like.csv")
def formula_like() -> tuple[bytes, Expected]:
    """Titles begin with an equals sign, a plus and an at sign; they are text."""
    lines = ["Ref,Title,Ministry,Budget", '1,"=HYPERLINK(""http://x"",""y"")",Education,1000',
             "2,+Peace,Education,2000", "3,@home,Education,3000"]  # fmt: skip
    return text_file(lines), Expected(
        last=4, rows=3, values={(3, "title"): "+Peace", (4, "title"): "@home"}
    )


@difficult("planned_and_actual.csv")
def planned_and_actual() -> tuple[bytes, Expected]:
    """Planned dates stand beside columns for actual ones that nobody has filled."""
    lines = [
        "ID,Title,Ministry,Planned start date,Actual start date,Planned end date,Actual end date",
        "1,Peace clubs,Education,2026-01-01,,2026-12-31,",
        "2,Legal aid,Justice,2026-03-01,,2027-03-01,",
    ]
    return text_file(lines), Expected(last=3, rows=2, values={(3, "start"): "2026-03-01"},
                                      columns={"start": "D", "end": "F"})  # fmt: skip
