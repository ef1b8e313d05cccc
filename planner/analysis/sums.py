"""Sums of several things at once, field by field: what lines of cost or programmes come to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable
from dataclasses import fields
from operator import attrgetter
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

K = TypeVar("K", bound=Hashable)
S = TypeVar("S", bound="DataclassInstance")


def added(parts: Iterable[S], nothing: S) -> S:
    """Parts of one kind as a whole, each field the sum of theirs; `nothing` of no parts."""
    names = [one.name for one in fields(nothing)]
    read: Any = attrgetter(*names)
    columns = zip(*map(read, (nothing, *parts)), strict=True)
    return type(nothing)(**dict(zip(names, map(sum, columns), strict=True)))


def added_by(parts: Iterable[tuple[K, S]], nothing: S) -> dict[K, S]:
    """The same for each key, in the order in which the keys come."""
    groups: defaultdict[K, list[S]] = defaultdict(list)
    for key, part in parts:
        groups[key].append(part)
    return {key: added(group, nothing) for key, group in groups.items()}
