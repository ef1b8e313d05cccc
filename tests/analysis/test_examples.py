"""Examples that stand with a definition say what it gives."""

from __future__ import annotations

import doctest
import importlib
import pkgutil

from planner import analysis


def test_every_example_beside_a_definition_is_true() -> None:
    names = [one.name for one in pkgutil.walk_packages(analysis.__path__, "planner.analysis.")]
    results = [doctest.testmod(importlib.import_module(name)) for name in names]

    assert sum(one.failed for one in results) == 0
    assert sum(one.attempted for one in results) > 15
