"""The SQL schema is derived; its text for both databases is kept beside this test.

`R2P_SNAPSHOTS=write pytest tests/store/test_sql.py` writes it anew when the declaration changes.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Dialect
from sqlalchemy.schema import CreateIndex, CreateTable

from planner.plan import all_tables
from planner.schema import Kind
from planner.store.sql import ROWS, SCHEMA, value_of
from planner.values import to_text

DIALECTS: dict[str, Dialect] = {"sqlite": sqlite.dialect(), "postgresql": postgresql.dialect()}


def ddl(dialect: Dialect) -> str:
    statements: list[str] = []
    for table in SCHEMA.sorted_tables:
        statements.append(str(CreateTable(table).compile(dialect=dialect)))
        statements.extend(str(CreateIndex(i).compile(dialect=dialect)) for i in table.indexes)
    return (
        "\n".join(line.rstrip() for s in statements for line in f"{s.strip()};".splitlines()) + "\n"
    )


@pytest.mark.parametrize("name", DIALECTS)
def test_no_change_of_the_schema_passes_unseen(name: str) -> None:
    kept = Path(__file__).parent / f"schema_{name}.sql"
    if os.environ.get("R2P_SNAPSHOTS") == "write":
        kept.write_text(ddl(DIALECTS[name]), encoding="utf-8")

    told = "the declaration has changed: look at the difference, then write it as told above"
    assert ddl(DIALECTS[name]) == kept.read_text(encoding="utf-8"), told


def test_every_declared_column_has_its_place() -> None:
    for declared in all_tables():
        columns = {column.name for column in declared.columns}
        assert set(ROWS[declared.name].columns.keys()) == {"plan_id", *columns}


def test_every_answer_of_every_list_reads_back() -> None:
    for declared in all_tables():
        for column in declared.columns:
            if column.kind is Kind.CHOICE:
                assert column.answers
                read = [
                    value_of(declared.name, column.name, to_text(one)) for one in column.answers
                ]
                assert read == list(column.answers)
            assert value_of(declared.name, column.name, "") == column.blank
