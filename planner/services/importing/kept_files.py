"""Files on their way into a plan, kept for who handed them in until each of them is settled."""

from __future__ import annotations

import base64
import json
from dataclasses import asdict, dataclass, field, replace
from typing import Any, Final

from planner.intake.read_options import Hidden, ReadOptions
from planner.services.importing.draft import ImportDraft
from planner.store import Store

_CONTENT: Final = "import:content:"
_SETTLED: Final = "import:settled:"


@dataclass(frozen=True, kw_only=True)
class KeptFile:
    """A file with what was settled about it, and the step that it had come to."""

    number: int
    name: str
    content: bytes
    read: ReadOptions = field(default_factory=ReadOptions)
    step: int = 0


@dataclass(frozen=True, kw_only=True)
class FileKeeper:
    """Keeps the files of one person for one plan, each under its number; never a password."""

    actor: str
    store: Store
    plan: str

    def keep(self, number: int, name: str, content: bytes) -> None:
        """Keep a file that was handed in."""
        text = json.dumps({"name": name, "content": base64.b64encode(content).decode()})
        self.store.keep_draft(self.plan, self.actor, f"{_CONTENT}{number}", text)

    def settle(self, number: int, draft: ImportDraft, step: int) -> None:
        """Keep what is settled about a file."""
        read = draft.options.read
        if draft.options.table:
            place = draft.found.place.main if draft.found.place.header_rows else None
            read = replace(read, sheet=draft.found.sheet.name, header_row=place)
        answers = {name: dict(said) for name, said in draft.answers.items() if said}
        facts = asdict(replace(read, values={**read.values, **answers}, leave=frozenset()))
        facts |= {"leave": sorted(read.leave), "step": step}
        self.store.keep_draft(self.plan, self.actor, f"{_SETTLED}{number}", json.dumps(facts))

    def files(self) -> list[KeptFile]:
        """The files that are not settled yet, in their order."""
        keys = [key for key in self.store.drafts(self.plan, self.actor) if key.startswith(_CONTENT)]
        return [self._file(int(key.removeprefix(_CONTENT))) for key in keys]

    def _file(self, number: int) -> KeptFile:
        kept = json.loads(self.store.draft(self.plan, self.actor, f"{_CONTENT}{number}"))
        facts: dict[str, Any] = json.loads(
            self.store.draft(self.plan, self.actor, f"{_SETTLED}{number}") or "{}"
        )
        step = facts.pop("step", 0)
        if facts:
            facts |= {"keep": tuple(facts["keep"]), "leave": frozenset(map(Hidden, facts["leave"]))}
        content = base64.b64decode(kept["content"])
        read = ReadOptions(**facts)
        return KeptFile(number=number, name=kept["name"], content=content, read=read, step=step)

    def drop(self, number: int) -> None:
        """Let go of a file that is settled."""
        for kind in (_CONTENT, _SETTLED):
            self.store.drop_draft(self.plan, self.actor, f"{kind}{number}")

    def drop_all(self) -> None:
        """Let go of every file."""
        for key in self.store.drafts(self.plan, self.actor):
            if key.startswith((_CONTENT, _SETTLED)):
                self.store.drop_draft(self.plan, self.actor, key)
