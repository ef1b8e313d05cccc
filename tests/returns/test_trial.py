"""A few runs of the trial of returns; `make fuzz` tries hundreds."""

from __future__ import annotations

import pytest

from tests.returns import trial


@pytest.mark.parametrize("seed", range(900, 906))
def test_random_edits_in_random_shapes_of_file_come_to_what_the_oracle_says(seed: int) -> None:
    assert trial.run(seed).wrong == []
