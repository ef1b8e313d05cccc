"""How often suggestions are right on judged titles, beside two simple baselines.

Run: python benchmarks/judge_suggestions.py [--missed]

For programmes that a reader linked to something, `top-1` counts the first action proposed and
`top-3` any of the first three, right when the reader called it acceptable; `strict` counts only
the reader's own first choices and what is served directly. `answered` is top-1 again where a
programme for which "no link" was proposed counts as missed. For "no link", precision is the share
of such proposals that readers agree with, recall the share of unlinked programmes that got one.
Cases that readers found unclear are left out. `--missed` lists what went wrong.

The baselines: the purpose code's actions in the order of the crosswalk, and the catalogue entry
most similar by TF-IDF of character triples to quintuples. A baseline proposes "no link" when it
finds nothing, the second below a similarity of 0.06.
"""

from __future__ import annotations

import json
import math
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from planner.analysis.mapping.crosswalk import pointers, read_codes
from planner.analysis.mapping.suggestions import Subject, Suggester
from planner.readers.texts import folded
from planner.reference import load

SETS = ("development_50", "held_out_150")
FOLDER = Path(__file__).parent / "judged"
HEADER = f"{'':22}{'top-1':>8}{'top-3':>8}{'strict':>8}{'strict-3':>9}{'answered':>9}" + (
    f"{'none P':>9}{'none R':>8}"
)


@dataclass(frozen=True)
class Case:
    """A title with a reader's judgement; nothing is acceptable where no link is right."""

    subject: Subject
    linked: bool
    first: frozenset[str]
    acceptable: frozenset[str]


@dataclass(frozen=True)
class Answer:
    """What a method proposes: actions, best first, and whether it proposes "no link"."""

    actions: tuple[str, ...]
    none: bool


Method = Callable[[Subject], Answer]


def cases(name: str) -> list[Case]:
    """The clear cases of a judged set."""
    told = json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))["cases"]
    return [
        Case(
            subject=Subject(
                title=case["title"],
                description=case["description"],
                codes=tuple(sector["code"] for sector in case["sectors"]),
            ),
            linked=case["verdict"] != "none",
            first=frozenset(case["best"]) | frozenset(case["direct"]),
            acceptable=frozenset(case["acceptable"]),
        )
        for case in told
        if case["verdict"] != "unclear"
    ]


def suggester() -> Method:
    """The planner's own suggestions."""
    made = Suggester(load())

    def answer(subject: Subject) -> Answer:
        found = made.suggest(subject)
        return Answer(tuple(one.action for one in found.actions), found.is_no_link)

    return answer


def crosswalk_alone() -> Method:
    """Baseline: what the purpose codes point to, direct before indirect, in the table's order."""
    reference = load()

    def answer(subject: Subject) -> Answer:
        found = [one for code in read_codes(subject.codes) for one in pointers(code, reference)]
        ranked = sorted(found, key=lambda one: one.strength != "direct")
        actions = tuple(dict.fromkeys(one.action for one in ranked))
        return Answer(actions, not actions)

    return answer


def similar_letters() -> Method:
    """Baseline: TF-IDF cosine between the title's character runs and each catalogue entry's."""
    actions = load().actions
    counted = [_runs(f"{action.title} {action.what_it_is}") for action in actions]
    seen_in = Counter(run for count in counted for run in count)
    rarity = {run: math.log(len(actions) / times) + 1 for run, times in seen_in.items()}

    def weighed(count: Counter[str]) -> dict[str, float]:
        weights = {
            run: (1 + math.log(n)) * rarity[run] for run, n in count.items() if run in rarity
        }
        length = math.sqrt(sum(weight**2 for weight in weights.values())) or 1
        return {run: weight / length for run, weight in weights.items()}

    entries = [weighed(count) for count in counted]

    def answer(subject: Subject) -> Answer:
        title = weighed(_runs(subject.title))
        alike = [
            (-sum(weight * entry.get(run, 0) for run, weight in title.items()), action.id)
            for entry, action in zip(entries, actions, strict=True)
        ]
        return Answer(tuple(name for _, name in sorted(alike)), -min(alike)[0] < 0.06)

    return answer


def _runs(text: str) -> Counter[str]:
    padded = f" {folded(text)} "
    return Counter(
        padded[start : start + n] for n in (3, 4, 5) for start in range(len(padded) - n + 1)
    )


def figures(method: Method, judged: list[Case]) -> Iterator[float]:
    """The seven figures of a method, in the order of the table's header."""
    answers = [(case, method(case.subject)) for case in judged]
    linked = [(case, answer) for case, answer in answers if case.linked]
    for right in ("acceptable", "first"):
        for most in (1, 3):
            hits = [bool(getattr(case, right) & set(a.actions[:most])) for case, a in linked]
            yield sum(hits) / len(hits)
    yield sum(bool(c.acceptable & set(a.actions[:1])) and not a.none for c, a in linked) / len(
        linked
    )
    said = [case for case, answer in answers if answer.none]
    agreed = sum(not case.linked for case in said)
    yield agreed / len(said) if said else 0.0
    yield agreed / (len(answers) - len(linked))


def table(name: str) -> Iterator[str]:
    """One table of figures for a judged set."""
    judged = cases(name)
    linked = sum(case.linked for case in judged)
    yield f"{name}: {linked} linked, {len(judged) - linked} without a link"
    yield HEADER
    for title, method in (
        ("crosswalk alone", crosswalk_alone()),
        ("character TF-IDF", similar_letters()),
        ("suggestions", suggester()),
    ):
        top1, top3, strict, strict3, answered, precision, recall = figures(method, judged)
        yield (
            f"  {title:20}{top1:8.2f}{top3:8.2f}{strict:8.2f}{strict3:9.2f}{answered:9.2f}"
            f"{precision:9.2f}{recall:8.2f}"
        )


def missed(name: str) -> Iterator[str]:
    """The cases of a set that the suggestions get wrong, with what was proposed."""
    method = suggester()
    for case in cases(name):
        answer = method(case.subject)
        right = (
            bool(case.acceptable & set(answer.actions[:1])) and not answer.none
            if case.linked
            else answer.none
        )
        if not right:
            wanted = " ".join(sorted(case.acceptable)) if case.linked else "no link"
            got = "no link" if answer.none else " ".join(answer.actions[:3])
            codes = " ".join(case.subject.codes)
            yield f"  {case.subject.title[:70]} ({codes}): {got}, not {wanted}"


def main(arguments: list[str]) -> None:
    """Print the tables, and what was missed when asked for."""
    for name in SETS:
        lines = [*table(name), *(missed(name) if "--missed" in arguments else ()), ""]
        sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main(sys.argv[1:])
