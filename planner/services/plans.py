"""Plans as a whole: make one, list them, open one, remove one, say where one stands."""

from __future__ import annotations

import dataclasses
import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from functools import cache, partial
from itertools import chain, count
from pathlib import Path

from planner import changes
from planner.changes import Changeset, Entry, Origin, OriginKind
from planner.choices import Classification, Scope
from planner.errors import UnknownPlan, WrongValue
from planner.intake.opening import content_of
from planner.intake.plans import plan_package, plan_workbook
from planner.languages.catalogues import ENGLISH, spoken
from planner.languages.voice import Voice
from planner.messages import _
from planner.places import samples_folder
from planner.plan import Plan, all_tables
from planner.schema import Kind, Row, Table, table_of
from planner.services.actors import acting
from planner.store import PlanSummary, Store
from planner.tables import PlanDetails, Situation, Version
from planner.values import clean
from planner.workbooks import PACKAGE

SKELETON = "skeleton "
"""How the origin of a plan begins that was started from a skeleton."""
FRAMEWORK = _("Framework of Analysis for Atrocity Crimes (United Nations, 2014)")


def list_plans(actor: str, store: Store) -> tuple[PlanSummary, ...]:
    """Every plan, by name."""
    acting(actor)
    return store.plans()


def open_plan(actor: str, store: Store, name: str, revision: int | None = None) -> Plan:
    """The plan as it stands, or as it stood at a revision; UnknownPlan when there is none."""
    acting(actor)
    return store.load(name, revision)


def last_version(actor: str, store: Store, plan: Plan) -> Plan | None:
    """The plan as it stood at its latest named version before now; None where there is none.

    A revision is named by a row that comes after it. One that is in that revision already came
    with the rows of another plan, in whose log alone its number means something.
    """
    acting(actor)
    named = sorted(
        (one for one in plan.of(Version) if one.revision and one.revision < plan.revision),
        key=lambda one: (one.on or date.min, one.revision or 0),
    )
    for version in reversed(named):
        then = open_plan(actor, store, plan.name, version.revision)
        if then.find(Version, version.id) is None:
            return then
    return None


def key_of(actor: str, store: Store, name: str) -> str:
    """The key by which a plan is found again whatever it is called; UnknownPlan for no plan."""
    acting(actor)
    return store.key_of(name)


def name_of(actor: str, store: Store, key: str) -> str:
    """What the plan of that key is called by now; UnknownPlan when it is gone."""
    acting(actor)
    return store.name_of(key)


def rename_plan(actor: str, store: Store, name: str, new_name: str) -> str:
    """Call a plan otherwise and give its new name; PlanExists when the name is taken."""
    return store.rename(name, new_name, acting(actor))


def copy_plan(actor: str, store: Store, name: str, new_name: str) -> Entry:
    """A plan of its own with the rows that a plan has now; PlanExists when the name is taken."""
    content = open_plan(actor, store, name)
    origin = Origin(kind=OriginKind.CREATION, name=f"copy of {name}")
    return create_plan(actor, store, new_name, PlanDetails(), content=content, origin=origin)


def free_name(actor: str, store: Store, wanted: str) -> str:
    """The name, with a number behind where a plan has it already, as in “Norland 2”."""
    taken = {one.name for one in list_plans(actor, store)}
    numbered = (f"{wanted} {number}" for number in count(2))
    return next(name for name in chain((wanted,), numbered) if name not in taken)


def create_plan(
    actor: str,
    store: Store,
    name: str,
    details: PlanDetails,
    *,
    content: Plan | None = None,
    origin: Origin | None = None,
) -> Entry:
    """A new plan; PlanExists when the name is taken.

    `content` is a plan to start from: what `details` says goes before what it says. Without one,
    the country itself becomes the first situation, unless the plan looks abroad only.
    """
    _check(details)
    rows = _rows(details, content) if content else _first_rows(details)
    from_where = origin.name if origin and origin.name.startswith(SKELETON) else "a file"
    changeset = Changeset(
        actor=acting(actor),
        reason="A new plan" if content is None else f"A new plan from {from_where}",
        origin=origin or Origin(kind=OriginKind.CREATION),
        changes=tuple(changes.insert(row) for row in rows),
        base_revision=0,
    )
    return store.create(name, changeset)


def mend_ids(actor: str, store: Store, name: str) -> Mapping[str, str]:
    """Give the rows of a plan whose ids no row may have new ones, and say which: old → new.

    Earlier versions took such ids from files. References follow; all of it is one changeset.
    """
    actor, plan = acting(actor), open_plan(actor, store, name)
    mended, given = renumbered(plan)
    if given:
        changeset = Changeset(
            actor=actor,
            reason="Rows with ids of their own table",
            origin=Origin(kind=OriginKind.COMMAND),
            changes=changes.compare(plan, mended),
            base_revision=plan.revision,
        )
        store.append(name, changeset)
    return given


def renumbered(plan: Plan) -> tuple[Plan, Mapping[str, str]]:
    """The plan with new ids for rows whose ids no row may have, and these: old → new."""
    fresh = {
        (table.name, row.id): next_id
        for table in all_tables()
        for row, next_id in zip(
            [one for one in plan.rows(table.name).values() if not table.number_of(one.id)],
            plan.next_ids(table.row),
            strict=False,
        )
    }
    mended = {
        table.name: {row.id: row for row in map(partial(_mended, table, fresh), rows.values())}
        for table, rows in ((one, plan.rows(one.name)) for one in all_tables())
    }
    given = {old: new for (_table, old), new in fresh.items()}
    return dataclasses.replace(plan, tables=mended), given


def _mended(table: Table, fresh: Mapping[tuple[str, str], str], row: Row) -> Row:
    """The row with its new id, and with those of the rows that it names."""
    named = {c.name: (c.refers, getattr(row, c.name)) for c in table.columns if c.kind is Kind.ROW}
    named["id"] = (table.name, row.id)
    found = {column: fresh[place] for column, place in named.items() if place in fresh}
    return dataclasses.replace(row, **found)  # type: ignore[arg-type]  # columns of texts


def _check(details: PlanDetails) -> None:
    if details.start and details.end and details.end < details.start:
        raise WrongValue(_("The plan ends before it starts."), _("Change one of the two days."))
    if details.currency and not re.fullmatch("[A-Z]{3}", details.currency):
        raise WrongValue(
            _("“{currency}” is not a currency.", currency=details.currency),
            _("Write three capital letters, as in EUR."),
        )


def remove_plan(actor: str, store: Store, name: str) -> None:
    """Remove a plan with its whole history; this cannot be undone."""
    store.remove(name, acting(actor))


def read_plan_file(path: Path, *, keeps_ids: bool = False) -> Plan:
    """The plan in a plan workbook or a package folder or zip; UnreadableFile when it is none.

    A package may be named by its description as well as by its folder.
    With `keeps_ids` its rows may have ids that no row may have: they are to be `renumbered`.
    """
    if path.name == PACKAGE:
        path = path.parent
    if path.suffix.lower() == ".zip" or _is_folder(path):
        return plan_package.read(path, keeps_ids=keeps_ids)
    return plan_workbook.read(content_of(path), path.name, keeps_ids=keeps_ids)


def file_origin(path: Path) -> Origin:
    """Where a plan made of a file comes from: the name, and the digest unless it is a folder."""
    digest = "" if _is_folder(path) else hashlib.sha256(content_of(path)).hexdigest()
    return Origin(kind=OriginKind.CREATION, name=path.name, digest=digest)


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:  # a name that is too long
        return False


def first_plan(details: PlanDetails) -> Plan:
    """What a plan holds that nobody has written in yet."""
    tables: dict[str, dict[str, Row]] = {}
    for row in _first_rows(details):
        tables.setdefault(table_of(row).name, {})[row.id] = row
    return Plan(tables=tables)


def _first_rows(details: PlanDetails) -> Iterator[Row]:
    """The details that nobody gave, in the plan's own language, and the country where it acts."""
    tell = Voice(details.language if details.language in spoken() else ENGLISH).tell
    country = details.country
    settled = PlanDetails(
        scope=Scope.BOTH,
        fiscal_month=1,
        language="en",
        classification=Classification.GOVERNMENT,
        framework=tell(FRAMEWORK),
        title=clean(
            tell(_("{country}: plan for the prevention of atrocity crimes", country=country))
        ),
    )
    yield _over(settled, details)
    if details.scope is not Scope.ABROAD:
        yield Situation(id="S-01", name=details.country, scope=Scope.HOME, listed=True)


def _rows(details: PlanDetails, content: Plan) -> Iterator[Row]:
    yield _over(content.details, details)
    yield from (row for _, row in content if not isinstance(row, PlanDetails))


def _over(below: PlanDetails, above: PlanDetails) -> PlanDetails:
    """The details above where they say something, else those below."""
    row_id = below.id or table_of(PlanDetails).id_for(1)
    return dataclasses.replace(below, **{**changes.filled(above), "id": row_id})


def sample_plans() -> tuple[Plan, ...]:
    """Every sample plan that is shipped, by country; its name is its key."""
    return tuple(sorted(map(_sample, _samples()), key=lambda sample: sample.details.country))


def add_sample(actor: str, store: Store, key: str, name: str = "") -> Entry:
    """A sample as a plan of one's own, by default under its country's name.

    UnknownPlan when there is no sample of that key, PlanExists when the name is taken.
    """
    folders = {folder.name: folder for folder in _samples()}
    if key not in folders:
        names = tuple(folders)
        raise UnknownPlan(
            _("There is no sample named {name}.", name=key), _("There are: {names}.", names=names)
        )
    content = _sample(folders[key])
    origin = Origin(kind=OriginKind.CREATION, name=f"sample {key}")
    plan_name = name or content.details.country
    return create_plan(actor, store, plan_name, PlanDetails(), content=content, origin=origin)


def _samples() -> list[Path]:
    return sorted(path.parent for path in samples_folder().glob(f"*/{PACKAGE}"))


@cache
def _sample(folder: Path) -> Plan:
    return replace(plan_package.read(folder), name=folder.name)
