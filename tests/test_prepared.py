"""KIT_CORPUS: a corpus that was read beforehand answers the question it was read for, and no other."""

import json

import pytest

import kit
from kit.errors import LoadError
from kit.pipeline.prepared import VARIABLE, described


@pytest.fixture
def folder(three, tmp_path, monkeypatch):
    """The three articles, handed on as what `archive/` gives with a table of metadata."""
    three.save(tmp_path / "corpus")
    monkeypatch.setenv(VARIABLE, described(tmp_path / "corpus", ["archive/"], "known.csv", None))
    return tmp_path / "corpus"


def test_just_what_was_read_is_opened(folder):
    assert len(kit.read_corpus("archive/", metadata="known.csv", progress=False).articles) == 3


@pytest.mark.parametrize(
    ("sources", "options"),
    [
        (["elsewhere/"], {"metadata": "known.csv"}),
        (["archive/"], {}),
        (["archive/", "elsewhere/"], {"metadata": "known.csv"}),
        (["archive/"], {"metadata": "known.csv", "aliases": "names.csv"}),
        (["archive/"], {"metadata": "known.csv", "any_language": True}),
    ],
    ids=["another source", "without the table", "one source more", "with aliases", "with an option"],
)
def test_whatever_else_is_asked_is_read_as_ever(folder, sources, options):
    with pytest.raises(kit.KitError, match=r"archive/|elsewhere/|known.csv|names.csv"):
        kit.read_corpus(*sources, progress=False, cache=False, **options)


@pytest.mark.parametrize("value", ["corpus/", "[]", '{"folder": "corpus/"}', json.dumps("corpus/")])
def test_a_variable_that_says_something_else_is_one_line(value, monkeypatch):
    monkeypatch.setenv(VARIABLE, value)
    with pytest.raises(LoadError, match=r"^KIT_CORPUS: found .*; give it JSON with folder, .*, or unset it$"):
        kit.read_corpus("archive/")


def test_a_folder_without_a_corpus_is_said(tmp_path, monkeypatch):
    monkeypatch.setenv(VARIABLE, described(tmp_path, ["archive/"], None, None))
    with pytest.raises(LoadError, match=r"KIT_CORPUS: .* holds no corpus; annotate into it, or unset the variable"):
        kit.read_corpus("archive/")


def test_an_empty_variable_is_none(monkeypatch):
    monkeypatch.setenv(VARIABLE, "")
    with pytest.raises(kit.KitError, match="nowhere"):
        kit.read_corpus("nowhere", progress=False)
