"""Tables of the aid world: the OECD's two layouts, IATI as text, hashtags of humanitarian lists."""

from __future__ import annotations

from tests.intake.difficult.making import Expected, difficult, text_file

_OLD = (
    "Year|DonorCode|DonorName|AgencyCode|AgencyName|CrsID|ProjectNumber|RecipientCode|RecipientName|RegionName|FlowName|usd_commitment|usd_disbursement"
    "|CurrencyCode|commitment_national|ShortDescription|ProjectTitle|PurposeCode|PurposeName|SectorCode|SectorName|Geography|ExpectedStartDate|CompletionDate|LongDescription"
)


@difficult("crs_old.txt")
def crs_old() -> tuple[bytes, Expected]:
    """The OECD's old layout: pipes, sums in millions of dollars, titles cut at thirty letters."""
    lines = [
        _OLD,
        "2018|4|France|3|Development Agency|2018000123|CML1|255|Mali|Sahel|ODA Grants|1.2505|0.25|918|1.1|SUPPORT TO LOCAL JUSTICE COMMI|SUPPORT TO LOCAL JUSTICE COMMI|15130|Legal|151|Government|Bamako|2018-03-01 00:00:00|2021-12-31 00:00:00|Support to local justice committees in the north. Judges are trained.",
        "2018|4|France|3|Development Agency|2018000124|CML2|255|Mali|Sahel|ODA Grants|0.0005|0|918|0|RADIO|RADIO FOR PEACE|22030|Radio|220|Communication|Mopti||2020-12-31 00:00:00|Broadcasts",
    ]
    return text_file(lines), Expected(
        last=3, rows=2,
        columns={
            "reference": "F", "title": "Q", "description": "Y", "ministry": "E", "purpose_code": "R",
            "country": "I", "start": "W", "end": "X", "budget": "L",
        },
        values={
            (2, "title"): "Support to local justice committees in the north", (2, "budget"): "1250500",
            (2, "currency"): "USD", (3, "title"): "RADIO FOR PEACE", (3, "budget"): "500",
            (3, "start"): "2018-01-01", (2, "purpose_code"): "15130",
        },
        not_claimed=("N", "O", "T"),
    )  # fmt: skip


@difficult("crs_new.csv")
def crs_new() -> tuple[bytes, Expected]:
    """The OECD's new layout: other headers, the same millions, the donor's own currency beside."""
    lines = [
        "year,donor_name,agency_code,agency_name,crs_id,project_number,de_recipientcode,recipient_name,usd_commitment,usd_disbursement,currency_code,short_description,project_title,purpose_code,sector_code,expected_start_date,completion_date,long_description",
        "2022,France,3,Development Agency,2022000123,CML1,MLI,Mali,1.2505,0.25,918,Justice,Local justice,15130,151,2022-03-01,2025-12-31,Courts",
        "2022,France,3,Development Agency,2022000124,CML2,MLI,Mali,-0.5,0.25,918,Radio,Radio for peace,22030,220,2022-05-01,2024-12-31,Stations",
    ]
    return text_file(lines), Expected(
        last=3, rows=2,
        columns={"reference": "E", "title": "M", "description": "R", "purpose_code": "N", "budget": "I"},
        values={(2, "budget"): "1250500", (3, "budget"): "-500000", (3, "currency"): "USD"},
    )  # fmt: skip


@difficult("crs_reduced.csv")
def crs_reduced() -> tuple[bytes, Expected]:
    """The OECD's new layout cut down to spending: no commitments, and codes of roads and power."""
    lines = [
        "year,donor_name,agency_name,crs_id,recipient_name,usd_disbursement,currency_code,project_title,purpose_code,expected_start_date,completion_date,long_description",
        "2022,Germany,Development Bank,2022000123,Kenya,0.25,918,Road rehabilitation,21020,,2025-12-31,Roads",
        "2022,Germany,Development Bank,2022000124,Mali,0.25,918,Power lines,23630,2022-05-01,2024-12-31,Power",
        "2022,Germany,Development Bank,2022000125,Mali,0.25,918,Solar fields,23230,2022-05-01,2024-12-31,Sun",
        "2022,Germany,Development Bank,2022000126,Niger,0.25,918,Customs,33120,2022-05-01,2024-12-31,Trade",
        "2022,Germany,Development Bank,2022000127,Niger,0.25,918,Old towns,33210,2022-05-01,2024-12-31,Tourism",
    ]
    return text_file(lines), Expected(
        last=6, rows=5,
        columns={"reference": "D", "title": "H", "ministry": "C", "purpose_code": "I", "country": "E", "start": "J", "end": "K", "description": "L"},
        values={(2, "purpose_code"): "21020", (6, "purpose_code"): "33210", (2, "start"): "2022-01-01"},
        not_claimed=("F", "G"),
    )  # fmt: skip


@difficult("iati_activities.csv")
def iati_as_text() -> tuple[bytes, Expected]:
    """IATI as a text table: lists in cells, an organisation a role, planned and actual dates."""
    lines = [
        "iati-identifier,hierarchy,reporting-org,reporting-org-ref,title,description,activity-status-code,start-planned,end-planned,start-actual,end-actual,participating-org (Funding),participating-org (Implementing),recipient-country-code,recipient-country,sector-code,sector,sector-percentage,currency,total-Commitment,total-Disbursement",
        "XM-1-001,1,Agency,XM-1,Local courts,Judges,2,2019-01-01,2022-12-31,2019-02-01,,Treasury,Ministry of Justice;Bar,UG;KE,Uganda;Kenya,15130;15160,Legal;Rights,70;30,EUR,250000.0,10000.0",
        "XM-1-002,1,Agency,XM-1,Village radio,Radio,5,2018-01-01,2019-12-31,,2019-11-30,Treasury,,UG,Uganda,22030,Radio,100,EUR,90000.0,90000.0",
    ]
    return text_file(lines), Expected(
        last=3, rows=2,
        columns={"reference": "A", "title": "E", "ministry": "M", "purpose_code": "P", "start": "J", "end": "K", "status": "G", "budget": "T"},
        values={
            (2, "start"): "2019-02-01", (2, "end"): "2022-12-31", (3, "start"): "2018-01-01",
            (3, "end"): "2019-11-30", (2, "ministry"): "Ministry of Justice", (3, "ministry"): "Agency",
            (2, "status"): "running", (3, "status"): "cancelled", (2, "purpose_code"): "15130",
        },
    )  # fmt: skip


@difficult("iati_hashtags.csv")
def iati_hashtags() -> tuple[bytes, Expected]:
    """A hashtag row under French headers; lists with pipes, status as codes."""
    lines = [
        "Numéro;Nom;Org;Secteur;%;Pays;Du;Au;Statut;Somme;Devise",
        "#activity+id+code;#activity+name;#org+impl+name;#sector+code+v_dac;#indicator+pct;#country+code;#date+start;#date+end;#status+code;#value+budget;#currency+code",
        "AA-1;Tribunaux;Ministère de la Justice|Barreau;15130|15160;70|30;BI|RW;2020-01-01;2022-12-31;2;1250,50;EUR",
        "AA-2;Police;Ministère de l'Intérieur;15210;100;BI;2021-01-01;2023-12-31;4;300,00;EUR",
    ]
    return text_file(lines), Expected(
        header=(1, 2), first=3, last=4, rows=2, decimal="comma",
        columns={"reference": "A", "title": "B", "ministry": "C", "purpose_code": "D", "country": "F", "start": "G", "end": "H", "status": "I", "budget": "J", "currency": "K"},
        values={(3, "ministry"): "Ministère de la Justice", (3, "status"): "running", (4, "status"): "finished", (3, "budget"): "1250.50"},
    )  # fmt: skip
