"""Returned files and answers saved but not yet applied: kept beside the plan for everybody.

Nothing of them is in the plan before Apply. Each answer is kept by itself: people who settle
different cases never lose a word, and who answers what somebody else has answered meanwhile
is told instead of writing over it.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from planner.merge.cases import Case
from planner.services.actors import acting
from planner.services.returns.returned_files import ReturnedFile
from planner.store import Store
from planner.values import to_text

KEEPER: Final = "return desk"
"""Whose drafts these are: nobody's in particular."""

_CONTENT, _ABOUT, _OUT, _NOTE = "content ", "about ", "out ", "note "
_ANSWER, _AWAY = "answer ", "away "


@dataclass(frozen=True, kw_only=True)
class DraftFile:
    """A returned file: who handed it in and when, whose it turned out to be."""

    digest: str
    file: str
    by: str
    at: datetime
    ministry: str = ""
    issue: int = 0


@dataclass(frozen=True)
class Drafts:
    """The drafts of a desk as they were last read: their text and when each was kept, by key.

    The content of files is not among them.
    """

    facts: Mapping[str, Mapping[str, Any]] = field(default_factory=dict[str, Mapping[str, Any]])
    stamps: Mapping[str, str] = field(default_factory=dict[str, str])

    @property
    def files(self) -> tuple[DraftFile, ...]:
        """The files, in the order in which they were handed in."""
        found = (
            DraftFile(
                digest=digest,
                at=datetime.fromisoformat(self.stamps[f"{_CONTENT}{digest}"]),
                **self.facts[f"{_ABOUT}{digest}"],
            )
            for digest in self._keyed(_ABOUT)
        )
        return tuple(sorted(found, key=lambda file: (file.at, file.digest)))

    @property
    def excluded(self) -> frozenset[str]:
        """The digests of the files that somebody left out."""
        return frozenset(self._keyed(_OUT))

    @property
    def answers(self) -> Mapping[str, str]:
        """What was answered, by the keys of the questions, also of cases that may be others now."""
        return {key: str(self.facts[f"{_ANSWER}{key}"]["answer"]) for key in self._keyed(_ANSWER)}

    @property
    def answers_about_files(self) -> Mapping[str, str]:
        """What was answered to the questions about whole files, by their keys."""
        return {key: text for key, text in self.answers.items() if not self._fits(key)}

    def note(self, digest: str) -> str:
        """The words to keep with a return."""
        return str(self.facts.get(f"{_NOTE}{digest}", {}).get("text", ""))

    def answer(self, case: Case) -> str:
        """What was answered to a case; blank when nothing was, or the case is another by now."""
        fits = self._fits(case.key) == _state_of(case)
        return self.answers[case.key] if fits else ""

    def author(self, key: str) -> str:
        """Who gave the answer to a question; blank for nobody."""
        return str(self.facts.get(f"{_ANSWER}{key}", {}).get("by", ""))

    def is_outdated(self, case: Case) -> bool:
        """Whether it was answered when it was not what it is now."""
        return self._fits(case.key) not in ("", _state_of(case))

    def _fits(self, key: str) -> str:
        """The state of the case that an answer was given to; blank for a question about a file."""
        return str(self.facts.get(f"{_ANSWER}{key}", {}).get("fits", ""))

    @property
    def applied(self) -> frozenset[str]:
        """The digests of the files that were applied, which lie ready until that is undone."""
        facts = (self.facts[f"{_AWAY}{revision}"] for revision in self._keyed(_AWAY))
        return frozenset(digest for each in facts for digest in each["digests"])

    @property
    def people(self) -> tuple[str, ...]:
        """Everybody who has handed something in or answered something, in alphabetical order."""
        return tuple(sorted({str(f["by"]) for f in self.facts.values() if "by" in f}))

    def _keyed(self, kind: str) -> list[str]:
        return [key.removeprefix(kind) for key in self.facts if key.startswith(kind)]


def read(actor: str, store: Store, name: str, before: Drafts | None = None) -> Drafts:
    """The drafts as they are now; only what is not as it was `before` is read."""
    acting(actor)
    stamps = store.drafts(name, KEEPER)
    if before is not None and stamps == before.stamps:
        return before
    known = before or Drafts()
    texts = {
        key: store.draft(name, KEEPER, key)
        for key, stamp in stamps.items()
        if not key.startswith(_CONTENT) and stamp != known.stamps.get(key)
    }
    same = {key: facts for key, facts in known.facts.items() if key in stamps}
    return Drafts(
        {**same, **{key: json.loads(text) for key, text in texts.items() if text}}, stamps
    )


def hand_in(actor: str, store: Store, name: str, file: str, content: bytes) -> None:
    """Keep a returned file; one with the same content is kept once."""
    actor, digest = acting(actor), hashlib.sha256(content).hexdigest()
    store.keep_draft(name, KEEPER, f"{_CONTENT}{digest}", base64.b64encode(content).decode())
    store.keep_draft(name, KEEPER, f"{_ABOUT}{digest}", _json(by=actor, file=file))


def content_of(actor: str, store: Store, name: str, digest: str) -> bytes:
    """The content of a file that was handed in; empty when it was removed meanwhile."""
    acting(actor)
    return base64.b64decode(store.draft(name, KEEPER, f"{_CONTENT}{digest}"))


def keep_owners(store: Store, name: str, drafts: Drafts, files: Iterable[ReturnedFile]) -> None:
    """Keep whose each file turned out to be, so that nobody is reminded of what is here."""
    usable = {file.digest: file for file in files if file.is_usable}
    for one in drafts.files:
        file = usable.get(one.digest)
        if file is not None and one.ministry != file.ministry:
            facts = _json(by=one.by, file=one.file, ministry=file.ministry, issue=file.issue)
            store.keep_draft(name, KEEPER, f"{_ABOUT}{one.digest}", facts)


def keep_answers(
    actor: str,
    store: Store,
    name: str,
    drafts: Drafts,
    answers: Mapping[str, str],
    cases: Iterable[Case],
) -> frozenset[str]:
    """Keep answers by the keys of their questions, a blank taking one back; the keys of those that
    somebody else answered meanwhile, which are left as they are.

    `drafts` are what the person who answers had seen, `cases` those of the desk.
    """
    states = {case.key: _state_of(case) for case in cases}
    texts = {
        f"{_ANSWER}{key}": _json(by=acting(actor), answer=text, fits=states.get(key, ""))
        if text
        else ""
        for key, text in answers.items()
    }
    met = _write(store, name, drafts, texts)
    return frozenset(key.removeprefix(_ANSWER) for key in met)


def set_excluded(actor: str, store: Store, name: str, digest: str, *, out: bool) -> None:
    """Leave a file out, or take it in again; it stays in sight."""
    key, actor = f"{_OUT}{digest}", acting(actor)
    if out:
        store.keep_draft(name, KEEPER, key, _json(by=actor))
    else:
        store.drop_draft(name, KEEPER, key)


def keep_note(actor: str, store: Store, name: str, drafts: Drafts, digest: str, text: str) -> bool:
    """Keep words with a return; False when somebody else has written others meanwhile."""
    facts = _json(by=acting(actor), text=text) if text else ""
    return not _write(store, name, drafts, {f"{_NOTE}{digest}": facts})


def remove_files(actor: str, store: Store, name: str, drafts: Drafts) -> None:
    """Remove every file and every answer; what was applied stays put away, in case of an undo."""
    acting(actor)
    for key in drafts.stamps:
        if not key.startswith(_AWAY) and key.removeprefix(_CONTENT) not in drafts.applied:
            store.drop_draft(name, KEEPER, key)


def put_away(
    actor: str,
    store: Store,
    name: str,
    drafts: Drafts,
    digests: Collection[str],
    cases: Iterable[str],
    revision: int,
) -> None:
    """Take applied files, and the answers to these cases, off the desk, to lie ready until that
    revision is undone; without a revision nothing was changed, and the files are removed."""
    acting(actor)
    stay = any(one.digest not in digests for one in drafts.files)
    wanted = {f"{kind}{digest}" for digest in digests for kind in (_ABOUT, _OUT, _NOTE)}
    wanted |= {f"{_ANSWER}{key}" for key in (cases if stay else drafts.answers)}
    gone = {key: dict(facts) for key, facts in drafts.facts.items() if key in wanted}
    if revision:
        away = _json(digests=sorted(digests), facts=gone)
        store.keep_draft(name, KEEPER, f"{_AWAY}{revision}", away)
    else:
        gone |= {f"{_CONTENT}{digest}": {} for digest in digests}
    for key in gone:
        store.drop_draft(name, KEEPER, key)


def put_back(actor: str, store: Store, name: str) -> None:
    """Put on the desk again what was applied and is undone: the files, and every answer."""
    acting(actor)
    away = [key for key in store.drafts(name, KEEPER) if key.startswith(_AWAY)]
    undone = store.undone(name) if away else {}
    for key in away:
        if int(key.removeprefix(_AWAY)) in undone:
            facts = json.loads(store.draft(name, KEEPER, key))["facts"]
            for kept, text in facts.items():
                store.keep_draft(name, KEEPER, kept, _json(**text))
            store.drop_draft(name, KEEPER, key)


def _write(store: Store, name: str, drafts: Drafts, texts: Mapping[str, str]) -> set[str]:
    """Keep what nobody has changed since the drafts were read; the keys that somebody has."""
    now = store.drafts(name, KEEPER)
    met = {key for key in texts if now.get(key) != drafts.stamps.get(key)}
    for key in texts.keys() - met:
        if texts[key]:
            store.keep_draft(name, KEEPER, key, texts[key])
        else:
            store.drop_draft(name, KEEPER, key)
    return met


def _json(**facts: object) -> str:
    return json.dumps(facts, ensure_ascii=False)


def _state_of(case: Case) -> str:
    """What tells a case from what it may become: the row, what everybody says, what the plan says.

    A new row is known by what it holds and resembles, for the id it would get may be another.
    """
    said = [
        f"{one.key} {one.column} {to_text(one.issued)} {to_text(one.value)}"
        for one in case.returned
    ]
    texts = [case.key, case.title, to_text(case.ours), *case.by, *said]
    return hashlib.sha256("\n".join(texts).encode()).hexdigest()[:16]
