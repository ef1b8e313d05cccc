"""Bring the translators' catalogues up to date with the code: `make words`.

    make words                               update and compile every .po, say what is missing
    make words ARGS="missing"                list what is not translated
    make words ARGS="export FOLDER [SIZE]"   what is not translated, as JSON for translators
    make words ARGS="import FILE…"           take translations in from such JSON
    make words ARGS="add LANGUAGE DOMAIN…"   begin a language

How a translator works with the files is told in `docs/languages.md`.
"""

from __future__ import annotations

import ast
import io
import json
import re
import sys
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fnmatch import fnmatch
from pathlib import Path
from typing import Any, Final

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po, write_po

from hatch_build import LOCALE, catalogues, compile_catalogues, is_translated
from planner.languages.catalogues import DOMAINS
from planner.languages.vocabulary import every_answer
from planner.messages import places
from planner.plan import all_tables
from planner.reference import load as load_reference
from planner.reference.review import criteria
from planner.reference.training import hooks, legal_anchors, presets
from planner.services.skeletons import skeletons

ROOT: Final = Path(__file__).parents[1]
KEYWORDS: Final[Mapping[str, tuple[str, ...]]] = {
    "_": ("one",),
    "pgettext": ("context", "one"),
    "ngettext": ("one", "many"),
    "t": ("one",),
    "tn": ("one", "many"),
}
"""What marks a text: the function, and what its first arguments are."""
SENSE: Final = " | "
"""Stands between the context and the text in JSON for translators."""
HELP: Final = frozenset({"many", "note", "files"})
"""What stands beside the languages in such JSON, to help."""
PLACES: Final = (
    ("planner/languages/*", "declaration"),
    ("planner/schema.py", "declaration"),
    ("planner/messages.py", "declaration"),
    ("planner/exports/ministry_workbook*", "ministry"),
    ("planner/exports/blank_list.py", "ministry"),
    ("planner/exports/sheets/declared.py", "ministry"),
    ("planner/exports/sheets/lists.py", "ministry"),
    ("planner/exports/sheets/page.py", "ministry"),
    ("planner/workbooks.py", "ministry"),
    ("planner/exports/documents/letters.py", "ministry"),
    ("planner/exports/documents/outgoing_document.py", "ministry"),
    ("planner/services/returns/letters*", "ministry"),
    ("planner/analysis/training/training_letters.py", "ministry"),
    ("planner/problem_kinds/whole_plans.toml", "planner"),
    ("planner/problem_kinds/training_records.toml", "planner"),
    ("planner/problem_kinds*", "ministry"),
    ("planner/problems.py", "ministry"),
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
    for english, note in _reference():
        if english:
            found.setdefault(("", english), Text(domain="reference", notes=[note]))
    for file in sorted((*ROOT.glob("planner/**/*.py"), *_tables())):
        _extract(file.relative_to(ROOT).as_posix(), found)
    return found


def _tables() -> Iterator[Path]:
    """The tables of problems, of commands and of help."""
    yield ROOT / "planner/intake/refusals.toml"
    yield from ROOT.glob("planner/problem_kinds/*.toml")
    yield from ROOT.glob("planner/cli/*.toml")
    yield ROOT / "planner/ui/guidance.toml"


def _declared() -> Iterator[tuple[str, str, str]]:
    for table in all_tables():
        yield table.name, table.many, f"table {table.name}"
        yield f"{table.name}.one", table.one, f"row {table.name}.one"
        yield table.name, table.help, f"help {table.name}"
        for column in table.columns:
            sense = f"{table.name}.{column.name}"
            yield sense, column.label, f"column {sense}"
            yield sense, column.help, f"help {sense}"


def _answers() -> Iterator[tuple[str, str, str]]:
    for (name, _value), answer in every_answer().items():
        if not isinstance(answer, bool):
            yield name, answer.label, f"answer {name}"


def _reference() -> Iterator[tuple[str, str]]:
    """What screens and sheets show of the subject matter; names of aid codes stay as they are."""
    known = load_reference()
    for factor in known.risk_factors:
        yield factor.title, f"risk factor {factor.number}"
        yield factor.meaning, f"meaning of risk factor {factor.number}"
    for indicator in known.indicators:
        yield indicator.label, f"framework indicator {indicator.number}"
    for action in known.actions:
        yield action.title, f"prevention action {action.id}"
        yield action.what_it_is, f"what is done in prevention action {action.id}"
    for preset in presets():
        yield preset.title, "a course"
        yield preset.note, "what a course is for"
    yield from ((one.title, f"criterion {one.number}") for one in criteria())
    yield from ((text, one.key) for one in skeletons() for text in one.texts)
    yield from ((one.cure, f"criterion {one.number}, what to do") for one in criteria())
    for hook in (*hooks(), *legal_anchors()):
        yield hook.title, "a law or agreement"
        yield hook.who, f"who is meant by: {hook.title}"
        yield hook.says, f"what it says: {hook.title}"
        yield hook.use, f"its use in a plan: {hook.title}"
        yield hook.how_far_seen, "how far the text of a law was checked"
    for marker in known.policy_markers:
        yield marker.title, "a policy marker of aid lists"
    for tool in known.tool_evidence:
        yield tool.tool, "a tool of prevention"
        yield tool.meaning, f"what it is: {tool.tool}"


def _extract(path: str, found: Texts) -> None:
    domain = next(domain for pattern, domain in PLACES if fnmatch(path, pattern))
    listed = in_table if path.endswith(".toml") else marked
    for context, one, many in listed((ROOT / path).read_text(encoding="utf-8")):
        text = found.setdefault((context, one), Text(domain=domain))
        text.domain = min(text.domain, domain, key=RANKS.index)
        text.many = text.many or many
        text.files.add(path)


def marked(source: str) -> Iterator[tuple[str, str, str]]:
    """Context, text and text for many of every marked text of a module, in their order.

    By the syntax tree and not by words, so that a text inside an f-string is found as well.
    """
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
            continue
        parts = KEYWORDS.get(node.func.id)
        if parts is None or len(node.args) < len(parts):
            continue
        said = dict.fromkeys(("context", "one", "many"), "")
        for part, given in zip(parts, node.args, strict=False):
            if isinstance(given, ast.Constant) and isinstance(given.value, str):
                said[part] = given.value
        if said["one"] and all(said[part] for part in parts):
            yield said["context"], said["one"], said["many"]


def in_table(source: str) -> Iterator[tuple[str, str, str]]:
    """The same of a table of problems, commands or help; a bare place holds another text."""
    for kind in tomllib.loads(source).values():
        said = ((text, "") for text in (kind.get("hint", ""), *kind.get("paragraphs", ())))
        for one, many in ((kind.get("message", ""), kind.get("many", "")), *said):
            if one and not re.fullmatch(r"{\w+}", one):
                yield "", one, many


def update(found: Texts) -> None:
    """Write every catalogue anew from the texts, with what was translated before."""
    for file in sorted(catalogues(ROOT)):
        old = _read(file)
        write(file, _updated(file.stem, file.parent.parent.name, old, found))


def _read(file: Path) -> Catalog:
    return read_po(io.BytesIO(file.read_bytes()), locale=file.parent.parent.name)


def _updated(domain: str, language: str, old: Catalog, found: Texts) -> Catalog:
    """The catalogue of a domain: its texts, and a sense of its own where a translator gave one."""
    said = {key_of(one): one for one in (*old, *old.obsolete.values()) if one.id}
    everywhere = said | {
        key_of(one): one
        for other in DOMAINS
        if other != domain and (file := _file(language, other)).exists()
        for one in _read(file)
        if one.id and key_of(one) not in said
    }
    new = Catalog(locale=language, project="R2P Planner", fuzzy=False)
    for (context, english), text in found.items():
        if text.domain == domain:
            _add(new, context, english, text, everywhere)
            for sense in sorted(text.senses & {ctx for ctx, one in said if one == english and ctx}):
                if is_translated(said[sense, english]):
                    _add(new, sense, english, text, said)
    for key, one in said.items():
        if (
            key not in {key_of(other) for other in new if other.id}
            and key[1]
            and is_translated(one)
        ):
            new.obsolete[key[1]] = one  # a text that comes back finds its translation again
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


def key_of(one: Message) -> Key:
    """By what an entry stands in `Texts`."""
    return one.context or "", one.id if isinstance(one.id, str) else one.id[0]


def _file(language: str, domain: str) -> Path:
    return ROOT / LOCALE / language / "LC_MESSAGES" / f"{domain}.po"


_STAMPS: Final = re.compile(
    rb'"(POT-Creation-Date|PO-Revision-Date|Last-Translator|Language-Team|Report-Msgid-Bugs-To'
    rb"|Generated-By|Project-Id-Version): [^\n]*\n"
)


def write(file: Path, catalogue: Catalog) -> None:
    """Write a catalogue without dates and line numbers, so that it changes with its texts only."""
    content = io.BytesIO()
    catalogue.header_comment = f"# {file.parent.parent.name}: {file.stem}"
    write_po(content, catalogue, width=100, include_lineno=False)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(_STAMPS.sub(b"", content.getvalue()))


def untranslated(found: Texts) -> Iterator[tuple[str, str, Key, Text]]:
    """Language, domain, key and text of whatever a catalogue does not say."""
    for file in sorted(catalogues(ROOT)):
        for one in _read(file):
            if one.id and not is_translated(one):
                key = key_of(one)
                yield file.parent.parent.name, file.stem, key, found[key]


def take(files: Iterable[Path], found: Texts) -> int:
    """Take translations in where none is yet, or a doubtful one; how many were.

    A text that is declared in several senses may be given one of its own for any of them.
    """
    given = _given(files)
    taken = 0
    for file in sorted(catalogues(ROOT)):
        language, catalogue = file.parent.parent.name, _read(file)
        for (context, english), said in given.items():
            text = found.get(("", english), Text(domain=""))
            if said.get(language) and context in text.senses and text.domain == file.stem:
                catalogue.add(english, context=context)
        for one in catalogue:
            if one.id and not is_translated(one):
                taken += _say(one, given.get(key_of(one), {}).get(language), catalogue.num_plurals)
        write(file, catalogue)
    update(found)
    return taken


def _given(files: Iterable[Path]) -> Mapping[Key, Mapping[str, Any]]:
    """The translations of several files; where two differ, the first holds and both are told."""
    given: dict[Key, dict[str, Any]] = {}
    for file in files:
        for key, said in json.loads(file.read_text(encoding="utf-8")).items():
            context, _bar, english = key.rpartition(SENSE)
            known = given.setdefault((context, english), {})
            for language, text in said.items():
                if language in HELP or not all(text):
                    continue
                if known.setdefault(language, text) != text:
                    print(f"{language} {key}: {known[language]} | {text} ({file.name})")
    return given


def _say(one: Message, said: str | list[str] | None, plurals: int) -> bool:
    """Write a translation into its entry; a text that depends on a number needs every form."""
    if not said or not all(said):
        return False
    ids = [one.id] if isinstance(one.id, str) else list(one.id)
    forms = said if isinstance(said, list) else [said]
    if len(ids) > 1 and len(forms) != plurals:
        print(f"{len(forms)} forms, not {plurals}: {ids[0]}")
        return False
    if wrong := misplaced(ids, forms):
        print(f"{', '.join(sorted(wrong))} does not fit: {ids[0]} | {forms[-1]}")
        return False
    one.string = tuple(forms) if len(ids) > 1 else forms[0]
    one.flags.discard("fuzzy")
    return True


def misplaced(ids: Sequence[str], forms: Sequence[str]) -> frozenset[str]:
    """The places that a translation has too many, or that it loses; a form may say its number."""
    known = places(" ".join(ids))
    lost = places(ids[0]) & places(ids[-1]) - {"number"} - places(forms[-1])
    return lost.union(*(places(form) - known for form in forms))


def export(folder: Path, found: Texts, size: int) -> None:
    """Write what is not translated in pieces that one translator can hold, by domain.

    A key is the English text (with its context before a “|”); a value has the languages asked
    for, blank, and under `many`, `note`, `files` what helps.
    """
    folder.mkdir(parents=True, exist_ok=True)
    wanted: dict[str, dict[str, dict[str, Any]]] = {}
    for language, domain, (context, english), text in untranslated(found):
        key = f"{context}{SENSE}{english}" if context else english
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
        for start in range(0, len(entries), size):
            piece = dict(list(entries.items())[start : start + size])
            file = folder / f"{domain}_{start // size + 1:02d}.json"
            file.write_text(json.dumps(piece, ensure_ascii=False, indent=1), encoding="utf-8")
            print(file, len(piece))


def _plurals(language: str) -> int:
    return Catalog(locale=language).num_plurals


def _list(found: Texts) -> None:
    for language, domain, (context, english), _text in untranslated(found):
        print(f"{language} {domain}: {f'[{context}] ' if context else ''}{english}")


def _report() -> None:
    for file in sorted(catalogues(ROOT)):
        entries = [is_translated(one) for one in _read(file) if one.id]
        lacking = entries.count(False)
        print(f"{file.parent.parent.name} {file.stem}: {lacking} of {len(entries)} missing")


def main(command: str = "update", *given: str) -> None:
    """Do what is asked for, then say how much each catalogue lacks."""
    found = texts()
    match command:
        case "missing":
            _list(found)
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
    compile_catalogues(ROOT)
    _report()


if __name__ == "__main__":
    main(*sys.argv[1:])
