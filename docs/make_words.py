"""Bring the translators' catalogues up to date with the code: `make words`.

    python docs/make_words.py                       update every .po, compile it, say what is missing
    python docs/make_words.py missing               list what is not translated
    python docs/make_words.py export FOLDER [SIZE]  what is not translated, as JSON for translators
    python docs/make_words.py import FILE…          take translations in from such JSON
    python docs/make_words.py add LANGUAGE DOMAIN…  begin a language

How a translator works with the files is told in `docs/languages.md`.
"""

from __future__ import annotations

import io
import json
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from fnmatch import fnmatch
from itertools import batched
from pathlib import Path
from typing import Any, Final

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_file
from babel.messages.pofile import read_po, write_po

from hatch_build import LOCALE, catalogues, compiled, is_translated
from planner.languages.catalogues import DOMAINS
from planner.languages.recognition import every_answer
from planner.plan import all_tables
from planner.reference.texts import reference_texts

ROOT: Final = Path(__file__).parents[1]
KEYWORDS: Final = {
    "_": None,
    "pgettext": ((1, "c"), 2),
    "ngettext": (1, 2),
    "t": None,
    "tn": (1, 2),
}
PLACES: Final = (
    ("planner/languages/*", "declaration"),
    ("planner/schema.py", "declaration"),
    ("planner/messages.py", "declaration"),
    ("planner/exports/ministry_workbook/*", "ministry"),
    ("planner/services/returns/letters*", "ministry"),
    ("planner/analysis/training/training_letters.py", "ministry"),
    ("planner/problem_kinds*", "ministry"),
    ("planner/reference/*", "reference"),
    ("*", "planner"),
)
"""The domain of what a file says, the first that fits; a text of two domains is of the first of
`RANKS` of them, so that whatever is asked for more often is whole by itself."""

RANKS: Final = ("declaration", "ministry", "reference", "planner")
Key = tuple[str, str]
"""A text by its context, blank for none, and its English."""


@dataclass
class Text:
    """A text that is translated: where it stands, what is said to translators, in which senses."""

    domain: str
    many: str = ""
    files: set[str] = field(default_factory=set[str])
    notes: list[str] = field(default_factory=list[str])
    senses: set[str] = field(default_factory=set[str])


Texts = dict[Key, Text]


def texts() -> Texts:
    """Every text of the code, the declaration and the reference data."""
    found: Texts = {}
    for sense, english, note in (*_declared(), *_answers()):
        text = found.setdefault(("", english), Text(domain="declaration"))
        text.senses.add(sense)
        if note not in text.notes:
            text.notes.append(note)
    for english, note in reference_texts():
        found.setdefault(("", english), Text(domain="reference", notes=[note]))
    for file in sorted((ROOT / "planner").rglob("*.py")):
        _extract(file.relative_to(ROOT).as_posix(), found)
    return found


def _declared() -> Iterator[tuple[str, str, str]]:
    for table in all_tables():
        yield table.name, table.many, "a table"
        yield f"{table.name}.one", table.one, "a row of a table"
        yield table.name, table.help, f"help: {table.many}"
        for column in table.columns:
            sense = f"{table.name}.{column.name}"
            yield sense, column.label, f"a column of {table.many}"
            yield sense, column.help, f"help: {table.many}, {column.label}"


def _answers() -> Iterator[tuple[str, str, str]]:
    for (name, _value), answer in every_answer().items():
        if not isinstance(answer, bool):
            yield name, answer.label, f"an answer: {name}"


def _extract(path: str, found: Texts) -> None:
    domain = next(domain for pattern, domain in PLACES if fnmatch(path, pattern))
    for _line, said, notes, context in extract_from_file(
        "python", str(ROOT / path), KEYWORDS, comment_tags=("Translators:",), strip_comment_tags=True
    ):
        one, many = said if isinstance(said, tuple) else (said, "")
        text = found.setdefault((context or "", one), Text(domain=domain))
        text.domain = min(text.domain, domain, key=RANKS.index)
        text.many = text.many or many
        text.files.add(path)
        text.notes += [note for note in notes if note not in text.notes]


def update(found: Texts) -> None:
    """Write every catalogue anew from the texts, with what was translated before."""
    for file in sorted(catalogues(ROOT)):
        old = _read(file)
        write(file, _updated(file.stem, file.parent.parent.name, old, found))


def _read(file: Path) -> Catalog:
    return read_po(io.BytesIO(file.read_bytes()), locale=file.parent.parent.name)


def _updated(domain: str, language: str, old: Catalog, found: Texts) -> Catalog:
    """The catalogue of a domain: its texts, and a sense of its own where a translator gave one."""
    said = {_key(one): one for one in (*old, *old.obsolete.values()) if one.id}
    everywhere = said | {
        _key(one): one
        for other in DOMAINS
        if other != domain and (file := _file(language, other)).exists()
        for one in _read(file)
        if one.id and _key(one) not in said
    }
    new = Catalog(locale=language, project="R2P Planner", fuzzy=False)
    for (context, english), text in found.items():
        if text.domain == domain:
            _add(new, context, english, text, everywhere)
            for sense in sorted(text.senses & {ctx for ctx, one in said if one == english and ctx}):
                if is_translated(said[sense, english]):
                    _add(new, sense, english, text, said)
    for key, one in said.items():
        if key not in {_key(other) for other in new if other.id} and key[1] and is_translated(one):
            new.obsolete[one.id] = one  # a text that comes back finds its translation again
    return new


def _add(new: Catalog, context: str, english: str, text: Text, said: Mapping[Key, Message]) -> None:
    before = said.get((context, english))
    id_ = (english, text.many) if text.many else english
    fits = before is not None and isinstance(before.string, str) is isinstance(id_, str)
    new.add(
        id_,
        before.string if before is not None and fits else None,
        locations=[(file, 0) for file in sorted(text.files)],
        auto_comments=text.notes[:4],
        user_comments=before.user_comments if before is not None else (),
        flags=before.flags & {"fuzzy"} if before is not None and fits else (),
        context=context or None,
    )


def _key(one: Message) -> Key:
    return one.context or "", one.id if isinstance(one.id, str) else one.id[0]


def _file(language: str, domain: str) -> Path:
    return ROOT / LOCALE / language / "LC_MESSAGES" / f"{domain}.po"


_STAMPS: Final = re.compile(
    rb'"(POT-Creation-Date|PO-Revision-Date|Last-Translator|Language-Team|Report-Msgid-Bugs-To'
    rb'|Generated-By|Project-Id-Version): [^\n]*\n'
)


def write(file: Path, catalogue: Catalog) -> None:
    """Write a catalogue without dates and line numbers, so that it changes with its texts only."""
    content = io.BytesIO()
    catalogue.header_comment = f"# {catalogue.locale.english_name}: {file.stem}"
    write_po(content, catalogue, width=100, include_lineno=False)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(_STAMPS.sub(b"", content.getvalue()))


def untranslated(found: Texts) -> Iterator[tuple[str, str, Key, Text]]:
    """Language, domain, key and text of whatever a catalogue does not say."""
    for file in sorted(catalogues(ROOT)):
        for one in _read(file):
            if one.id and not is_translated(one):
                key = _key(one)
                yield file.parent.parent.name, file.stem, key, found[key]


def take(files: Iterable[Path], found: Texts) -> int:
    """Take translations in where none is yet, or a doubtful one; how many were."""
    taken = 0
    given: dict[Key, dict[str, Any]] = {}
    for file in files:
        for english, said in json.loads(file.read_text(encoding="utf-8")).items():
            context, _bar, text = english.rpartition("\x04")
            given.setdefault((said.get("context", context), text), {}).update(said)
    for file in sorted(catalogues(ROOT)):
        language, catalogue = file.parent.parent.name, _read(file)
        for one in catalogue:
            said = given.get(_key(one), {}).get(language) if one.id else None
            if said and not is_translated(one):
                many = isinstance(one.id, tuple | list)
                forms = said if isinstance(said, list) else [said] * catalogue.num_plurals
                if many and len(forms) != catalogue.num_plurals:
                    print(f"{language}: {len(forms)} forms, not {catalogue.num_plurals}: {one.id[0]}")
                    continue
                one.string = tuple(forms) if many else forms[0]
                one.flags.discard("fuzzy")
                taken += 1
        write(file, catalogue)
    return taken


def export(folder: Path, found: Texts, size: int) -> None:
    """Write what is not translated in pieces that one translator can hold, by domain.

    A key is the English text (with its context before a \\x04); a value has the languages asked
    for, blank, and under `many`, `note`, `files` what helps.
    """
    folder.mkdir(parents=True, exist_ok=True)
    wanted: dict[str, dict[str, dict[str, Any]]] = {}
    for language, domain, (context, english), text in untranslated(found):
        key = f"{context}\x04{english}" if context else english
        entry = wanted.setdefault(domain, {}).setdefault(
            key,
            {
                **({"many": text.many} if text.many else {}),
                **({"note": "; ".join(text.notes[:4])} if text.notes else {}),
                **({"files": sorted(text.files)} if text.files else {}),
            },
        )
        entry[language] = [""] * _plurals(language) if text.many else ""
    for domain, entries in wanted.items():
        for number, piece in enumerate(batched(entries.items(), size), 1):
            file = folder / f"{domain}_{number:02d}.json"
            file.write_text(json.dumps(dict(piece), ensure_ascii=False, indent=1), encoding="utf-8")
            print(file, len(piece))


def _plurals(language: str) -> int:
    return Catalog(locale=language).num_plurals


def compile_all() -> None:
    """Compile every catalogue, as the build does."""
    for file in catalogues(ROOT):
        file.with_suffix(".mo").write_bytes(compiled(file))


def main(command: str = "update", *given: str) -> None:
    """Do what is asked for, then say how much each catalogue lacks."""
    found = texts()
    match command:
        case "missing":
            for language, domain, (context, english), _text in untranslated(found):
                print(f"{language} {domain}: {f'[{context}] ' if context else ''}{english}")
        case "export":
            export(Path(given[0]), found, int(given[1]) if len(given) > 1 else 150)
        case "add":
            for domain in given[1:] or DOMAINS:
                write(_file(given[0], domain), Catalog(locale=given[0]))
            update(found)
        case "import":
            update(found)
            print(f"{take(map(Path, given), found)} taken in")
        case _:
            update(found)
    compile_all()
    for file in sorted(catalogues(ROOT)):
        lacking = sum(not is_translated(one) for one in (entries := [o for o in _read(file) if o.id]))
        print(f"{file.parent.parent.name} {file.stem}: {lacking} of {len(entries)} missing")


if __name__ == "__main__":
    main(*sys.argv[1:])
