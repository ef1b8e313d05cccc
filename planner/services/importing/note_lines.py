"""The note of a row, and the lines that an import adds to it."""

from __future__ import annotations

from collections.abc import Iterable


def noted(note: str, unplaced_texts: Iterable[str]) -> str:
    """The note with these lines in it; each replaces the one that said the same thing before.

    What a line is about stands before its first colon, as in “Status: unclear”.
    """
    coming = [" ".join(line.split()) for line in unplaced_texts]
    about = {_about(line) for line in coming} - {""}
    lines = [
        line
        for line in (note.split("\n") if note else [])
        if line in coming or _about(line) not in about
    ]
    return "\n".join([*lines, *(line for line in coming if line not in lines)])


def _about(line: str) -> str:
    subject, colon, _ = line.partition(": ")
    return subject if colon else ""
