"""What a file of a lower level says of its own rows, and instead of what it may not say."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from planner.analysis.withheld import IN_PART as ANSWERED_IN_PART
from planner.choices import Classification
from planner.exports.sheets.columns import PageRecord
from planner.messages import Message, _, paragraph
from planner.values import WITHHELD

NOT_KNOWN_MARK: Final = "[x]"
IN_PART: Final = _(
    "Part of this sheet is withheld at this level: “{withheld}” stands where something is not "
    "shown. Sums and counts are of what may be shown at this level.",
    withheld=WITHHELD,
)
WITHHELD_HERE: Final = _(
    "{mark} Withheld at this level; it can be read at the level “{level}”.",
    mark=WITHHELD,
    level=tuple(Classification)[-1],
)


@dataclass(frozen=True)
class Tally:
    """A sentence that adds up or counts rows of the file.

    Where the whole plan has more of them it is told, but of what may be shown; `is_least` says that
    it holds for the whole plan all the same, since it says at least how many.
    """

    sentence: Message
    is_least: bool = False


def of_shown_part(*sentences: Message) -> Message:
    """Sentences that add up what may be shown, of which the whole plan has more."""
    return _("Of what may be shown at this level: {said}", said=paragraph(*sentences))


def of_what_is_shown(what: Message) -> Message:
    """The name of a figure that adds up what may be shown, of which the whole plan has more."""
    return _("{what}, of what may be shown at this level", what=what)


def sentence_of(text: Message | Tally) -> Message:
    """What is told, whether it adds up rows or not."""
    return text.sentence if isinstance(text, Tally) else text


def said(text: Message | str | Tally, record: PageRecord, tell: Callable[..., str]) -> str:
    """A sentence as it may be told, as it is or of what may be shown; blank for none."""
    if text == ANSWERED_IN_PART:
        return ""
    told = tell(text.sentence if isinstance(text, Tally) else text)
    if record.is_true(told):
        return told
    if not isinstance(text, Tally) or NOT_KNOWN_MARK in told or record.hides_few:
        return ""
    return told if text.is_least else tell(of_shown_part(text.sentence))
