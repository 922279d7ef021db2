"""One more line in the file of corrections: whole, once, and never against another."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kit import corrections
from kit.errors import LoadError, SchemaError

ID = "0123456789abcdef"
HEAD = "article,start,end,what,value,note\n"


def test_a_line_is_added_to_a_file_that_need_not_be_there(tmp_path):
    file = tmp_path / "new" / "corrections.csv"
    assert corrections.add(file, ID, 3, 9, "speaker", "Lee, Ann", words="she said\nso")
    assert corrections.add(file, ID, 3, 9, "label", "negative", note="=so")
    table = corrections.read_corrections(file)
    assert table[["what", "value", "note", "words"]].fillna("").to_numpy().tolist() == [
        ["speaker", "Lee, Ann", "", "she said\nso"],
        ["label", "negative", "=so", ""],
    ]
    assert b"\n=" not in file.read_bytes()


def test_the_same_is_said_once(tmp_path):
    file = tmp_path / "corrections.csv"
    assert corrections.add(file, ID, 3, 9, "no quote", note="by Ann")
    before = file.read_bytes()
    assert not corrections.add(file, ID, 3, 9, "no quote", note="by Ben")
    assert file.read_bytes() == before


def test_what_contradicts_is_refused_unless_it_replaces(tmp_path):
    file = tmp_path / "corrections.csv"
    file.write_text(f"{HEAD}{ID},1,2,one,Ann Lee,\n{ID},3,9,speaker,Ann Lee,\n", "utf-8")
    before = file.read_bytes()
    with pytest.raises(SchemaError, match=r"corrections\.csv:3: says something else about the same place; remove"):
        corrections.add(file, ID, 3, 9, "no quote")
    assert file.read_bytes() == before
    assert corrections.add(file, ID, 3, 9, "no quote", replace=True)
    assert list(corrections.read_corrections(file)["what"]) == ["one", "no quote"]
    assert corrections.add(file, ID, 1, 2, "one", "A. Lee")


def test_what_is_no_correction_is_refused(tmp_path):
    file = tmp_path / "corrections.csv"
    with pytest.raises(SchemaError, match="what='quote' is unknown; write one of"):
        corrections.add(file, ID, 3, 9, "quote")
    assert not file.exists()
    with pytest.raises(LoadError, match=r"c\.xlsx: lines can only be added to a \.csv"):
        corrections.add(tmp_path / "c.xlsx", ID, 3, 9, "no quote")


@pytest.mark.parametrize(
    "text",
    [
        f"value;what;end;start;article\n;no quote;2;1;{ID}",
        f"article\tstart\tend\twhat\tvalue\n{ID}\t1\t2\tno quote",
    ],
    ids=["semicolons", "tabs"],
)
def test_the_columns_and_the_delimiter_of_the_file_stay(tmp_path, text):
    file = tmp_path / "corrections.csv"
    file.write_text(text, "utf-8")
    corrections.add(file, ID, 3, 9, "speaker", "Ann; Lee", words="so, and")
    table = corrections.read_corrections(file).fillna({"value": "", "words": ""})
    assert table[["start", "value", "words"]].to_numpy().tolist() == [[1, "", ""], [3, "Ann; Lee", "so, and"]]
    assert file.read_text("utf-8-sig").splitlines()[1] == text.splitlines()[1]


def test_two_who_add_at_a_time_lose_nothing(tmp_path):
    file = tmp_path / "corrections.csv"
    with ThreadPoolExecutor(8) as pool:
        added = list(pool.map(lambda at: corrections.add(file, ID, at, at + 1, "no quote"), [*range(20), *range(20)]))
    assert sum(added) == 20
    assert sorted(corrections.read_corrections(file)["start"]) == list(range(20))


@settings(max_examples=40)
@given(value=st.text(min_size=1).filter(lambda one: one.strip() == one and "\0" not in one and one.isprintable()))
def test_whatever_is_added_is_read_again(tmp_path_factory, value):
    file = tmp_path_factory.mktemp("any") / "corrections.csv"
    corrections.add(file, ID, 3, 9, "one", value, words=value)
    assert corrections.read_corrections(file)[["value", "words"]].to_numpy().tolist() == [[value, value]]
