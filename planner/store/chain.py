"""A chain of records, each with the hash of the one before: how a link is made, what breaks one."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from planner.messages import Message
from planner.problem_kinds import problem
from planner.problems import Problem

SHORTEST: Final = 8  # signs of a hash that are enough to ask for it


@dataclass(frozen=True, kw_only=True)
class ChainLink:
    """One record of a chain: what it is called, what it says, and its own hash.

    `number` counts the records that follow each other without a gap, 0 for others.
    """

    name: Message
    told: Mapping[str, Any]
    hash: str
    number: int = 0


def canonical(document: Mapping[str, Any]) -> str:
    """The one JSON text of a document."""
    return json.dumps(document, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def hash_of(document: Mapping[str, Any]) -> str:
    """SHA-256 over the canonical JSON of a link: what it says, and the hash of the one before."""
    return hashlib.sha256(canonical(document).encode()).hexdigest()


def broken(links: Sequence[ChainLink], head: str) -> Iterator[Problem]:
    """What is wrong with a chain that has to end in `head`."""
    numbers = {link.number for link in links if link.number}
    for missing in sorted(set(range(1, max(numbers, default=0))) - numbers)[:1]:
        yield problem("log.gap", number=missing)
    for link in links:
        if hash_of(link.told) != link.hash:
            yield problem("log.changed", record=link.name)
    walked = _walked(links)
    passed = {link.hash for link in walked}
    for link in [link for link in links if link.hash not in passed][:1]:
        yield problem("log.chain", record=link.name)
    counted = [link.number for link in walked if link.number]
    if counted != sorted(counted) or (walked[-1].hash if walked else "") != head:
        yield problem("log.end")


def unknown_heads(known: Iterable[str], heads: Iterable[str]) -> Iterator[Problem]:
    """A problem for each hash, or beginning of one, noted elsewhere that no record has."""
    known = tuple(known)
    for head in heads:
        if len(head) < SHORTEST or not any(one.startswith(head) for one in known):
            yield problem("log.rewritten", head=head)


def _walked(links: Iterable[ChainLink]) -> list[ChainLink]:
    """The links in the order in which each follows the one before, as far as that goes."""
    following: dict[str, ChainLink] = {}
    for link in links:
        following.setdefault(str(link.told["previous_hash"]), link)
    walked: list[ChainLink] = []
    at = ""
    while (link := following.pop(at, None)) is not None:
        walked.append(link)
        at = link.hash
    return walked
