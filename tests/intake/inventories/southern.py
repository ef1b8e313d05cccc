"""Lists in the shapes of Africa, Asia, the Middle East and Latin America."""

from __future__ import annotations

from datetime import date

from planner.intake.read_options import ReadOptions
from tests.intake.difficult.making import text_file, workbook
from tests.intake.inventories.making import Inventory, Line, inventory


@inventory
def public_investment_plan() -> Inventory:
    """An investment plan by vote: a ministry's line over its projects, and its sum without a word."""
    rows = [
        ["PUBLIC INVESTMENT PLAN FY 2025/26 - 2027/28"],
        ["All amounts in UGX billion"],
        [],
        ["Code", "Project Name", "Start Date", "End Date", "Total Project Cost", "GoU", "External"],
        ["Vote 007: Ministry of Justice and Constitutional Affairs"],
        ["1242", "Construction of the JLOS House", date(2012, 7, 1), date(2027, 6, 30), 282.5, 282.5, 0],
        ["1647", "Retooling of the Ministry of Justice", date(2020, 7, 1), date(2026, 6, 30), 21.25, 21.25, 0],
        [None, None, None, None, 303.75, 303.75, 0],
        ["Vote 009: Ministry of Internal Affairs"],
        ["1641", "Retooling of Internal Affairs", date(2020, 7, 1), date(2025, 6, 30), 18, 10, 8],
        ["1837", "Community policing in border districts", date(2024, 7, 1), date(2029, 6, 30), 44, 4, 40],
        [None, None, None, None, 62, 14, 48],
        [None, "GRAND TOTAL", None, None, 365.75, 317.75, 48],
        [],
        ["Note: GoU means the Government's own funds."],
    ]  # fmt: skip
    justice = "Ministry of Justice and Constitutional Affairs"
    inside = "Ministry of Internal Affairs"
    lines = (
        Line("Construction of the JLOS House", justice, "282500000000", "2012-07-01", "2027-06-30"),
        Line("Retooling of the Ministry of Justice", justice, "21250000000", "2020-07-01", "2026-06-30"),
        Line("Retooling of Internal Affairs", inside, "18000000000", "2020-07-01", "2025-06-30"),
        Line("Community policing in border districts", inside, "44000000000", "2024-07-01", "2029-06-30"),
    )  # fmt: skip
    return Inventory(
        file="pip.xlsx", content=workbook({"PIP": rows}), lines=lines, currency="UGX"
    )


@inventory
def one_block_for_each_ministry() -> Inventory:
    """A programme of investments with a table for each ministry, its name and header above each."""
    head = ["N°", "Intitulé du projet", "Date de début", "Date de fin", "Coût total (FCFA)"]
    rows = [
        ["PROGRAMME TRIENNAL D'INVESTISSEMENTS PUBLICS"],
        [],
        ["MINISTERE DE LA JUSTICE"],
        head,
        ["1", "Maisons de justice de proximité", "01/02/2025", "31/12/2027", "850 000 000"],
        ["2", "Formation des greffiers", "01/03/2025", "28/02/2026", "45 500 000"],
        ["Sous-total MINISTERE DE LA JUSTICE", None, None, None, "895 500 000"],
        [],
        ["MINISTERE DE L'INTERIEUR"],
        head,
        ["1", "Police de proximité", "15/01/2025", "31/12/2026", "1 200 000 000"],
        ["2", "Postes frontières", "01/06/2025", "30/06/2028", "2 300 000 000"],
        ["3", "Dialogue intercommunautaire", "01/09/2025", "31/08/2026", "75 000 000"],
        ["Sous-total MINISTERE DE L'INTERIEUR", None, None, None, "3 575 000 000"],
        [],
        ["MINISTERE DE LA FEMME"],
        head,
        ["1", "Centres d'écoute", "01/04/2025", "31/03/2027", "120 000 000"],
        ["Sous-total MINISTERE DE LA FEMME", None, None, None, "120 000 000"],
        ["TOTAL GENERAL", None, None, None, "4 590 500 000"],
    ]
    justice, inside = "MINISTERE DE LA JUSTICE", "MINISTERE DE L'INTERIEUR"
    lines = (
        Line("Maisons de justice de proximité", justice, "850000000", "2025-02-01", "2027-12-31"),
        Line("Formation des greffiers", justice, "45500000", "2025-03-01", "2026-02-28"),
        Line("Police de proximité", inside, "1200000000", "2025-01-15", "2026-12-31"),
        Line("Postes frontières", inside, "2300000000", "2025-06-01", "2028-06-30"),
        Line("Dialogue intercommunautaire", inside, "75000000", "2025-09-01", "2026-08-31"),
        Line("Centres d'écoute", "MINISTERE DE LA FEMME", "120000000", "2025-04-01", "2027-03-31"),
    )
    return Inventory(
        file="ptip.xlsx",
        content=workbook({"PTIP": rows}),
        lines=lines,
        told={"ministry.above": 3, "table.blocks": 1},
    )


@inventory
def a_row_for_each_source() -> Inventory:
    """A bank of investment projects with a row for each source of funds, taken together."""
    lines = [
        "Código BPIN,Nombre del proyecto,Entidad responsable,Fuente de financiación,Valor total proyecto,Fecha inicio,Fecha fin,Código DAC,Estado",
        "2021011000101,Acceso a la justicia rural,Ministerio de Justicia y del Derecho,Nación,1500000000,01/01/2022,31/12/2025,15130,En ejecución",
        "2021011000101,Acceso a la justicia rural,Ministerio de Justicia y del Derecho,Propios,300000000,01/01/2022,31/12/2025,15130,En ejecución",
        "2021011000101,Acceso a la justicia rural,Ministerio de Justicia y del Derecho,Crédito,200000000,01/01/2022,31/12/2025,15160,En ejecución",
        "2022011000077,Memoria y reparación,Unidad para las Víctimas,Nación,900000000,15/02/2023,31/12/2026,15220,En ejecución",
        "2020011000030,Guardias indígenas,Ministerio del Interior,Nación,400000000,01/06/2021,31/05/2024,15220,Terminado",
        "2020011000030,Guardias indígenas,Ministerio del Interior,Donación,100000000,01/06/2021,31/05/2024,15220,Terminado",
    ]  # fmt: skip
    expected = (
        Line("Acceso a la justicia rural", "Ministerio de Justicia y del Derecho", "2000000000", "2022-01-01", "2025-12-31"),
        Line("Memoria y reparación", "Unidad para las Víctimas", "900000000", "2023-02-15", "2026-12-31"),
        Line("Guardias indígenas", "Ministerio del Interior", "500000000", "2021-06-01", "2024-05-31"),
    )  # fmt: skip
    return Inventory(
        file="bpin.csv",
        content=text_file(lines),
        lines=expected,
        options=ReadOptions(group=True),
        told={"rows.grouped": 1, "rows.differ": 1},
    )


@inventory
def humanitarian_projects() -> Inventory:
    """Projects of a humanitarian plan: sums asked for first and revised, and a data source."""
    rows = [
        ["Project code", "Project title", "Organization", "Cluster", "Data source", "Start date",
         "Original end date", "Revised end date", "Original requested (US$)",
         "Revised requested (US$)", "Beneficiaries"],
        ["HMLI25-001", "Protection of displaced people", "Ministry of Solidarity", "Protection",
         "Survey 2024", date(2025, 1, 1), date(2025, 12, 31), date(2026, 6, 30), 500000, 650000,
         "Displaced women and youth"],
        ["HMLI25-002", "Early warning radio", "Ministry of Communication", "Protection",
         "Census 2022", date(2025, 2, 1), date(2025, 11, 30), None, 120000, 120000,
         "Listeners in three regions"],
        ["HMLI25-003", "Schools as zones of peace", "Ministry of Education", "Education",
         "EMIS 2023", date(2025, 9, 1), date(2026, 8, 31), None, 310000, 280000,
         "Pupils of 40 schools"],
        ["HMLI25-004", "Mobile legal clinics", "Ministry of Justice", "Protection",
         "Survey 2024", date(2025, 3, 15), date(2025, 12, 31), date(2026, 3, 31), 90000, 90000,
         "Women and minorities"],
    ]  # fmt: skip
    lines = (
        Line("Protection of displaced people", "Ministry of Solidarity", "650000", "2025-01-01", "2026-06-30"),
        Line("Early warning radio", "Ministry of Communication", "120000", "2025-02-01", "2025-11-30"),
        Line("Schools as zones of peace", "Ministry of Education", "280000", "2025-09-01", "2026-08-31"),
        Line("Mobile legal clinics", "Ministry of Justice", "90000", "2025-03-15", "2026-03-31"),
    )  # fmt: skip
    return Inventory(
        file="response_plan.xlsx",
        content=workbook({"Projects": rows}),
        lines=lines,
        currency="USD",
        told={"column.several": 1, "column.filled": 1},
    )


@inventory
def investment_projects_of_governorates() -> Inventory:
    """Projects by governorate, from right to left: subtotals, a total, and thousands of dinars."""
    rows = [
        ["وزارة التخطيط - المشاريع الاستثمارية"],
        ["الوحدة: ألف دينار"],
        ["ت", "اسم المشروع", "الجهة المنفذة", "تاريخ المباشرة", "تاريخ الإنجاز", "الكلفة الكلية"],
        [1, "تأهيل المحاكم", "وزارة العدل", date(2024, 1, 1), date(2025, 12, 31), 750000],
        [2, "تدريب الشرطة المجتمعية", "وزارة الداخلية", date(2024, 3, 1), date(2026, 2, 28), 320000],
        [None, "مجموع محافظة نينوى", None, None, None, 1070000],
        [3, "مراكز الحوار", "وزارة الثقافة", date(2025, 1, 15), date(2025, 12, 15), 90000],
        [4, "دعم الناجيات", "وزارة العمل", date(2024, 6, 1), date(2027, 5, 31), 410000],
        [None, "مجموع محافظة البصرة", None, None, None, 500000],
        [None, "المجموع الكلي", None, None, None, 1570000],
    ]  # fmt: skip
    lines = (
        Line("تأهيل المحاكم", "وزارة العدل", "750000000", "2024-01-01", "2025-12-31"),
        Line("تدريب الشرطة المجتمعية", "وزارة الداخلية", "320000000", "2024-03-01", "2026-02-28"),
        Line("مراكز الحوار", "وزارة الثقافة", "90000000", "2025-01-15", "2025-12-15"),
        Line("دعم الناجيات", "وزارة العمل", "410000000", "2024-06-01", "2027-05-31"),
    )
    return Inventory(
        file="mashari.xlsx",
        content=workbook({"المشاريع": rows}),
        lines=lines,
    )


@inventory
def three_lines_of_header() -> Inventory:
    """A budget of programmes under three lines of header without merges, a legend below a gap."""
    rows = [
        ["Medium-term programmes of the justice and security sector"],
        [],
        ["Prog. No.", "Programme title", "Lead ministry", "Timeframe", None, "Cost (GHS)", None, None, "Purpose", None],
        [None, None, None, "Start", "End", "Recurrent", "Capital", "Total cost", "DAC group", "DAC code"],
        [None, None, None, "(date)", "(date)", "(GHS)", "(GHS)", "(GHS)", None, None],
        ["JS-01", "Case tracking in all courts", "Ministry of Justice", date(2025, 1, 1), date(2027, 12, 31), 1000, 4000, 5000, "151", "15130"],
        ["JS-02", "Police complaints board", "Ministry of Interior", date(2025, 4, 1), date(2026, 3, 31), 700, 300, 1000, "151", "15132"],
        ["JS-03", "Peace councils in regions", "National Peace Council", date(2025, 1, 1), date(2028, 12, 31), 2500, 0, 2500, "152", "15220"],
        ["JS-04", "Small arms registry", "Ministry of Interior", date(2026, 1, 1), date(2026, 12, 31), 150, 850, 1000, "152", "15240"],
        [None, "Total justice and security sector", None, None, None, 4350, 5150, 9500, None, None],
        [],
        [],
        ["Legend", "Explanation"],
        ["JS", "Justice and security"],
        ["GHS", "Ghana cedi"],
        ["DAC", "Development Assistance Committee"],
    ]  # fmt: skip
    lines = (
        Line("Case tracking in all courts", "Ministry of Justice", "5000", "2025-01-01", "2027-12-31"),
        Line("Police complaints board", "Ministry of Interior", "1000", "2025-04-01", "2026-03-31"),
        Line("Peace councils in regions", "National Peace Council", "2500", "2025-01-01", "2028-12-31"),
        Line("Small arms registry", "Ministry of Interior", "1000", "2026-01-01", "2026-12-31"),
    )  # fmt: skip
    return Inventory(
        file="mtef.xlsx", content=workbook({"MTEF": rows}), lines=lines, currency="GHS"
    )
