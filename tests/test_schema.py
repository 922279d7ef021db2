"""The tables check what comes in."""

from __future__ import annotations

import pandas as pd
import pytest

from kit import schema
from kit.errors import SchemaError


@pytest.mark.parametrize("name", list(schema.TABLES))
def test_an_empty_table_has_every_column_of_its_type(name):
    table = schema.TABLES[name]
    frame = table.check(table.frame())
    assert list(frame.columns) == list(table.columns)


@pytest.mark.parametrize("name", list(schema.TABLES))
def test_every_column_says_what_it_means(name):
    table = schema.TABLES[name]
    assert set(table.key) <= set(table.columns)
    assert all(table.meanings[column] and table.columns[column] in schema.SQL_TYPES for column in table.columns)


def test_absent_values_become_na():
    frame = schema.QUOTES.frame([{"article_id": "a", "quote": 0, "text": "No."}])
    assert frame["speaker"].isna().all()
    assert str(frame["parent"].dtype) == "Int64"


def test_lists_come_back_as_lists():
    frame = schema.QUOTES.frame([{"article_id": "a", "quote": 0, "spans": ((1, 2), (4, 5))}])
    assert frame["spans"][0] == [[1, 2], [4, 5]]


def test_an_unknown_column_is_named():
    with pytest.raises(SchemaError, match="quotes: no column 'mood'; it has article_id, field, quote"):
        schema.QUOTES.frame([{"mood": "glad"}])
    with pytest.raises(SchemaError, match="roles: no column 'mood'"):
        schema.ROLES.conform(pd.DataFrame({"mood": ["glad"]}))


def test_articles_keep_further_columns():
    frame = schema.ARTICLES.conform(pd.DataFrame({"desk": ["money"], "text": ["A."]}))
    assert list(frame.columns) == [*schema.ARTICLES.columns, "desk"]


def test_a_wrong_type_is_named():
    with pytest.raises(SchemaError, match=r"mentions.start: not of type Int64"):
        schema.MENTIONS.frame([{"article_id": "a", "mention": 0, "start": "here"}])
    with pytest.raises(SchemaError, match=r"mentions.start: found object; make it Int64"):
        schema.MENTIONS.check(schema.MENTIONS.frame().astype({"start": object}))


def test_a_missing_column_is_named():
    with pytest.raises(SchemaError, match="actors: column 'name' is missing"):
        schema.ACTORS.check(schema.ACTORS.frame().drop(columns="name"))


def test_a_key_that_stands_twice_is_an_error():
    row = {"article_id": "a", "quote": 0}
    with pytest.raises(SchemaError, match=r"the key .* appears twice"):
        schema.QUOTES.check(schema.QUOTES.frame([row, row]))
