"""The file of corrections: what is taken, and the line of what is not."""

from __future__ import annotations

import pandas as pd
import pytest

from kit.corrections import read_corrections
from kit.corrections.reading import COLUMNS
from kit.errors import LoadError, SchemaError

HEAD = "article,start,end,what,value,note\n"
ID = "0123456789abcdef"


def written(folder, text):
    path = folder / "corrections.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_lines_are_read_with_their_numbers_and_types(tmp_path):
    table = read_corrections(written(tmp_path, f'{HEAD}{ID},3,9,speaker,"Lee, Ann",\n\n{ID},3,9,label,negative,so\n'))
    assert list(table["line"]) == [2, 4]
    assert list(table["value"]) == ["Lee, Ann", "negative"]
    assert {name: str(kind) for name, kind in table.dtypes.items()} == COLUMNS


def test_a_table_is_taken_as_a_file_is_and_again_as_it_was_read(tmp_path):
    table = pd.DataFrame({"article": [ID], "start": [3.0], "end": [9], "what": ["no quote"], "value": [None]})
    once = read_corrections(table)
    assert once[["start", "end"]].iloc[0].tolist() == [3, 9]
    assert read_corrections(once) is once


def test_none_are_none():
    assert read_corrections(None) is None


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", r":1: column 'article' is missing; the columns are article, start, end, what, value, note, words"),
        ("article,start,end,what,value,who\n", ":1: column 'who' is not known; the columns are"),
        ("article,start,end,what,value,value\n", ":1: a column appears twice"),
        (f"{HEAD}x,3,9,no quote,,\n", ":2: article 'x' is not an id; write the article_id"),
        (f"{HEAD}{ID},9,3,no quote,,\n", ":2: '9' to '3' is not a place in a text; write two whole numbers"),
        (f"{HEAD}{ID},-1,3,no quote,,\n", ":2: '-1' to '3' is not a place"),
        (f"{HEAD}{ID},,,no quote,,\n", ":2: '' to '' is not a place"),
        (
            f"{HEAD}{ID},3,9,quote,,\n",
            ":2: what='quote' is unknown; write one of one, two, speaker, no quote, label, no pers",
        ),
        (
            f"{HEAD}{ID},3,9,label,good,\n",
            ":2: value 'good' does not fit what='label'; write negative, neutral, positive",
        ),
        (f"{HEAD}{ID},3,9,no quote,Lee,\n", ":2: value 'Lee' does not fit what='no quote'; write no value"),
        (
            f"{HEAD}{ID},3,9,no person,man,\n",
            ":2: value 'man' does not fit what='no person'; write organization, place, group, other",
        ),
        (f"{HEAD}{ID},3,9,one,,\n", ":2: one has no value; write the name or actor_id"),
        (f"{HEAD}{ID},3,9,speaker,Lee, Ann,,\n", ":2: 8 cells for 6 columns; put quotation marks around commas"),
        (
            f"{HEAD}{ID},3,9,no quote,,\n{ID},3,9,speaker,Lee,\n",
            ":3: says something else about the same place than .*:2",
        ),
    ],
)
def test_what_is_wrong_is_told_with_its_line(tmp_path, text, message):
    with pytest.raises(SchemaError, match=message):
        read_corrections(written(tmp_path, text))


def test_a_file_that_cannot_be_read_is_told(tmp_path):
    with pytest.raises(LoadError, match=r"none\.csv: no such file; name a CSV with the columns article, start"):
        read_corrections(tmp_path / "none.csv")
    (tmp_path / "latin.csv").write_bytes(HEAD.encode() + b"\xe9\n")
    with pytest.raises(LoadError, match=r"latin\.csv: cannot be read .*; save it as CSV in UTF-8"):
        read_corrections(tmp_path / "latin.csv")
