"""Lists in the shapes of Europe, the Caucasus and Brazil."""

from __future__ import annotations

from datetime import date

from tests.intake.difficult.making import text_file, workbook
from tests.intake.inventories.making import Inventory, Line, inventory


@inventory
def action_plan_in_two_languages() -> Inventory:
    """A strategy's action plan: a header with its English below, numbered goals over measures."""
    rows = [
        ["План заходів з реалізації стратегії на 2025-2027 роки"],
        [],
        ["№", "Найменування заходу", "Відповідальний виконавець", "Початок", "Завершення",
         "Обсяг фінансування, тис. грн"],
        ["#", "What will be done", "Who answers for it", "From when", "By when", "UAH thousand"],
        [1, 2, 3, 4, 5, 6],
        ["1", "Ціль 1. Доступ до правосуддя"],
        ["1.1", "Навчання суддів", "Міністерство юстиції", date(2025, 1, 15), date(2026, 6, 30), 1200],
        ["1.2", "Мобільні суди", "Міністерство юстиції", date(2025, 3, 1), date(2027, 12, 31), 4800.5],
        ["Всього за ціллю 1", None, None, None, None, 6000.5],
        ["2", "Ціль 2. Безпека громад"],
        ["2.1", "Поліція громад", "Міністерство внутрішніх справ", date(2025, 2, 1), date(2025, 12, 31), 900],
        ["2.2", "Діалогові майданчики", "Міністерство культури", date(2025, 5, 1), date(2026, 4, 30), 350],
        ["Всього за ціллю 2", None, None, None, None, 1250],
        ["Усього", None, None, None, None, 7250.5],
    ]  # fmt: skip
    lines = (
        Line("Навчання суддів", "Міністерство юстиції", "1200000", "2025-01-15", "2026-06-30"),
        Line("Мобільні суди", "Міністерство юстиції", "4800500", "2025-03-01", "2027-12-31"),
        Line("Поліція громад", "Міністерство внутрішніх справ", "900000", "2025-02-01", "2025-12-31"),
        Line("Діалогові майданчики", "Міністерство культури", "350000", "2025-05-01", "2026-04-30"),
    )  # fmt: skip
    return Inventory(
        file="plan_zakhodiv.xlsx", content=workbook({"План": rows}), lines=lines, currency="UAH"
    )


@inventory
def operations_of_the_union() -> Inventory:
    """A list of operations of the European funds: the whole cost, and what the union adds to it."""
    rows = [
        ["Korisnik", "Naziv operacije", "Sažetak operacije", "Datum početka", "Datum završetka",
         "Iznos sufinanciranja Unije", "Ukupni prihvatljivi izdaci (EUR)", "Stopa sufinanciranja",
         "Poštanski broj", "Država", "Kategorija intervencije"],
        ["(Beneficiary)", "(Operation name)", "(Operation summary)", "(Start date)", "(End date)",
         "(Union co-financing)", "(Total eligible expenditure)", "(Co-financing rate)",
         "(Postcode)", "(Country)", "(Category of intervention)"],
        ["Ministarstvo pravosuđa i uprave", "Obnova sudova", "Zgrade sudova u tri županije.",
         date(2024, 1, 1), date(2026, 12, 31), 850000, 1000000, 0.85, 10000, "Hrvatska", "101"],
        ["Ministarstvo unutarnjih poslova", "Obuka policije", "Tečajevi o zločinima iz mržnje.",
         date(2024, 6, 1), date(2025, 5, 31), 170000, 200000, 0.85, 10000, "Hrvatska", "113"],
        ["Pravosudna akademija", "Škola za suce", "Stručno usavršavanje sudaca.",
         date(2025, 2, 1), date(2027, 1, 31), 93500, 110000, 0.85, 10000, "Hrvatska", "113"],
        ["Ministarstvo kulture i medija", "Novine manjina", "Potpora medijima manjina.",
         date(2025, 3, 1), date(2025, 12, 31), 42500, 50000, 0.85, 10000, "Hrvatska", "110"],
    ]  # fmt: skip
    lines = (
        Line("Obnova sudova", "Ministarstvo pravosuđa i uprave", "1000000", "2024-01-01", "2026-12-31"),
        Line("Obuka policije", "Ministarstvo unutarnjih poslova", "200000", "2024-06-01", "2025-05-31"),
        Line("Škola za suce", "Pravosudna akademija", "110000", "2025-02-01", "2027-01-31"),
        Line("Novine manjina", "Ministarstvo kulture i medija", "50000", "2025-03-01", "2025-12-31"),
    )  # fmt: skip
    return Inventory(
        file="popis_operacija.xlsx",
        content=workbook({"Operacije": rows}),
        lines=lines,
        currency="EUR",
        told={"column.several": 1},  # the union's part beside the whole cost
    )


@inventory
def catalogue_of_grants() -> Inventory:
    """A catalogue of grants: the ministry that pays, who receives it, and where that one is."""
    lines = [
        "=\"FKZ\";Ressort;Zuwendungsempfänger;Ort;Thema;Laufzeit von;Laufzeit bis;Fördersumme in EUR",
        "01UG2301A;BMBF;Technische Universität Nordstadt;Nordstadt;Hass im Netz verstehen;01.04.2023;31.03.2026;1.234.567,89",
        "01UG2301B;BMBF;Hochschule Südheim;Südheim;Hass im Netz: Gegenrede;01.04.2023;30.09.2025;98.400,00",
        "ZMV2024-7;BMI;Verein für Begegnung e. V.;Ostfelde;Begegnung vor Ort;01.01.2024;31.12.2024;45.000,50",
        "ZMV2024-9;BMI;Stadt Westbrück;Westbrück;Frühwarnung in Gemeinden;15.02.2024;14.02.2027;310.000,00",
    ]  # fmt: skip
    expected = (
        Line("Hass im Netz verstehen", "BMBF", "1234567.89", "2023-04-01", "2026-03-31"),
        Line("Hass im Netz: Gegenrede", "BMBF", "98400", "2023-04-01", "2025-09-30"),
        Line("Begegnung vor Ort", "BMI", "45000.50", "2024-01-01", "2024-12-31"),
        Line("Frühwarnung in Gemeinden", "BMI", "310000", "2024-02-15", "2027-02-14"),
    )
    return Inventory(
        file="foerderkatalog.csv",
        content=text_file(lines, "cp1252"),
        lines=expected,
        currency="EUR",
        told={"column.several": 1},  # who receives a grant may stand for the ministry
    )


@inventory
def transfers_to_towns() -> Inventory:
    """Transfers of a federal state: the whole value, the part that is passed on, the counterpart."""
    lines = [
        "NR_CONVENIO;OBJETO_PROPOSTA;DESC_ORGAO_SUP;UF_PROPONENTE;VL_CONTRAPARTIDA_CONV;VL_GLOBAL_CONV;VL_REPASSE_CONV;DIA_INIC_VIGENC_CONV;DIA_FIM_VIGENC_CONV;SIT_CONVENIO",
        "901234;Fortalecimento da defensoria em áreas de fronteira;MINISTERIO DA JUSTICA;RR;50000,00;550000,00;500000,00;02/01/2024;31/12/2025;Em execução",
        "901240;Centro de referência para mulheres;MINISTERIO DAS MULHERES;PA;20000,00;220000,00;200000,00;15/03/2024;14/03/2026;Em execução",
        "901255;Formação de guardas municipais;MINISTERIO DA JUSTICA;SP;10000,50;110000,50;100000,00;01/07/2023;30/06/2024;Prestação de contas aprovada",
        "901301;Mediação de conflitos agrários;MINISTERIO DO DESENVOLVIMENTO AGRARIO;MT;0,00;75000,00;75000,00;20/08/2024;19/08/2025;Cancelado",
    ]  # fmt: skip
    expected = (
        Line("Fortalecimento da defensoria em áreas de fronteira", "MINISTERIO DA JUSTICA", "550000", "2024-01-02", "2025-12-31"),
        Line("Centro de referência para mulheres", "MINISTERIO DAS MULHERES", "220000", "2024-03-15", "2026-03-14"),
        Line("Formação de guardas municipais", "MINISTERIO DA JUSTICA", "110000.50", "2023-07-01", "2024-06-30"),
        Line("Mediação de conflitos agrários", "MINISTERIO DO DESENVOLVIMENTO AGRARIO", "75000", "2024-08-20", "2025-08-19"),
    )  # fmt: skip
    return Inventory(
        file="convenios.csv",
        content=text_file(lines, "cp1252"),
        lines=expected,
        # One word of a status that nobody knows; the part that is passed on beside the whole.
        told={"choice.unknown": 1, "column.several": 1},
    )
