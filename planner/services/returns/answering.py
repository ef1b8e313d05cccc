"""A letter to each ministry about the points of its return that could not be taken in."""

from __future__ import annotations

from planner.problems import Severity, worst_first
from planner.services.returns.desk import Desk
from planner.services.returns.letters import Letter, about_problems
from planner.services.returns.problem_words import told
from planner.services.returns.wording import language_of, words_in
from planner.tables import Ministry


def problem_letters(desk: Desk) -> tuple[Letter, ...]:
    """One letter for each file with errors or warnings that is known to be a ministry's.

    It holds that ministry's own points only, in its language, as sheet, cell and one sentence.
    """
    plan = desk.merged.ours
    letters: list[Letter] = []
    for file in desk.files:
        points = [p for p in worst_first(file.problems) if p.severity is not Severity.NOTE]
        ministry = plan.find(Ministry, file.ministry)
        if not points or ministry is None:
            continue
        words = words_in(language_of(plan, ministry, file.language))
        letters.append(
            about_problems(
                (ministry.id, ministry.name),
                plan.details.title or plan.name,
                file.file,
                (told(point, words) for point in points),
                plan.details.focal_point,
                words,
            )
        )
    return tuple(letters)
