"""Workbooks of 2003 saved as XML: sheets, merged and hidden cells, typed values."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from xml.etree.ElementTree import Element

from planner.intake.confined.archive import Refused
from planner.intake.confined.markup import attribute, name_of, pieces
from planner.intake.confined.raw_sheet import RawSheet
from planner.intake.grid import Fault
from planner.intake.limits import Limits

_SHEET, _ROW = "Worksheet", "Row"


def read_spreadsheet_xml(content: bytes, limits: Limits) -> list[RawSheet]:
    """The sheets of the workbook; Refused when it is damaged, hostile or too large."""
    sheets = [_sheet(one, limits) for one in pieces(content, frozenset({_SHEET}))]
    if not sheets:
        raise Refused("no table")
    return sheets


def _sheet(element: Element, limits: Limits) -> RawSheet:
    sheet = RawSheet(name=attribute(element, "Name"))
    sheet.hidden = any(
        name_of(e) == "Visible" and (e.text or "").startswith("Sheet") for e in element.iter()
    )
    table = next((child for child in element if name_of(child) == "Table"), None)
    at = 0
    for child in table if table is not None else ():
        if name_of(child) == "Column":
            at = _whole(attribute(child, "Index")) or at + 1
            last = min(at + _whole(attribute(child, "Span")), limits.columns)
            if attribute(child, "Hidden") == "1":
                sheet.hidden_columns.extend(range(at, last + 1))
            at = last
        elif name_of(child) == _ROW:
            _add_row(sheet, child, limits)
    return sheet


def _add_row(sheet: RawSheet, element: Element, limits: Limits) -> None:
    number = _whole(attribute(element, "Index")) or len(sheet.rows) + 1
    if number > limits.rows:
        raise Refused("too many rows")
    sheet.rows.extend([] for _ in range(len(sheet.rows), number))
    if attribute(element, "Hidden") == "1":
        sheet.hidden_rows.append(number)
    row = sheet.rows[number - 1]
    at = 0
    for cell in element:
        if name_of(cell) != "Cell":
            continue
        at = _whole(attribute(cell, "Index")) or at + 1
        across, down = (_whole(attribute(cell, f"Merge{way}")) for way in ("Across", "Down"))
        if at > limits.columns:
            break
        row.extend([None] * (at - len(row)))
        row[at - 1] = _value(cell)
        if across or down:
            sheet.merges.append((number, at, number + down, at + across))
        at += across


def _value(cell: Element) -> Any:
    holder = next((child for child in cell if name_of(child) == "Data"), None)
    if holder is None:
        return Fault() if attribute(cell, "Formula") else None
    text = "".join(holder.itertext())
    match attribute(holder, "Type"):
        case "Number":
            return _number(text)
        case "DateTime":
            return _moment(text)
        case "Boolean":
            return text.strip() == "1"
        case "Error":
            return Fault(text.strip()[:20])
        case _:
            return text or None


def _number(text: str) -> float | str:
    try:
        return float(text)
    except ValueError:
        return text


def _moment(text: str) -> datetime | str:
    try:
        return datetime.fromisoformat(text.strip()).replace(tzinfo=None)
    except ValueError:
        return text


def _whole(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 8 else 0
