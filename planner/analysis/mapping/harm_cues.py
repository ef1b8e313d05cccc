"""Which signs of the framework a programme may raise: words of harm beside words of protection.

A title names a topic and a direction. "Arming of village guards" and "disarming of village guards"
share their topic; only one of them may raise sign 7.5. What is found is a question for a person,
never a finding: nobody is accused by a title.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from planner.analysis.mapping.evidence import (
    Band,
    LinkEvidence,
    band_of,
    reasons_of,
    together,
)
from planner.analysis.mapping.glossary import APART, Glossary
from planner.choices import Strength
from planner.messages import Message, _
from planner.reference import Reference

PROTECTED: Final = 0.3
"""What is left of words of harm when words of protection stand in the same text."""

BY_CODE: Final = 0.2
"""What an aid code alone weighs: its programmes have done harm, nothing says that this one does."""

ANY_SIGN: Final = "any"
CODE: Final = "code"
REMEMBERED: Final = 50_000


@dataclass(frozen=True, kw_only=True)
class SuggestedHarm:
    """One sign that a programme may raise, with its confidence (0 to 1) and reasons.

    `worded` is the confidence without the codes: by words, and by what people decided.
    """

    sign: str
    confidence: float
    worded: float
    reasons: tuple[Message, ...]

    @property
    def band(self) -> Band:
        """How far it can be trusted."""
        return band_of(self.confidence)


class HarmCues:
    """The words by which a programme that may raise a sign is known, in several languages."""

    def __init__(self, reference: Reference) -> None:
        """Make the phrases ready for look-up."""
        cues = reference.harm_cues
        self._raising = Glossary(
            one for one in cues if one.action != ANY_SIGN and one.language != CODE
        )
        self._lowering = Glossary(one for one in cues if one.action == ANY_SIGN)
        self._codes = tuple(one for one in cues if one.language == CODE)
        signs = [sign.number for sign in reference.indicators]
        signs += [str(factor.number) for factor in reference.risk_factors]
        self._order = {sign: place for place, sign in enumerate(signs)}
        self._read = lru_cache(maxsize=REMEMBERED)(self._evidence)

    def raised(
        self,
        title: str,
        description: str,
        codes: Sequence[str],
        in_description: float,
        decided: Iterable[LinkEvidence] = (),
    ) -> tuple[SuggestedHarm, ...]:
        """The signs that may be raised, likeliest first; a description weighs `in_description`.

        `decided` is what people decided about like programmes; of it only signs are looked at.
        """
        by_sign: defaultdict[str, list[LinkEvidence]] = defaultdict(list)
        for one in self._read(title):
            by_sign[one.action].append(one)
        for one in self._read(description):
            by_sign[one.action].append(replace(one, weight=one.weight * in_description))
        for one in self._by_codes(codes):
            by_sign[one.action].append(one)
        for one in decided:
            if one.action in self._order:
                by_sign[one.action].append(one)
        found = [_raised(sign, evidence) for sign, evidence in by_sign.items()]
        return tuple(sorted(found, key=lambda one: (-one.confidence, self._order[one.sign])))

    def _evidence(self, text: str) -> tuple[LinkEvidence, ...]:
        found = self._raising.evidence(text)
        lowering = self._lowering.evidence(text) if found else []
        return tuple(
            replace(one, weight=one.weight * PROTECTED) if _is_protected(one, lowering) else one
            for one in found
        )

    def _by_codes(self, codes: Iterable[str]) -> list[LinkEvidence]:
        return [
            LinkEvidence(
                action=cue.action,
                weight=BY_CODE,
                strength=Strength.WEAK,
                reason=_(
                    "programmes under code {code} have raised this indicator elsewhere", code=code
                ),
            )
            for code in codes
            for cue in self._codes
            if code in cue.phrases
        ]


def _is_protected(raising: LinkEvidence, lowering: Iterable[LinkEvidence]) -> bool:
    """Whether protection is spoken of beside the words of harm, and not only as a part of them.

    "Security vetting of public servants" is a phrase of its own; its "vetting" protects nobody.
    """
    return any(piece not in raising.quoted for one in lowering for piece in one.quoted.split(APART))


def _raised(sign: str, evidence: Sequence[LinkEvidence]) -> SuggestedHarm:
    return SuggestedHarm(
        sign=sign,
        confidence=round(together(one.weight for one in evidence), 3),
        worded=together(one.weight for one in evidence if one.tells_of_links),
        reasons=reasons_of(evidence),
    )
