"""Names in a file, and the rows of the plan that they stand for: ministries, audiences, courses."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from planner.changes import Insert
from planner.choices import Family
from planner.intake.rows.picks import key
from planner.plan import Plan, table_named, title_of
from planner.readers.likeness import unmasked
from planner.readers.texts import folded, tidy
from planner.schema import Row, Value

# The tables to which a file may add rows by naming them; a row of any other must be there already.
GROWING = frozenset({"ministries", "situations", "audiences", "courses"})

_ALIKE = 90  # of 100; two names closer than this are taken for one, and it is said
_SHORTEST = 8  # letters; shorter names are never taken for one another
_LONG_WORD, _SLIP = 5, 80  # letters of a word that may have a slip, and how alike it must be
_BRACKETS = re.compile(r"\s*\(([^()]*)\)?\s*|\s*\b([A-Z]{2,8})\)")
_ACRONYM = re.compile(r"[A-Z][A-Za-z]{0,3}[A-Z]{1,6}[A-Za-z]?")
_GENERIC = frozenset(
    "ministry min ministere ministerio ministerium ministro the of for and a la le les l de du des"
    " d et el los las del y e do da dos das und fur fuer der die das وزاره משרד המשרד".split()
)
# What a ministry's name says of its policy family, looked for in this order.
_FAMILIES = {
    Family.FOREIGN_AFFAIRS: "foreign|external|diplom|etrangeres|exteriores|cancilleria|auswartig"
    "|خارجيه|החוץ",
    Family.HUMAN_RIGHTS: "human rights|droits de|derechos humanos|direitos humanos|gender|women"
    "|genre|femme|mujer|equality|حقوق|שוויון",
    Family.JUSTICE: "justice|justicia|justica|attorney|court|judicia|prosecut|عدل|משפט",
    Family.INTERIOR: "interior|interieur|home affairs|internal affairs|police|gobernacion"
    "|immigration|border|داخليه|הפנים|ביטחון פנים|בטחון פנים|לביטחון פנים",
    Family.SECURITY: "defence|defense|defensa|defesa|army|armed|military|security|securite"
    "|seguridad|intelligence|دفاع|امن|בטחון|ביטחון",
    Family.FINANCE: "finance|finanzas|financas|treasury|hacienda|budget|revenue|tresor|ماليه|אוצר",
    Family.EDUCATION: "education|educacion|educacao|enseignement|school|universit"
    "|تعليم|تربيه|חינוך",
    Family.DEVELOPMENT: "development|developpement|desarrollo|desenvolvimento|planning|plan|health"
    "|sante|salud|agricultur|infrastructure|cooperation|water|social|rural|transport|energy"
    "|environment|solidarite|تخطيط|تنميه|صحه|زراعه|רווחה|בריאות",
}


@dataclass(frozen=True, kw_only=True)
class Named:
    """What a name in a file stands for: the row's id, its name, and whether it was merely alike.

    `id` is blank when the plan has no such row and the file may not add one, and where a person
    leaves the name out. A `new` row comes into the plan with the file.
    """

    id: str
    name: str
    alike: bool = False
    new: bool = False
    left: bool = False


class Names:
    """The names of one table: those of the plan, and those that a file brings."""

    def __init__(
        self,
        plan: Plan,
        table_name: str,
        written: Iterable[str],
        picked: Mapping[str, str] | None = None,
    ) -> None:
        """Look up what is `written`; `picked` is a person's word: text → name or id, or blank."""
        counts = Counter(written)
        self._picked = {key(text): said for text, said in (picked or {}).items()}
        self._written = {key(text) for text in counts}
        self._declared = table_named(table_name)
        self._keys: dict[str, str] = {}
        self._names: dict[str, str] = {}
        self._ids = plan.next_ids(self._declared.row)
        self._settled: dict[str, Named] = {}
        self._new: dict[str, tuple[str, dict[str, Value]]] = {}
        self._invented: set[str] = set()
        self.inserts: list[Insert] = []
        for row in plan.rows(table_name).values():
            self._learn(row.id, title_of(row), _spellings_of(row))
        for text, _ in counts.most_common():
            self._settled[text] = self._meant(text)

    def named(self, text: str) -> Named:
        """The row that a text of the file names."""
        return self._settled[text]

    def add(self, row_id: str, cell: str) -> None:
        """Add the row of that id to the plan, if it is not there yet; `cell` names it first."""
        if row_id in self._new:
            name, values = self._new.pop(row_id)
            cells = {column: cell for column in values if cell and values[column] == name}
            self.inserts.append(
                Insert(table=self._declared.name, id=row_id, values=values, cells=cells)
            )

    def knows(self, said: str) -> bool:
        """Whether a person may name that row: it is in the plan, or the file writes it so."""
        return self._exactly(said) is not None or key(said) in self._written

    def _meant(self, text: str) -> Named:
        picked = self._picked.get(key(text))
        if picked == "":
            return Named(id="", name=text, left=True)
        if picked and self.knows(picked):
            found = self._exactly(picked)
        else:
            picked, found = text, self._exactly(text) or self._alike(text)
        if found is None and self._declared.name in GROWING:
            found = self._invent(picked)
        return found or Named(id="", name=text)

    def _exactly(self, text: str) -> Named | None:
        for spelling in spellings(text):
            if row_id := self._keys.get(spelling):
                return self._named(row_id)
        return None

    def _named(self, row_id: str, *, alike: bool = False) -> Named:
        name = self._names[row_id]
        return Named(id=row_id, name=name, alike=alike, new=row_id in self._invented)

    def _alike(self, text: str) -> Named | None:
        """The one name that differs from the text by slips of the pen only."""
        wanted = core(text)
        if len(wanted) < _SHORTEST:
            return None
        cores = {spelling: row_id for spelling, row_id in self._keys.items() if row_id}
        close = process.extract(
            wanted, cores.keys(), scorer=fuzz.ratio, score_cutoff=_ALIKE, limit=5
        )
        ids = {cores[one] for one, _, _ in close if _slips_only(one, wanted)}
        if len(ids) != 1:
            return None
        return self._named(ids.pop(), alike=True)

    def _invent(self, text: str) -> Named:
        row_id = next(self._ids)
        values = _values_of(self._declared.name, text)
        name = str(next(iter(values.values())))
        self._new[row_id] = (name, values)
        self._invented.add(row_id)
        self._learn(row_id, name, spellings(text))
        return self._named(row_id)

    def _learn(self, row_id: str, name: str, keys: Iterable[str]) -> None:
        """Remember what a row is called; a name of two rows names neither."""
        self._names[row_id] = name
        for spelling in keys:
            known = self._keys.get(spelling)
            self._keys[spelling] = row_id if known in (None, row_id) else ""


def spellings(text: str) -> Iterator[str]:
    """What a name may also be: itself, without brackets, its words that tell, its acronym.

    Letters that only look like Latin ones are read as those as well.
    """
    bare, acronym = _without_brackets(text)
    seen = unmasked(bare)
    known = (folded(text), folded(bare), core(bare), folded(acronym), folded(seen), core(seen))
    yield from filter(None, dict.fromkeys(known))


def family_of(name: str) -> Family | None:
    """The policy family that a ministry's name speaks of; None when it speaks of none."""
    words = f" {folded(name)}"
    for family, stems in _FAMILIES.items():
        told = (stem if not stem.isascii() else f" {stem}" for stem in stems.split("|"))
        if any(stem in words for stem in told):
            return family
    return None


def _spellings_of(row: Row) -> Iterator[str]:
    yield folded(row.id)
    for column in ("name", "title", "short_name", "code"):
        text = getattr(row, column, "")
        if isinstance(text, str) and text:
            yield from spellings(text)


def _values_of(table_name: str, text: str) -> dict[str, Value]:
    """The columns of a row that is known by its name alone."""
    if table_name != "ministries":
        return {"name" if table_name == "situations" else "title": text}
    bare, acronym = _without_brackets(text)
    values: dict[str, Value] = {"name": bare or text}
    if acronym:
        values["short_name"] = acronym
    family = family_of(text)
    return values | ({"family": family} if family else {})


def _without_brackets(text: str) -> tuple[str, str]:
    """The name without a bracketed acronym, and the acronym: "Ministry of Finance (MoF)"."""
    found = _BRACKETS.search(text)
    inner = (found[1] or found[2] or "").strip() if found else ""
    if found is None or not _ACRONYM.fullmatch(inner):
        return text, ""
    return tidy(text[: found.start()] + " " + text[found.end() :]), inner


def core(text: str) -> str:
    """The words that tell one name from another, in alphabetical order: no “Ministry of”."""
    words = folded(text).split()
    telling = [word for word in words[:-1] if word not in _GENERIC]
    if words and (words[-1] not in _GENERIC or len(words[-1]) == 1):
        telling.append(words[-1])  # "Module A" is named by its letter
    return " ".join(sorted(telling)) or " ".join(words)


def _slips_only(one: str, other: str) -> bool:
    """Whether names differ, word by word, by slips of the pen: never in a short word or number."""
    words, others = sorted(one.split()), sorted(other.split())
    if len(words) != len(others):
        return False
    pairs = [(a, b) for a, b in zip(words, others, strict=True) if a != b]
    return all(min(len(a), len(b)) >= _LONG_WORD and fuzz.ratio(a, b) >= _SLIP for a, b in pairs)
