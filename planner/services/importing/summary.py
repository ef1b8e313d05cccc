"""What an import will do to a plan, or has done to it, in one sentence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from planner.plan import table_named


def will_happen(
    counts: Mapping[str, int], besides: Mapping[str, int], taken_in_at: int | None
) -> str:
    """The sentence that stands above the button, as in “Will add 12, change 7 (19 cells) …”."""
    if taken_in_at is not None:
        return f"This file was taken in at revision {taken_in_at}: nothing changes."
    parts = [f"Will add {counts['added']:,}", f"change {_changed(counts)}"]
    parts += [f"leave {counts['unchanged']:,} alone", *(f"add {one}" for one in _besides(besides))]
    return _with_needs(parts, counts["rejected"])


def has_happened(
    counts: Mapping[str, int], besides: Mapping[str, int], taken_in_at: int | None
) -> str:
    """The same once it is done, as in “Added 12, changed 7 (19 cells), left 203 alone.”."""
    if taken_in_at is not None:
        return f"This file was taken in at revision {taken_in_at}: nothing was changed."
    parts = [f"Added {counts['added']:,}", f"changed {_changed(counts)}"]
    parts += [f"left {counts['unchanged']:,} alone", *(f"added {one}" for one in _besides(besides))]
    return _with_needs(parts, counts["rejected"])


def _changed(counts: Mapping[str, int]) -> str:
    cells = counts["cells"]
    return f"{counts['changed']:,}" + (
        f" ({cells:,} cell{'' if cells == 1 else 's'})" if cells else ""
    )


def _besides(besides: Mapping[str, int]) -> Iterator[str]:
    for table, number in besides.items():
        declared = table_named(table)
        yield f"{number:,} {(declared.one if number == 1 else declared.many).lower()}"


def _with_needs(parts: list[str], needs: int) -> str:
    told = ", ".join(parts)
    return (
        f"{told}; {needs:,} row{' needs' if needs == 1 else 's need'} you." if needs else f"{told}."
    )
