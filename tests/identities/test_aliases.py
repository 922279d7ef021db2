"""The user's table of names that are one: what is read, and what is refused with its line."""

from __future__ import annotations

import re

import pandas as pd
import pytest

import kit
from kit.errors import LoadError, SchemaError
from kit.identities.aliases import read_aliases


@pytest.fixture
def written(tmp_path):
    """Write a file of aliases, as bytes or text; its path."""

    def write(content: str | bytes):
        path = tmp_path / "aliases.csv"
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return write


@pytest.mark.parametrize(
    "content",
    [
        "name,alias\nAnn Lee,A. Lee\n",
        "\ufeffname,alias\r\n\r\nAnn Lee , A. Lee\r\n",
        'alias,name\n"A. Lee","Ann Lee"\n',
    ],
    ids=["plain", "byte order mark, empty line, spaces", "the other order, quoted"],
)
def test_pairs_are_read(written, content):
    assert read_aliases(written(content)).drop(columns="apart").to_dict("records") == [
        {"name": "Ann Lee", "alias": "A. Lee"}
    ]


@pytest.mark.parametrize(
    "content",
    ["name,alias,apart\nA,B,\nA,C,apart\n", "name,alias\nA,B\nA,C,apart\n", "apart,name,alias\n,A,B\napart,A,C\n"],
    ids=["a third column", "a third cell alone", "another order"],
)
def test_two_may_be_kept_apart(written, content):
    assert [list(row) for row in read_aliases(written(content)).itertuples(index=False)] == [
        ["A", "B", pd.NA],
        ["A", "C", "apart"],
    ]


def test_a_dataframe_is_read_as_a_file_is():
    given = pd.DataFrame({"alias": ["A. Lee", None], "name": ["Ann Lee", None]})
    assert read_aliases(given).drop(columns="apart").to_dict("records") == [{"name": "Ann Lee", "alias": "A. Lee"}]
    assert read_aliases(None) is None


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("name,alias,note\nA,B,c\n", r"aliases.csv:1: column 'note' is not known; the columns are name, alias, apart"),
        ("name\nA\n", r"aliases.csv:1: column 'alias' is missing; the columns are name, alias"),
        ("", r"aliases.csv:1: column 'name' is missing"),
        ("name,alias\nA,B\nC,B\n", r"aliases.csv:3: 'B' is an alias of 'C' and, in .*aliases.csv:2, of 'A'; keep one"),
        ("name,alias\nA,B\nB,C\n", r"aliases.csv:3: 'B' is itself an alias of 'A' \(.*aliases.csv:2\); write A,C"),
        ("name,alias\nA,\n", r"aliases.csv:2: found 'A,'; write a name and an alias"),
        ("name,alias\nA,B,C\n", r"aliases.csv:2: found 'A,B,C'; write a name and an alias"),
        ("name,alias\nA,B\nB,A,apart\n", r"aliases.csv:3: 'B' and 'A' are kept apart and, in .*:2, joined; keep one"),
        ("name,alias\nA,a,apart\n", r"aliases.csv:2: 'A' cannot be kept apart from itself; write two names"),
    ],
    ids=[
        "unknown column",
        "missing column",
        "empty file",
        "contradiction",
        "a chain",
        "empty cell",
        "a cell too many",
        "joined and apart",
        "from itself",
    ],
)
def test_a_wrong_row_is_a_schema_error_that_names_the_line(written, content, message):
    with pytest.raises(SchemaError, match=message):
        read_aliases(written(content))


@pytest.mark.parametrize(
    ("given", "message"),
    [
        (pd.DataFrame({"name": ["A"]}), "aliases: column 'alias' is missing"),
        (pd.DataFrame({"name": ["A", "C"], "alias": ["B", "B"]}), "aliases, row 2: 'B' is an alias of 'C' and, in"),
    ],
    ids=["missing column", "contradiction"],
)
def test_a_wrong_dataframe_is_a_schema_error_that_names_the_row(given, message):
    with pytest.raises(SchemaError, match=message):
        read_aliases(given)


def test_a_file_that_cannot_be_read_is_a_load_error_in_one_line(written, tmp_path):
    with pytest.raises(LoadError, match=r"nowhere.csv: no such file; name a CSV with the columns name, alias$"):
        read_aliases(tmp_path / "nowhere.csv")
    with pytest.raises(LoadError, match=r"cannot be read \(Is a directory\); save it as CSV in UTF-8"):
        read_aliases(tmp_path)
    with pytest.raises(LoadError, match=r"aliases.csv: cannot be read \(.*\); save it as CSV in UTF-8"):
        read_aliases(written("name,alias\nJosé,B\n".encode("latin-1")))


@pytest.mark.parametrize("entrance", ["annotate", "read_corpus", "a saved corpus", "report"])
def test_every_entrance_reads_it_so(entrance, written, tmp_path, three):
    """Before any article is read: none of these sources is."""
    path = written("name,alias\nA,B\nC,B\n")
    three.save(tmp_path / "saved")
    ways = {
        "annotate": lambda: kit.annotate([], aliases=path, progress=False),
        "read_corpus": lambda: kit.read_corpus(tmp_path / "nowhere", aliases=path, progress=False),
        "a saved corpus": lambda: kit.read_corpus(tmp_path / "saved", aliases=path),
        "report": lambda: kit.report(tmp_path / "saved", out=tmp_path / "pages", aliases=path, quiet=True),
    }
    with pytest.raises(SchemaError, match=re.escape(f"{path}:3: 'B' is an alias of 'C'")):
        ways[entrance]()
