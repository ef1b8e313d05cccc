"""Whoever tampers with a log, or with what it tells of, is found by the heads noted before."""

from __future__ import annotations

import random
import shutil
import sqlite3
from pathlib import Path

from tests.store.tamperings import a_cut_tail, a_rewritten_log, is_found, missed, written


def test_every_tampering_is_found_when_the_true_heads_are_given() -> None:
    assert missed(40, seed=1) == []


def test_a_log_written_anew_with_care_is_found_by_the_heads_alone(tmp_path: Path) -> None:
    path, heads = written(tmp_path)
    copy = Path(shutil.copy(path, tmp_path / "copy.sqlite"))
    database = sqlite3.connect(copy)
    a_rewritten_log(database, random.Random(1))
    database.commit()
    database.close()

    assert not is_found(copy, [])
    assert is_found(copy, heads)
    assert not is_found(path, [head[:12] for head in heads])


def test_a_tail_that_is_cut_off_is_found(tmp_path: Path) -> None:
    path, heads = written(tmp_path)
    database = sqlite3.connect(path)
    a_cut_tail(database, random.Random(2))
    database.commit()
    database.close()

    assert is_found(path, heads)
