"""Files in the languages, scripts, calendars and units of many administrations."""

from __future__ import annotations

from tests.intake.difficult.making import Expected, difficult, text_file, workbook


@difficult("chorwacja.csv")
def unknown_headers() -> tuple[bytes, Expected]:
    """No list has these Croatian headers; the roots of their words tell what they are."""
    lines = [
        "Naziv mjere,Sunositelji i nositelji,Opis svrhe,Datum početka radova,Datum završetka radova,"
        "Ukupno odobreni troškovi",
        'Mirenje u zajednici,Ministarstvo pravosuđa,Podrška,01.03.2021,28.02.2023,"1.250.000,50 kn"',
        'Obuka policije,Ministarstvo unutarnjih poslova,Tečajevi,15.04.2021,14.04.2022,"98.000,00 kn"',
    ]
    return text_file(lines), Expected(
        last=3, rows=2, decimal="comma", dates="dmy",
        columns={"title": "A", "ministry": "B", "description": "C", "start": "D", "end": "E",
                 "budget": "F"},
        values={(2, "budget"): "1250000.50", (2, "currency"): "HRK", (2, "end"): "2023-02-28"},
    )  # fmt: skip


@difficult("ru.xlsx")
def russian_units_and_totals() -> tuple[bytes, Expected]:
    """Russian, with the unit in a corner above, numbered columns, and a total with its label."""
    rows = [
        ["Перечень мероприятий"],
        [None, None, None, "(тыс. рублей)"],
        ["№ п/п", "Наименование мероприятия", "Ответственный исполнитель", "Объем средств"],
        [1, 2, 3, 4],
        ["1.1", "Медиация в общинах", "Минюст", "1 250,5"],
        ["1.2", "Обучение полиции", "МВД", "98,0"],
        ["Итого", None, None, "1 348,5"],
    ]
    return workbook({"Лист1": rows}), Expected(
        header=(3, 4), first=5, last=6, rows=2, skipped={7: "total"},
        columns={"title": "B", "ministry": "C", "budget": "D"},
        values={(5, "budget"): "1250500", (5, "currency"): ""},
    )  # fmt: skip


@difficult("jp.csv")
def japanese() -> tuple[bytes, Expected]:
    """Japanese in Shift JIS: full-width digits, years of an era, sums in thousands of yen."""
    lines = [
        "令和５年度　事業一覧,,,",
        ",,,（単位：千円）",
        "事業名,担当課,事業期間,予算額",
        "犯罪被害者支援,県民課,令和3年度～令和7年度,１２５０",
        "避難民受入,国際課,平成30年3月5日,３４０",
        "合計,,,１５９０",
    ]
    return text_file(lines, "cp932", "\r\n"), Expected(
        header=(3,), first=4, last=5, rows=2, skipped={6: "total"},
        columns={"title": "A", "ministry": "B", "start": "C", "budget": "D"},
        values={(4, "budget"): "1250000", (4, "currency"): "JPY", (4, "start"): "2021-01-01",
                (4, "end"): "2025-12-31", (5, "start"): "2018-03-05"},
    )  # fmt: skip


@difficult("thai.xlsx")
def thai() -> tuple[bytes, Expected]:
    """Thai: years of the Buddhist calendar, months shortened, a sum in Thai digits."""
    rows = [
        ["ชื่อโครงการ", "หน่วยงานรับผิดชอบ", "งบประมาณ (บาท)", "ระยะเวลาดำเนินการ"],
        ["อบรมสิทธิมนุษยชน", "กระทรวงยุติธรรม", "1,250,000", "ต.ค. 2565 - ก.ย. 2566"],
        ["ป้องกันการค้ามนุษย์", "กระทรวงการพัฒนาสังคม", "๓๔๐,๐๐๐", "2566"],
        ["รวม", None, "1,590,000", None],
    ]
    return workbook({"Sheet1": rows}), Expected(
        last=3, rows=2, skipped={4: "total"},
        columns={"title": "A", "ministry": "B", "budget": "C", "start": "D"},
        values={(2, "start"): "2022-10-01", (2, "end"): "2023-09-30", (3, "budget"): "340000",
                (2, "currency"): "THB", (3, "start"): "2023-01-01"},
    )  # fmt: skip


@difficult("hindi.xlsx")
def hindi() -> tuple[bytes, Expected]:
    """Hindi, whose vowel signs are lost in folding; sums in crore."""
    rows = [
        ["योजना का नाम", "मंत्रालय/विभाग", "बजट अनुमान (करोड़ रुपये)", "प्रारंभ तिथि"],
        ["महिला सुरक्षा", "गृह मंत्रालय", "1,250.50", "01/04/2021"],
        ["पुलिस प्रशिक्षण", "गृह मंत्रालय", "98", "15/04/2021"],
    ]
    return workbook({"Sheet1": rows}), Expected(
        last=3, rows=2,
        columns={"title": "A", "ministry": "B", "budget": "C", "start": "D"},
        values={(2, "budget"): "12505000000", (2, "currency"): "INR"},
    )  # fmt: skip


@difficult("turkce.csv")
def turkish() -> tuple[bytes, Expected]:
    """Turkish in its own encoding, sums in thousands of lira, statuses in words."""
    lines = [
        "Proje Kodu;Projenin Adı;Yürütücü Kuruluş;Başlama Tarihi;Bütçe (Bin TL);Durumu",
        "TR-01;İnsan Hakları Eğitimi;Adalet Bakanlığı;01.02.2020;1.250,50;Devam Ediyor",
        "TR-02;Şiddetle Mücadele;İçişleri Bakanlığı;15.03.2019;340,00;Tamamlandı",
    ]
    return text_file(lines, "cp1254"), Expected(
        last=3, rows=2, decimal="comma",
        columns={"reference": "A", "title": "B", "ministry": "C", "start": "D", "budget": "E",
                 "status": "F"},
        values={(2, "title"): "İnsan Hakları Eğitimi", (2, "budget"): "1250500",
                (2, "currency"): "TRY", (3, "status"): "finished"},
    )  # fmt: skip


@difficult("dansk.csv")
def two_languages_in_a_header() -> tuple[bytes, Expected]:
    """Danish and English in each header; what the union pays is not the budget."""
    lines = [
        "Indsatsens titel / Operation name;Tilskud fra EU / Union co-financing;Budget / Budget;"
        "EU-sats / Union co-financing rate;Land / Country;Ansvarlig partner / Beneficiary name",
        "Mægling i byerne;20.348.800;40.697.601;50%;Denmark;Justitsministeriet",
        "Kurser for politiet;4.425.000;8.850.000;50%;Denmark;Rigspolitiet",
    ]
    return text_file(lines, "cp1252"), Expected(
        last=3, rows=2,
        columns={"title": "A", "budget": "C", "country": "E", "ministry": "F"},
        values={(2, "budget"): "40697601"},
    )  # fmt: skip


@difficult("sections_with_codes.xlsx")
def sections_with_codes() -> tuple[bytes, Expected]:
    """Each ministry stands over its projects with a code of its own, and nothing else."""
    rows = [
        ["CODE", "PROJECT NAME", "STATUS", "AMOUNT (=N=)"],
        ["0116001001", "FEDERAL MINISTRY OF DEFENCE"],
        ["ERGP1", "TRAINING ON CIVIL PROTECTION", "ONGOING", 150000],
        ["ERGP2", "BARRACKS", "NEW", 22500],
        ["TOTAL", None, None, 172500],
        ["0124001001", "FEDERAL MINISTRY OF INTERIOR"],
        ["ERGP3", "EARLY WARNING CENTRES", "ONGOING", 75000],
        ["ERGP4", "BORDER POSTS", "ONGOING", 5000],
    ]
    return workbook({"Act": rows}), Expected(
        first=3, last=8, rows=4, skipped={2: "section", 5: "total", 6: "section"},
        values={(3, "ministry"): "FEDERAL MINISTRY OF DEFENCE", (3, "currency"): "NGN",
                (8, "ministry"): "FEDERAL MINISTRY OF INTERIOR"},
    )  # fmt: skip


@difficult("field_names_below.csv")
def field_names_below() -> tuple[bytes, Expected]:
    """Under the header stand the names that a database has for the columns."""
    lines = [
        "Project Id,Project Name,Implementing Agency,Closing Date,Total Cost $US",
        "id,project_name,impagency,closingdate,curr_total_cost",
        'P176840,Access to justice,Ministry of Justice,6/30/2029 12:00:00 AM,"300,000,000"',
        'P179012,Community reconstruction,Ministry of Planning,12/31/2028 12:00:00 AM,"65,000,000"',
    ]
    return text_file(lines), Expected(
        header=(1, 2), first=3, last=4, rows=2,
        columns={"reference": "A", "title": "B", "ministry": "C", "end": "D", "budget": "E"},
        values={(3, "end"): "2029-06-30", (3, "budget"): "300000000", (3, "currency"): "USD"},
    )  # fmt: skip


@difficult("stand_ins.csv")
def stand_ins() -> tuple[bytes, Expected]:
    """No title and no start: the object of the grant and the day of its decision stand for them."""
    lines = [
        "nomAttribuant,dateConvention,objet,montant",
        "Région Nord,2017-06-27,Accueil et accompagnement des réfugiés,47800",
        "Région Nord,2017-07-02,Formation des médiateurs de quartier,23000",
    ]
    return text_file(lines), Expected(
        last=3, rows=2,
        columns={"ministry": "A", "start": "B", "title": "C", "budget": "D"},
        values={(2, "start"): "2017-06-27"},
    )  # fmt: skip


@difficult("stray.csv")
def stray_marks() -> tuple[bytes, Expected]:
    """A NUL, entities of web pages, another delimiter in one row, and codes kept by a formula."""
    lines = [
        "Code,Project title,Ministry",
        '="0042",Peace &amp; security,Ministry\x00 of Justice',
        "0043;Legal aid;Ministry of Justice",
        '="0044",Training of judges,Ministry of Interior',
        '="0045",Rural courts,Ministry of Interior',
        '="0046",Witness protection,Ministry of Interior',
    ]
    return text_file(lines), Expected(
        last=6, rows=5,
        values={(2, "reference"): "0042", (2, "title"): "Peace & security",
                (2, "ministry"): "Ministry of Justice", (3, "title"): "Legal aid"},
    )  # fmt: skip
