"""Counts of people and posts as ranges: the least and the most they can be, and their sums."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from planner.messages import Fact, Share, _

Ends = tuple[float, float]
"""The least and the most a share can be, 0 to 1."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Range:
    """The least and the most a count can be; `high` is None when nothing bounds it."""

    low: int
    high: int | None

    def __add__(self, other: Range) -> Range:
        """Both counts together."""
        is_open = self.high is None or other.high is None
        high = None if is_open else (self.high or 0) + (other.high or 0)
        return Range(low=self.low + other.low, high=high)

    def within(self, posts: int | None, outside: int | None) -> Range:
        """The part of the range that must, and can, lie in so many posts.

        `outside` are the posts that these people may hold instead: 0 when there are none, None
        when nobody counted them.
        """
        if outside == 0 and posts is not None and self.high is not None and self.high <= posts:
            return self
        low = 0 if outside is None else max(self.low - outside, 0)
        if posts is None:
            return Range(low=low, high=self.high)
        return Range(
            low=min(low, posts), high=posts if self.high is None else min(self.high, posts)
        )

    @property
    def told(self) -> Fact:
        """The range as people read it: 3, 2 to 5, or at least 2."""
        if self.high is None:
            return _("at least {low}", low=self.low)
        return self.low if self.low == self.high else _between(self.low, self.high)


@dataclass(frozen=True, kw_only=True, slots=True)
class HeadCount:
    """Posts that require a certificate, and holders of a valid one in them, least to most.

    Of several requirements together a post with two required courses counts twice.
    """

    posts: int
    valid: Range

    def __add__(self, other: HeadCount) -> HeadCount:
        """Both counts together."""
        return HeadCount(posts=self.posts + other.posts, valid=self.valid + other.valid)

    @property
    def coverage(self) -> Ends | None:
        """Valid over posts, low and high, 0 to 1; None when there are no posts."""
        if not self.posts or self.valid.high is None:
            return None
        return self.valid.low / self.posts, self.valid.high / self.posts


NOBODY = Range(low=0, high=0)
NO_POSTS = HeadCount(posts=0, valid=NOBODY)


def total(counts: Iterable[HeadCount]) -> HeadCount:
    """Several counts together."""
    return sum(counts, NO_POSTS)


def told_share(ends: Ends | None) -> Fact:
    """A share as a range in percent, as people read it."""
    if ends is None:
        return None
    low, high = map(Share, ends)
    return low if round(100 * ends[0]) == round(100 * ends[1]) else _between(low, high)


def _between(low: Fact, high: Fact) -> Fact:
    return _("{low} to {high}", low=low, high=high)


def rate(percent: Decimal | None) -> float | None:
    """A percentage as a share, kept within 0 and 1."""
    return None if percent is None else min(max(float(percent) / 100, 0.0), 1.0)
