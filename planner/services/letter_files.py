"""A letter about training as a document, in the office's own styles."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

from planner.analysis.plans.release import at_level, level_of_letters
from planner.analysis.training.training_letters import TrainingLetter
from planner.exports.documents.letters import Letter, imprint_for
from planner.exports.edition import Edition
from planner.places import templates_folder
from planner.plan import Plan


def letter_file(plan: Plan, written: TrainingLetter, on: date) -> bytes:
    """The letter for Word; BrokenReference when the office's template cannot be used."""
    release = at_level(plan, level_of_letters(plan))
    edition = Edition(release=release, today=on, now=datetime.combine(on, time(12), UTC))
    letter = Letter(
        addressee=written.ministry.name,
        subject=written.subject,
        text=written.text,
        language=written.language,
        imprint=imprint_for(edition, written.ministry),
    )
    return letter.document(templates_folder())
