"""What an aid purpose code says: the actions it points to, or that it seldom serves any."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from types import MappingProxyType
from typing import Final

from planner.analysis.mapping.evidence import LinkEvidence
from planner.choices import Strength
from planner.messages import NOTHING, Fact, Message, _
from planner.reference import PurposeCode, Reference

POINTS: Final = MappingProxyType({Strength.DIRECT: 0.4, Strength.INDIRECT: 0.18})
BROADER: Final = 0.6
"""What is left of the weight when a sector group speaks for a code that nobody judged."""

UNKNOWN_SECTOR: Final = 0.66
"""How often a programme without any code serves no action."""

_CODES = re.compile(r"(?<!\d)\d{5}(?!\d)|(?<!\d)\d{3}(?!\d)")


def read_codes(texts: Sequence[str]) -> tuple[str, ...]:
    """The three- and five-digit codes in what a ministry wrote: "15220", "DAC 152; 72010".

    >>> read_codes(("15220; DAC 152",))
    ('15220', '152')
    """
    return tuple(dict.fromkeys(code for text in texts for code in _CODES.findall(text)))


def pointers(code: str, reference: Reference) -> Iterator[LinkEvidence]:
    """The evidence of one code: exact, through its successors, or through its sector group."""
    rows = [row for row in reference.codes(code) if row.judged]
    if not rows:
        yield from _pointing(reference.codes(code[:3]), code, BROADER)
        return
    yield from _pointing(rows, code, 1.0)
    for successor in dict.fromkeys(name for row in rows for name in row.successors):
        yield from _pointing(reference.codes(successor), code, BROADER)


def _pointing(rows: Sequence[PurposeCode], code: str, left: float) -> Iterator[LinkEvidence]:
    for row in rows:
        weight = POINTS.get(row.strength, 0.0) * left
        for name in row.action_ids:
            yield LinkEvidence(
                action=name,
                weight=weight / len(row.action_ids) ** 0.5,
                strength=row.strength,
                reason=_reason(row, code, name),
            )


def _reason(row: PurposeCode, code: str, action: str) -> Message:
    """What the code says of an action: itself, through its successor, or through its group."""
    facts: dict[str, Fact] = {
        "code": code,
        "group": row.code,
        "name": row.name,
        "action": action,
        "strength": row.strength,
    }
    if row.code == code and row.is_group:
        return _("sector group {code} “{name}” points to {action} ({strength})", **facts)
    if row.code == code and row.status == "withdrawn":
        return _(
            "purpose code {code} (withdrawn) “{name}” points to {action} ({strength})", **facts
        )
    if row.code == code:
        return _("purpose code {code} “{name}” points to {action} ({strength})", **facts)
    if row.is_group:
        return _(
            "purpose code {code} belongs to sector group {group} “{name}”, which points to "
            "{action} ({strength})",
            **facts,
        )
    return _(
        "purpose code {code} was replaced by {group} “{name}”, which points to {action} "
        "({strength})",
        **facts,
    )


def expected_no_link(codes: Sequence[str], reference: Reference) -> tuple[float, Message]:
    """How often programmes with those codes serve no action, 0 to 1, and why.

    Several codes count alike; without a code, or with unknown ones, a general share is taken.
    """
    sectors = [(code, reference.sector(code)) for code in codes]
    shares = [sector.no_link if sector else UNKNOWN_SECTOR for _code, sector in sectors]
    named = [(sector.no_link, code, sector) for code, sector in sectors if sector]
    if not named:
        return UNKNOWN_SECTOR, NOTHING
    _share, code, sector = max(named, key=lambda one: one[0])
    why = _("code {code} ({sector}): {why}", code=code, sector=sector.name, why=sector.why)
    return sum(shares) / len(shares), why
