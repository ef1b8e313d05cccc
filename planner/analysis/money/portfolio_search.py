"""The best of very many choices, exactly: half of them is given up as soon as it cannot win."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush
from itertools import count
from typing import Any, Final, NamedTuple

import highspy
import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]
_NEARLY: Final = 1e-6
_EXACT: Final = 1e-9
_UNTRIED: Final = 10.0
_OPTIONS: Final = (
    ("output_flag", False),
    ("threads", 1),
    ("primal_feasibility_tolerance", _EXACT),
    ("dual_feasibility_tolerance", _EXACT),
)


class ProgramRow(NamedTuple):
    """A condition: what the columns take, each times its number, is no more than `top`."""

    terms: Mapping[int, float]
    top: float


@dataclass(frozen=True, kw_only=True)
class Best:
    """The best choice found, 1 for each column chosen, and what no choice can be better than.

    `bound` is `value` where the choice is proven the best; None is chosen where nothing is found.
    """

    chosen: Numbers | None
    value: float
    bound: float
    looks: int

    @property
    def is_proven(self) -> bool:
        """Whether nothing better is left, or nothing at all where nothing was found."""
        return self.bound >= self.value - _EXACT


class _Half(NamedTuple):
    """Choices not looked at yet: what none of them beats, and columns fixed at 0 or 1 (else -1)."""

    bound: float
    number: int
    fixed: NDArray[np.int8]
    column: int = -1
    moved: float = 0.0


class Search:
    """Columns that are 0 or 1, then columns between them; the least of what they cost is sought.

    HiGHS solves each half with fractions allowed, which bounds it from below and is done from
    where the half before it ended; its own search for whole numbers starts anew each time and took
    twenty times as long over the steps of a frontier. What is learnt of a column in one search
    serves the next. No clock: the same question always gets the same answer.
    """

    def __init__(self, costs: Sequence[float], whole: int, rows: Sequence[ProgramRow]) -> None:
        self._size = whole
        self._columns = np.arange(whole, dtype=np.int32)
        self._solver: Any = highspy.Highs()
        for option, value in _OPTIONS:
            self._solver.setOptionValue(option, value)
        self._solver.passModel(_program(costs, rows))
        self._lost, self._tries = np.zeros((2, whole)), np.zeros((2, whole))
        self._numbers = count()

    def limit(self, row: int, top: float) -> None:
        """Let a condition have another top from now on."""
        self._solver.changeRowBounds(row, -highspy.kHighsInf, top)

    def best(
        self,
        is_allowed: Callable[[Numbers], bool],
        most: int,
        start: tuple[Numbers | None, float] = (None, float("inf")),
    ) -> Best:
        """The best choice, or the best known after `most` looks; `start` is one known already."""
        (chosen, value), looks = start, 0
        waiting = [self._half(-np.inf, np.full(self._size, -1, np.int8))]
        after: _Half | None = None
        while looks < most and (after or waiting):
            half = after or heappop(waiting)
            after = None
            if half.bound >= value - _EXACT:
                continue
            looks += 1
            found = self._relaxed(half)
            if found is None or found[0] >= value - _EXACT:
                continue
            if _fraction(found[1]).max(initial=0) < _NEARLY and is_allowed(found[1].round()):
                value, chosen = found[0], found[1].round()
                continue
            halves = self._halves(half, *found, value)
            after = next(halves, None)
            for other in halves:
                heappush(waiting, other)
        left = [one.bound for one in (*waiting, *filter(None, [after]))]
        return Best(chosen=chosen, value=value, bound=min([value, *left]), looks=looks)

    def _half(
        self, bound: float, fixed: NDArray[np.int8], column: int = -1, moved: float = 0.0
    ) -> _Half:
        return _Half(bound, next(self._numbers), fixed, column, moved)

    def _relaxed(self, half: _Half) -> tuple[float, Numbers, Numbers] | None:
        """The least cost with fractions allowed, the columns there, and what moving each costs."""
        lower, upper = (half.fixed == 1).astype(float), (half.fixed != 0).astype(float)
        self._solver.changeColsBounds(self._size, self._columns, lower, upper)
        self._solver.run()
        if self._solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            return None
        value = self._solver.getInfo().objective_function_value
        if half.column >= 0:
            side = int(half.fixed[half.column])
            self._lost[side, half.column] += (value - half.bound) / half.moved
            self._tries[side, half.column] += 1
        solution = self._solver.getSolution()
        columns = np.array(solution.col_value[: self._size])
        return value, columns, np.array(solution.col_dual[: self._size])

    def _halves(
        self, half: _Half, bound: float, columns: Numbers, moving: Numbers, value: float
    ) -> Iterator[_Half]:
        """Both halves by the column of which most is known to hang on it, the likelier one first.

        A column whose move alone would cost more than the best choice known is fixed in both.
        """
        fixed, parts = half.fixed.copy(), _fraction(columns)
        settled = (np.abs(moving) > value - bound) & (parts < _NEARLY) & (fixed < 0)
        fixed[settled] = columns[settled].round()
        among = np.nonzero(parts >= _NEARLY)[0]
        if not len(among):  # whole numbers that only rounding let through
            among = np.nonzero(fixed < 0)[0]
        if not len(among):
            return
        column = int(among[np.argmax(self._weights(among, columns, parts))])
        part = float(columns[column])
        for side in (1, 0) if part >= 1 / 2 else (0, 1):
            other = fixed.copy()
            other[column] = side
            yield self._half(bound, other, column, max(abs(side - part), _NEARLY))

    def _weights(self, among: NDArray[np.intp], columns: Numbers, parts: Numbers) -> Numbers:
        tries = self._tries[:, among]
        down, up = self._lost[:, among] / np.maximum(tries, 1)
        hanging = (down * columns[among] + _NEARLY) * (up * (1 - columns[among]) + _NEARLY)
        return np.where(tries.all(axis=0), hanging, _UNTRIED + parts[among])


def _fraction(columns: Numbers) -> Numbers:
    return np.minimum(columns, 1 - columns)


def _program(costs: Sequence[float], rows: Sequence[ProgramRow]) -> Any:
    program: Any = highspy.HighsLp()
    program.num_col_, program.num_row_ = len(costs), len(rows)
    program.col_cost_ = np.array(costs)
    program.col_lower_, program.col_upper_ = np.zeros(len(costs)), np.ones(len(costs))
    program.row_lower_ = np.full(len(rows), -highspy.kHighsInf)
    program.row_upper_ = np.array([one.top for one in rows])
    matrix = program.a_matrix_
    matrix.format_ = highspy.MatrixFormat.kRowwise
    matrix.start_ = np.cumsum([0, *(len(one.terms) for one in rows)])
    matrix.index_ = np.array([column for one in rows for column in one.terms])
    matrix.value_ = np.array([number for one in rows for number in one.terms.values()])
    return program
