"""Every post of a requirement in one state: current, ending, expired, never, or left open."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from planner.analysis.training.requirements import RequirementStatus
from planner.messages import pgettext


class PostState(StrEnum):
    """How the holder of a post stands; in the order in which they are drawn and told."""

    CURRENT = "current"
    ENDING = "ending within 90 days"
    OPEN = "not certain"
    EXPIRED = "expired"
    NEVER = "never"


POST_LABELS = MappingProxyType(
    {
        PostState.CURRENT: pgettext("posts", "valid"),
        PostState.ENDING: pgettext("posts", "ending within 90 days"),
        PostState.OPEN: pgettext("posts", "not certain"),
        PostState.EXPIRED: pgettext("posts", "expired"),
        PostState.NEVER: pgettext("posts", "never trained"),
    }
)
"""How each state is called."""


def post_states(status: RequirementStatus) -> Mapping[PostState, int] | None:
    """The posts of a requirement by state, which add up to its posts; None when nobody counted.

    Current and ending are certificates held for certain; what the records leave open between
    the least and the most is “not certain”, and is never counted as a certificate or as none.
    """
    posts, low = status.posts, status.valid.low
    if posts is None or posts < 0:
        return None
    high = posts if status.valid.high is None else status.valid.high
    ever = posts if status.ever.high is None else max(status.ever.high, high)
    ending = min(status.due_90, low)
    return {
        PostState.CURRENT: low - ending,
        PostState.ENDING: ending,
        PostState.OPEN: high - low,
        PostState.EXPIRED: ever - high,
        PostState.NEVER: posts - ever,
    }
