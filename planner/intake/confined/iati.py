"""IATI activity XML, editions 1.0x and 2.0x, as one sheet: a row an activity, a column a path."""

from __future__ import annotations

import io
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from babel import Locale
from lxml import etree  # pyright: ignore[reportAttributeAccessIssue]  # it tells no types

from planner.intake.confined.archive import Refused
from planner.intake.confined.raw_sheet import RawSheet
from planner.intake.limits import Limits

SHEET: Final = "iati-activities"
_SECTOR, _BUDGET, _CURRENCY = "sector/@code", "budget/value", "value/@currency"
_ORGANISATION: Final = "participating-org/narrative"
_LANGUAGE: Final = "{http://www.w3.org/XML/1998/namespace}lang"
_NONE: Final = Decimal(0)
_DIGITS: Final = 30  # before or behind the point; a sum with more is a mistake
# The columns that every sheet has, in this order; others follow as activities bring them.
PATHS: Final = (
    "iati-identifier", "title/narrative", "description/narrative", _ORGANISATION, _SECTOR,
    "recipient-country/@code", "activity-date[start]/@iso-date", "activity-date[end]/@iso-date",
    "activity-status/@code", _BUDGET, _CURRENCY,
)  # fmt: skip
_STATUS: Final = ("Pipeline", "Implementation", "Completion", "Closed", "Cancelled", "Suspended")
# Who runs an activity: the first of these roles that has somebody; funders never do.
_ROLES: Final = {"4": "implementing", "2": "accountable", "3": "extending", "1": "funding"}
_FUNDING: Final = "1"
_DATES: Final = {
    "start": (("2", "start-actual"), ("1", "start-planned")),
    "end": (("4", "end-actual"), ("3", "end-planned")),
}
# In XPath: sectors of the DAC's list, transactions that commit, and those that spend.
_DAC: Final = (
    "sector[not(@vocabulary) or contains('||1|2|DAC|DAC-3|', concat('|', @vocabulary, '|'))]"
)
_COMMITTED: Final = "transaction[transaction-type[1][@code='2' or @code='C']]"
_SPENT: Final = "transaction[transaction-type[1][@code='3' or @code='D' or @code='4' or @code='E']]"

Element = Any
Row = dict[str, str | Decimal]
Tell = Callable[[str], None]


def read_activities(content: bytes, limits: Limits) -> list[RawSheet]:
    """The activities of a file as one sheet; Refused when it is damaged, hostile or too large.

    What there is to say of activities is counted by its code.
    """
    rows: list[Row] = []
    told: defaultdict[str, list[int]] = defaultdict(list)
    for number, activity in enumerate(_activities(content), start=1):
        if number > limits.rows:
            raise Refused("too many rows")
        cells = _cells(activity, lambda code, number=number: told[code].append(number))
        rows.append({path: value for path, value in cells.items() if value != ""})
    names = [*dict.fromkeys((*PATHS, *(path for row in rows for path in row)))]
    remarks = [
        {"remark": code, "sheet": SHEET, "row": found[0], "count": len(found)}
        for code, found in told.items()
    ]
    cells = [[_shown(row.get(name)) for name in names] for row in rows]
    return [RawSheet(name=SHEET, names=names, rows=cells, remarks=remarks)]


def _activities(content: bytes) -> Iterator[Element]:
    """Every activity once it has ended, names without namespaces; then it is forgotten.

    Refused when the text is no XML, declares a document type, or nests without end.
    """
    events = etree.iterparse(
        io.BytesIO(content), tag="{*}iati-activity", resolve_entities=False, no_network=True
    )
    try:
        for _event, activity in events:
            if activity.getroottree().docinfo.doctype:
                raise Refused("document type")
            for element in activity.iter("*"):
                element.tag = etree.QName(element).localname
                for name, value in element.items():
                    plain = etree.QName(name).localname
                    if name == _LANGUAGE or plain not in element.attrib:
                        element.set(plain, value)
            yield activity
            activity.clear()
            while activity.getprevious() is not None:
                del activity.getparent()[0]
    except etree.LxmlError as bad:
        raise Refused("damaged") from bad


def _shown(value: str | Decimal | None) -> str | int | float | None:
    """A cell as it is sent: a sum that a number cannot hold exactly goes as text."""
    if not isinstance(value, Decimal):
        return value
    if value == value.to_integral_value():
        return int(value)
    return float(value) if Decimal(repr(float(value))) == value else str(value)


def _cells(activity: Element, tell: Tell) -> Row:
    default = _attribute(activity, "lang").lower()
    return {
        "iati-identifier": _text(activity.find("iati-identifier")),
        **_narratives(activity, "title", default),
        **_narratives(activity, "description", default),
        **_organisations(activity, default, tell),
        _SECTOR: _sectors(activity, tell),
        "recipient-country/@code": _country(activity),
        **_dates(activity),
        "activity-status/@code": _status(activity.find("activity-status")),
        **_markers(activity),
        **_money(activity, tell),
    }


def _text(element: Element | None) -> str:
    return " ".join("".join(element.itertext()).split()) if element is not None else ""


def _attribute(element: Element | None, name: str) -> str:
    return "" if element is None else element.get(name, "").strip()


def _written(element: Element) -> list[tuple[str, str]]:
    """The texts of an element with their languages: of its narratives, else its own."""
    inner = element.findall("narrative") or [element]
    said = ((_attribute(one, "lang") or _attribute(element, "lang"), _text(one)) for one in inner)
    return [(language.lower(), text) for language, text in said if text]


def _own(texts: list[tuple[str, str]], default: str) -> list[str]:
    """The texts in the activity's own language, else in English, else the first."""
    for wanted in (("", default), ("en",)):
        if own := [text for language, text in texts if language in wanted]:
            return own
    return [text for _language, text in texts[:1]]


def _narratives(activity: Element, name: str, default: str) -> Row:
    """Titles or descriptions: the main one, and those in other languages beside it."""
    path = f"{name}/narrative"
    texts = [pair for element in activity.findall(name) for pair in _written(element)]
    own = _own(texts, default)
    joined = own[:1] if name == "title" else dict.fromkeys(own)
    others = {f"{path}[@xml:lang='{lang}']": text for lang, text in texts if text not in own}
    return {path: "\n".join(joined), **others}


def _body(element: Element | None, default: str) -> str:
    if element is None:
        return ""
    return next(iter(_own(_written(element), default)), "") or _attribute(element, "ref")


def _organisations(activity: Element, default: str, tell: Tell) -> Row:
    """Who runs the activity, then every role by itself, and who reports it."""
    by_role: defaultdict[str, list[str]] = defaultdict(list)
    for organisation in activity.findall("participating-org"):
        role = _attribute(organisation, "role").lower()
        number = next((number for number, word in _ROLES.items() if role in (number, word)), "")
        name = _body(organisation, default)
        if number and name:
            by_role[number].append(name)
    reports = _body(activity.find("reporting-org"), default)
    runs = next((by_role[role] for role in _ROLES if role in by_role and role != _FUNDING), [])
    if not runs and reports:
        tell("iati.reporting")
    roles = {
        f"participating-org[@role='{role}']/narrative": "; ".join(names)
        for role, names in by_role.items()
    }
    main = "; ".join(dict.fromkeys(runs)) or reports
    return {_ORGANISATION: main, **roles, "reporting-org/narrative": reports}


def _sectors(activity: Element, tell: Tell) -> str:
    """The aid codes, the largest share first: "15220 (60 %); 15160 (40 %)"."""
    known = activity.xpath(_DAC) or activity.xpath(f"transaction/{_DAC}")
    shares: dict[str, str] = {}
    for sector in known:
        if code := _attribute(sector, "code"):
            shares.setdefault(code, _attribute(sector, "percentage"))
    if not shares and activity.xpath("sector | transaction/sector"):
        tell("iati.other_sectors")
    ordered = sorted(shares.items(), key=lambda pair: -(_amount(pair[1]) or _NONE))
    return "; ".join(f"{code} ({share} %)" if share else code for code, share in ordered)


def _country(activity: Element) -> str:
    """The country by name, the largest share first; else the region."""
    named: Mapping[str, str] = Locale("en").territories
    for name in ("recipient-country", "recipient-region"):
        found = activity.findall(name) or activity.findall(f"transaction/{name}")
        found.sort(key=lambda one: -(_amount(_attribute(one, "percentage")) or _NONE))
        codes = ((_text(one), _attribute(one, "code")) for one in found)
        texts = [text or named.get(code.upper(), code) for text, code in codes]
        if any(texts):
            return "; ".join(dict.fromkeys(filter(None, texts)))
    return ""


def _status(status: Element | None) -> str:
    code = _attribute(status, "code")
    known = dict(zip("123456", _STATUS, strict=True))
    return known.get(code) or _text(status) or code


def _dates(activity: Element) -> Row:
    """Start and end, the actual ones before the planned; the planned stand apart as well."""
    given: dict[str, str] = {}
    for element in activity.findall("activity-date"):
        text = _attribute(element, "iso-date") or _text(element)
        given.setdefault(_attribute(element, "type").lower(), _day(text))
    cells: Row = {}
    for side, kinds in _DATES.items():
        actual, planned = (next(filter(None, map(given.get, keys)), "") for keys in kinds)
        cells[f"activity-date[{side}]/@iso-date"] = actual or planned
        cells[f"activity-date[{side}-planned]/@iso-date"] = planned if actual else ""
    return cells


def _markers(activity: Element) -> dict[str, str]:
    """The significance of each policy marker of the aid list, a column each."""
    return {
        f"policy-marker {_attribute(one, 'code')}": _attribute(one, "significance")
        for one in activity.findall("policy-marker")
        if _attribute(one, "vocabulary") in ("", "1", "DAC")
    }


def _day(text: str) -> str:
    """The day of a date that may have an hour and a zone; any other text as it stands."""
    try:
        return date.fromisoformat(text[:10]).isoformat()
    except ValueError:
        return text


def _money(activity: Element, tell: Tell) -> Row:
    """The sum of the budgets, else of the commitments, in one currency; others stand beside it."""
    default = _attribute(activity, "default-currency").upper()
    budgets, committed = _last_budgets(activity), activity.xpath(_COMMITTED)
    if any(map(_is_unreadable, budgets + committed)):
        tell("iati.unreadable")
    values = [*_values(budgets, default)]
    if not values and (values := [*_values(committed, default)]):
        tell("iati.commitments")
    spent = [*_values(activity.xpath(_SPENT), default)]
    if not values and spent:
        tell("iati.no_budget")
    cells: Row = {}
    if values:
        sums: defaultdict[str, Decimal] = defaultdict(Decimal)
        for currency, amount in values:
            sums[currency] += amount
        usual = Counter(currency for currency, _amount in values).most_common(1)[0][0]
        main = default if default in sums else usual
        cells = {_BUDGET: sums.pop(main), _CURRENCY: main}
        if sums:
            tell("iati.currencies")
            others = "; ".join(f"{currency} {amount}" for currency, amount in sums.items())
            cells["budget/value[other currencies]"] = others
    if len({currency for currency, _amount in spent}) == 1:
        cells["transaction[@type='3' or '4']/value"] = sum((a for _, a in spent), _NONE)
    return cells


def _last_budgets(activity: Element) -> list[Element]:
    """The budgets to add up: for each period the revised one, where there is one."""
    periods: defaultdict[tuple[str, ...], list[Element]] = defaultdict(list)
    for budget in activity.findall("budget"):
        ends = (budget.find(name) for name in ("period-start", "period-end"))
        periods[tuple(_day(_attribute(end, "iso-date")) for end in ends)].append(budget)
    last: list[Element] = []
    for alike in periods.values():
        last += [b for b in alike if _attribute(b, "type").lower() in ("2", "revised")] or alike
    return last


def _values(parents: list[Element], default: str) -> Iterator[tuple[str, Decimal]]:
    for parent in parents:
        value = parent.find("value")
        amount = _amount(_text(value))
        if amount is not None:
            yield _attribute(value, "currency").upper() or default, amount


def _is_unreadable(parent: Element) -> bool:
    text = _text(parent.find("value"))
    return bool(text) and _amount(text) is None


def _amount(text: str) -> Decimal | None:
    """A number as the standard writes it; commas for thousands are forgiven, a googol is not."""
    try:
        number = Decimal(text.replace(",", "").replace(" ", ""))
    except InvalidOperation:
        return None
    return number if number.is_finite() and abs(number.adjusted()) < _DIGITS else None
