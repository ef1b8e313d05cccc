"""Longer help for a page, in paragraphs; stars and bars in it are Markdown."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from planner.messages import Message, Share, _
from planner.ui.words import told

_SIXTY, _FIFTY, _THIRTY, _TWENTY = Share(0.6), Share(0.5), Share(0.3), Share(0.2)

_PARAGRAPHS: Final[Mapping[str, tuple[Message, ...]]] = {
    "coverage": (
        _("**Programmes** counts running programmes with a confirmed link to an action that "
          "addresses the risk factor. **Actions** counts the plan's own actions."),
        _("**Whole budgets concerned** adds up the whole budget of every such programme. The "
          "same money may concern several factors, so the rows do not add up."),
        _("**Attributed share of budgets** takes only the share of the budget that people gave "
          "to a link, split evenly over the factors its action addresses. It never exceeds the "
          "budget. Where nobody stated a share, nothing is attributed."),
        _("A weak link counts as a programme, but does not close a gap. An action closes a gap "
          "once some money, or staff time, is there."),
    ),
    "mapping": (
        _("A match of a purpose code or of words is only a proposal. A link is your decision, "
          "with a reason that is kept."),
        _("- **Direct**: it would not have been undertaken without this aim."),
        _("- **Indirect**: the aim matters but is not the reason."),
        _("- **Weak**: a side effect. It shows, but closes no gap."),
        _("- **No link**: the programme serves no prevention action. That is a full answer; "
          "most roads and payrolls deserve it."),
        _("Keys: **1**, **2**, **3** confirm the first, second or third suggestion, **N** says "
          "there is no link, **S** skips, **U** takes the last decision back. They do nothing "
          "while you type in a field."),
    ),
    "returns": (
        _("**Send.** Each ministry gets a workbook with its own rows and the actions it "
          "supports. It may sort, filter, add columns and rows, and save with any program; "
          "several offices of one ministry may each work in a copy. Every workbook is on "
          "record, so an older one is compared with what *it* held."),
        _("**Returned workbooks.** Hand in everything that came, one file or fifty. A file is "
          "known by what is in it, not by its name. Each cell is held against what was sent and "
          "against the plan as it is now:"),
        _("| Who changed it | What happens |\n"
          "|---|---|\n"
          "| only they | theirs is taken |\n"
          "| only you | yours is kept |\n"
          "| both, the same way | nothing to do |\n"
          "| both, differently, or two returns differ | a **conflict**: you decide |\n"
          "| a row is not in the file, a cell came back blank | a **question**: it stays unless "
          "you say otherwise |\n"
          "| a new row | it is added; one that resembles another is a question |"),
        _("**The desk is everybody's** who works on this plan, and it waits: close the page, "
          "come back tomorrow, and files and answers lie as they were. If somebody else answers "
          "the same case first, you are told, and theirs is not written over."),
        _("**Apply** writes one change, which can be undone whole. Returns with conflicts that "
          "nobody has decided stay on the desk; the others are on record, and those ministries "
          "are not reminded."),
        _("*An older workbook.* When a ministry sends back the workbook of March after you sent "
          "a newer one in April, it has answered: what it changed is taken in, what you "
          "changed since is kept, and it is not late. The list says which workbook it was. What "
          "it sent back *before* April does not answer April's."),
        _("*Problems.* ✗ was not taken, ▲ was taken but look again, ○ is only for you to know. "
          "A letter to each ministry lists its own ✗ and ▲ in its language; change it before "
          "you send it."),
    ),
    "training": (
        _("**From a register** (certificates under a code) the figure is exact: people still in "
          "post who hold a valid certificate on the day."),
        _("**From head-counts** it is a range, because the same people may sit in two sessions."),
        _("*An example.* 120 filled posts. Two sessions count on the day: 24 passed in the "
          "first, 40 in the second."),
        _("- At least 40 hold a certificate: all 24 of the first may have come again."),
        _("- At most 64: nobody came twice. With 120 posts that is “40–64 of 120”, {low} to "
          "{high}.", low=Share(40 / 120), high=Share(64 / 120)),
        _("- A yearly turnover of {turnover} lowers both ends a little every day, because "
          "trained people leave.", turnover=_TWENTY),
        _("- Against a target of {short} the whole range is short ✗. Against {unclear} it is "
          "unclear ~. Against {met} it is met ✓.", short=_SIXTY, unclear=_FIFTY, met=_THIRTY),
        _("**Unknown stays unknown ?** Without the number of filled posts there is no coverage, "
          "only a count. A session without a number of people leaves the high end open. "
          "Neither is ever taken as zero."),
        _("The **long-run level** says where coverage settles if training goes on as planned "
          "for the next year: *a ÷ (a + r)*, with *a* the share of uncovered posts trained in a "
          "year and *r* the yearly turnover. It supposes that whoever stays renews in time."),
    ),
    "training_forecast": (
        _("Let *C* be the covered share of posts, *r* the share of posts that change holder in "
          "a year, *a* the share of uncovered posts trained in a year. In a year *a × (1 − C)* "
          "is won and *r × C* is lost, so coverage settles at **a ÷ (a + r)**, however good the "
          "first push was."),
        _("- **Training before posting** is the only lever that removes the ceiling. Say under "
          "*Records*, *Audiences*, what share of newcomers is trained before they arrive."),
        _("- **Seats a year that hold a target** replace the holders who leave, and seat again "
          "those whose certificate expires: *posts × target × (r + (1 − r) × 12 ÷ months of "
          "validity)*."),
        _("- The **long-run level** supposes that whoever stays renews in time; the seats for that "
          "are among those that hold a target."),
        _("- **A cancelled session** costs coverage on the day of the target, and the same "
          "seats once more."),
    ),
}  # fmt: skip


def text(page: str) -> str:
    """The help of a page, such as "training", as Markdown in the language of the screen."""
    said = [told(paragraph) for paragraph in _PARAGRAPHS[page]]
    lines = [
        f"{one}{'' if _is_item(one) and _is_item(after) else chr(10)}"
        for one, after in zip(said, [*said[1:], ""], strict=True)
    ]
    return "\n".join(lines)


def _is_item(paragraph: str) -> bool:
    return paragraph.startswith("- ")
