"""Files that a person named: read, and written whole or not at all."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from planner.errors import PlannerError
from planner.intake.opening import content_of
from planner.messages import _


def read_content(file: str) -> bytes:
    """What is in a file; UnreadableFile when it cannot be opened."""
    return content_of(Path(file))


def write_file(path: Path, content: bytes) -> None:
    """Put the content at `path`: beside it first, onto the disk, then in its place in one step.

    PlannerError when it cannot be written; what stood at `path` is untouched then.
    """
    part = ""
    try:
        handle, part = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.absolute().parent)
        with os.fdopen(handle, "wb") as out:
            out.write(content)
            out.flush()
            os.fsync(out.fileno())
        Path(part).chmod(0o644)
        Path(part).replace(path)
    except OSError as failure:
        if part:
            Path(part).unlink(missing_ok=True)
        why = failure.strerror or str(failure)
        raise PlannerError(
            _("{file} cannot be written: {why}.", file=str(path), why=why)
        ) from failure
