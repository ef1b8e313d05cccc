"""IATI activity XML, editions 1.0x and 2.0x, as one sheet: a row an activity, a column a path."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import cache

from babel import Locale

from planner.intake.confined.archive import Refused
from planner.intake.confined.raw_sheet import RawSheet
from planner.intake.confined.xml_pieces import Element, attribute, language_of, name_of, pieces
from planner.intake.limits import Limits

SHEET = "iati-activities"
_ACTIVITY = "iati-activity"
_START, _END = "activity-date[start]/@iso-date", "activity-date[end]/@iso-date"
_SECTOR, _BUDGET, _CURRENCY = "sector/@code", "budget/value", "value/@currency"
_ORGANISATION = "participating-org/narrative"
_DIGITS = 30  # before or behind the point; a sum with more is a mistake
# The columns that every sheet has, in this order; others follow as activities bring them.
PATHS = (
    "iati-identifier", "title/narrative", "description/narrative", _ORGANISATION, _SECTOR,
    "recipient-country/@code", _START, _END, "activity-status/@code", _BUDGET, _CURRENCY,
)  # fmt: skip

_STATUS = {
    "1": "Pipeline", "2": "Implementation", "3": "Completion", "4": "Closed", "5": "Cancelled",
    "6": "Suspended",
}  # fmt: skip
# Who runs an activity: the first of these roles that has somebody.
_ROLES = {
    "4": "implementing", "2": "accountable", "3": "extending", "1": "funding",
}  # fmt: skip
_RUNS = ("4", "2", "3")
_DATES = {
    "start": (("2", "start-actual"), ("1", "start-planned")),
    "end": (("4", "end-actual"), ("3", "end-planned")),
}
_DAC = frozenset({"", "1", "2", "DAC", "DAC-3"})
_COMMITMENTS, _SPENDING = frozenset({"2", "C"}), frozenset({"3", "D", "4", "E"})
_REVISED = frozenset({"2", "revised"})

Cells = dict[str, str | Decimal]


def read_activities(content: bytes, limits: Limits) -> list[RawSheet]:
    """The activities of a file as one sheet; Refused when it is damaged, hostile or too large."""
    reader = _ActivityReader()
    for activity in pieces(content, _ACTIVITY):
        if len(reader.found) >= limits.rows:
            raise Refused("too many rows")
        reader.take(activity)
    return [reader.sheet()]


class _ActivityReader:
    """Takes activities one by one and counts what there is to say of them."""

    def __init__(self) -> None:
        self.found: list[Cells] = []
        self.told: dict[str, list[int]] = {}

    def take(self, activity: Element) -> None:
        """Add a row for the activity."""
        number = len(self.found) + 1

        def tell(code: str) -> None:
            self.told.setdefault(code, []).append(number)

        self.found.append({k: v for k, v in _cells(activity, tell).items() if v not in ("", None)})

    def sheet(self) -> RawSheet:
        """All rows under all paths that occurred."""
        more = dict.fromkeys(path for row in self.found for path in row if path not in PATHS)
        names = [*PATHS, *more]
        return RawSheet(
            name=SHEET,
            names=names,
            rows=[[_shown(row.get(name)) for name in names] for row in self.found],
            remarks=[
                {"remark": code, "sheet": SHEET, "row": rows[0], "count": len(rows)}
                for code, rows in self.told.items()
            ],
        )


def _shown(value: str | Decimal | None) -> str | int | float | None:
    """A cell as it is sent: a sum that a number cannot hold exactly goes as text."""
    if not isinstance(value, Decimal):
        return value or None
    if value == value.to_integral_value():
        return int(value)
    return float(value) if Decimal(repr(float(value))) == value else str(value)


def _cells(activity: Element, tell: Callable[[str], None]) -> Cells:
    default = language_of(activity)
    return {
        "iati-identifier": _text(_first(activity, "iati-identifier")),
        **_narratives(activity, "title", default),
        **_narratives(activity, "description", default),
        **_organisations(activity, default, tell),
        _SECTOR: _sectors(activity, tell),
        "recipient-country/@code": _country(activity),
        **_dates(activity),
        "activity-status/@code": _status(activity),
        **_markers(activity),
        **_money(activity, tell),
    }


def _children(parent: Element, name: str) -> list[Element]:
    return [child for child in parent if name_of(child) == name]


def _first(parent: Element, name: str) -> Element | None:
    return next((child for child in parent if name_of(child) == name), None)


def _text(element: Element | None) -> str:
    return " ".join("".join(element.itertext()).split()) if element is not None else ""


def _written(element: Element) -> list[tuple[str, str]]:
    """The texts of an element with their languages: of its narratives, else its own."""
    inner = _children(element, "narrative") or [element]
    return [
        (language_of(one) or language_of(element), text) for one in inner if (text := _text(one))
    ]


def _narrative(element: Element, default: str) -> str:
    """The text of an element in the activity's own language, else in English, else any."""
    texts = _written(element)
    for wanted in (("", default), ("en",)):
        own = next((text for language, text in texts if language in wanted), "")
        if own:
            return own
    return texts[0][1] if texts else ""


def _narratives(activity: Element, name: str, default: str) -> dict[str, str]:
    """Titles or descriptions: the main one, and those in other languages beside it."""
    path = f"{name}/narrative"
    elements = _children(activity, name)
    texts = [pair for element in elements for pair in _written(element)]
    own = [text for language, text in texts if language in ("", default)]
    own = own or [text for language, text in texts if language == "en"]
    own = own or [text for _, text in texts[:1]]
    joined = own[:1] if name == "title" else list(dict.fromkeys(own))
    others = {f"{path}[@xml:lang='{lang}']": text for lang, text in texts if text not in own}
    return {path: "\n".join(joined)} | others


def _organisations(activity: Element, default: str, tell: Callable[[str], None]) -> Cells:
    """Who runs the activity, then every role by itself, and who reports it."""
    by_role: dict[str, list[str]] = {}
    for organisation in _children(activity, "participating-org"):
        role = attribute(organisation, "role")
        number = next((n for n, word in _ROLES.items() if role.lower() in (n, word)), "")
        name = _narrative(organisation, default) or attribute(organisation, "ref")
        if number and name:
            by_role.setdefault(number, []).append(name)
    reporting = _first(activity, "reporting-org")
    reports = "" if reporting is None else _narrative(reporting, default)
    reports = reports or (attribute(reporting, "ref") if reporting is not None else "")
    runs = next((by_role[role] for role in _RUNS if role in by_role), [])
    if not runs and reports:
        tell("iati.reporting")
    return {
        _ORGANISATION: "; ".join(dict.fromkeys(runs)) or reports,
        **{
            f"participating-org[@role='{role}']/narrative": "; ".join(names)
            for role, names in by_role.items()
        },
        "reporting-org/narrative": reports,
    }


def _sectors(activity: Element, tell: Callable[[str], None]) -> str:
    """The aid codes, the largest share first: "15220 (60 %); 15160 (40 %)"."""
    elements = _children(activity, "sector")
    inside = [s for t in _children(activity, "transaction") for s in _children(t, "sector")]
    shares: dict[str, str] = {}
    for element in elements if any(map(_is_dac, elements)) else inside:
        code = attribute(element, "code")
        if _is_dac(element) and code:
            shares.setdefault(code, attribute(element, "percentage"))
    if not shares and (elements or inside):
        tell("iati.other_sectors")
    ordered = sorted(shares.items(), key=lambda pair: -(_amount(pair[1]) or Decimal(0)))
    return "; ".join(f"{code} ({share} %)" if share else code for code, share in ordered)


def _is_dac(sector: Element) -> bool:
    return attribute(sector, "vocabulary") in _DAC


def _country(activity: Element) -> str:
    """The country by name, the largest share first; else the region."""
    for name in ("recipient-country", "recipient-region"):
        found = _children(activity, name)
        for transaction in [] if found else _children(activity, "transaction"):
            found += _children(transaction, name)
        found.sort(key=lambda one: -(_amount(attribute(one, "percentage")) or Decimal(0)))
        texts = [_text(one) or _country_named(attribute(one, "code")) for one in found]
        if any(texts):
            return "; ".join(dict.fromkeys(text for text in texts if text))
    return ""


@cache
def _country_named(code: str) -> str:
    return Locale("en").territories.get(code.upper(), code)


def _status(activity: Element) -> str:
    status = _first(activity, "activity-status")
    if status is None:
        return ""
    code = attribute(status, "code")
    return _STATUS.get(code) or _text(status) or code


def _dates(activity: Element) -> Cells:
    """Start and end, the actual ones before the planned; the planned stand apart as well."""
    given: dict[str, str] = {}
    for element in _children(activity, "activity-date"):
        text = attribute(element, "iso-date") or _text(element)
        given.setdefault(attribute(element, "type").lower(), _day(text))
    cells: Cells = {}
    for side, (actual, planned) in _DATES.items():
        actuals, plans = (
            [given[key] for key in keys if given.get(key)] for keys in (actual, planned)
        )
        cells[f"activity-date[{side}]/@iso-date"] = next(iter(actuals + plans), "")
        cells[f"activity-date[{side}-planned]/@iso-date"] = plans[0] if plans and actuals else ""
    return cells


def _markers(activity: Element) -> Cells:
    """The significance of each policy marker of the aid list, a column each."""
    return {
        f"policy-marker {attribute(one, 'code')}": attribute(one, "significance")
        for one in _children(activity, "policy-marker")
        if _is_dac(one)
    }


def _day(text: str) -> str:
    """The day of a date that may have an hour and a zone; any other text as it stands."""
    try:
        return date.fromisoformat(text[:10]).isoformat()
    except ValueError:
        return text


def _planned(
    activity: Element, transactions: list[Element], default: str, tell: Callable[[str], None]
) -> list[tuple[str, Decimal]]:
    """The budgets, else the commitments, each with its currency."""
    budgets, committed = _last_budgets(activity), _of_type(transactions, _COMMITMENTS)
    if any(map(_is_unreadable, budgets + committed)):
        tell("iati.unreadable")
    values = list(_values(budgets, default))
    if not values and (values := list(_values(committed, default))):
        tell("iati.commitments")
    return values


def _money(activity: Element, tell: Callable[[str], None]) -> Cells:
    """The sum of the budgets, else of the commitments, in one currency; others stand beside it."""
    default = attribute(activity, "default-currency").upper()
    transactions = _children(activity, "transaction")
    values = _planned(activity, transactions, default, tell)
    spent = list(_values(_of_type(transactions, _SPENDING), default))
    if not values and spent:
        tell("iati.no_budget")
    sums: Counter[str] = Counter()
    for currency, amount in values:
        sums[currency] += amount  # type: ignore[assignment]  # a Counter adds what can be added
    cells: Cells = {}
    if sums:
        counts = Counter(currency for currency, _ in values)
        main = default if default in sums else counts.most_common(1)[0][0]
        cells = {_BUDGET: Decimal(sums.pop(main)), _CURRENCY: main}
        if sums:
            tell("iati.currencies")
            others = "; ".join(f"{currency} {amount}" for currency, amount in sums.items())
            cells["budget/value[other currencies]"] = others
    spending = {currency for currency, _ in spent}
    if len(spending) == 1:
        cells["transaction[@type='3' or '4']/value"] = sum((a for _, a in spent), Decimal(0))
    return cells


def _last_budgets(activity: Element) -> list[Element]:
    """The budgets to add up: for each period the revised one, where there is one."""
    periods: dict[tuple[str, ...], list[Element]] = {}
    for budget in _children(activity, "budget"):
        ends = (_first(budget, name) for name in ("period-start", "period-end"))
        period = tuple("" if e is None else _day(attribute(e, "iso-date")) for e in ends)
        periods.setdefault(period, []).append(budget)
    last: list[Element] = []
    for alike in periods.values():
        revised = [b for b in alike if attribute(b, "type").lower() in _REVISED]
        last += revised or alike
    return last


def _of_type(transactions: list[Element], codes: frozenset[str]) -> list[Element]:
    kinds = ((one, _first(one, "transaction-type")) for one in transactions)
    return [one for one, kind in kinds if kind is not None and attribute(kind, "code") in codes]


def _values(parents: list[Element], default: str) -> Iterator[tuple[str, Decimal]]:
    for parent in parents:
        value = _first(parent, "value")
        amount = _amount(_text(value))
        if value is not None and amount is not None:
            yield attribute(value, "currency").upper() or default, amount


def _is_unreadable(parent: Element) -> bool:
    text = _text(_first(parent, "value"))
    return bool(text) and _amount(text) is None


def _amount(text: str) -> Decimal | None:
    """A number as the standard writes it; commas for thousands are forgiven, a googol is not."""
    try:
        number = Decimal(text.replace(",", "").replace(" ", ""))
    except InvalidOperation:
        return None
    return number if number.is_finite() and abs(number.adjusted()) < _DIGITS else None
