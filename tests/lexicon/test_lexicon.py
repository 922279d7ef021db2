"""The tables of words: tidy, each word once, and nothing in them that no rule can ask for."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kit import lexicon
from kit.schema import CUE_TYPES

TABLES = sorted(path.stem for path in Path(lexicon.__file__).parent.glob("*.csv"))
BY_KIND = [name for name in TABLES if "kinds" in lexicon.rows(name)[0]]


@pytest.mark.parametrize("name", TABLES)
def test_every_line_has_all_its_cells_and_stands_once(name):
    rows = lexicon.rows(name)
    assert all(None not in row and None not in row.values() for row in rows)
    assert all(cell == cell.strip() for row in rows for cell in row.values())
    assert not any("|" in cell for row in rows for column, cell in row.items() if column != "pattern")
    assert len({tuple(row.values()) for row in rows}) == len(rows)


@pytest.mark.parametrize("name", BY_KIND)
def test_a_word_has_one_line_in_the_order_of_the_alphabet(name):
    words = [row["word"] for row in lexicon.rows(name)]
    assert words == sorted(set(words))


@pytest.mark.parametrize("name", TABLES)
def test_every_table_is_explained(name):
    assert re.search(rf"^{name}$", lexicon.__doc__, re.MULTILINE)


@pytest.mark.parametrize("name", BY_KIND)
def test_every_kind_is_asked_for_by_some_rule(name):
    kinds = {kind for row in lexicon.rows(name) for kind in row["kinds"].split()}
    package = Path(lexicon.__file__).parents[1]
    code = "\n".join(path.read_text("utf-8") for path in package.rglob("*.py") if "lexicon" not in path.parts)
    assert {kind for kind in kinds if not re.search(rf"[\"']{kind}[\"']", code)} == set()


def test_a_cue_is_of_a_type_that_the_schema_knows():
    assert set(lexicon.values("verbs", "cue_type").values()) == set(CUE_TYPES)


def test_a_form_has_one_base():
    forms = [row["form"] for row in lexicon.rows("irregular_forms")]
    assert forms == sorted(set(forms))


def test_the_object_of_a_verb_is_told_or_judged():
    told, judged = lexicon.words("verbs", "told"), lexicon.words("verbs", "judged")
    assert [verb in told for verb in ("tell", "call on", "praise")] == [True, True, False]
    assert [verb in judged for verb in ("praise", "thank", "tell")] == [True, True, False]


def test_a_kind_that_no_word_is_of_is_an_error():
    with pytest.raises(KeyError, match="persons: no word is of kind 'curtesy'"):
        lexicon.words("persons", "curtesy")


@pytest.mark.parametrize(
    ("text", "found"),
    [("air forces", "air"), ("the air force", "air force"), ("air", "air"), ("fair", None)],
)
def test_of_two_words_the_longer_is_matched(monkeypatch, text, found):
    monkeypatch.setattr(lexicon, "words", lambda *_: frozenset({"air", "air force"}))
    match = re.search(rf"\b(?:{lexicon.pattern.__wrapped__('nouns', 'made')})\b", text)
    assert (match and match.group()) == found


def test_a_star_is_any_ending(monkeypatch):
    monkeypatch.setattr(lexicon, "words", lambda *_: frozenset({"visit*"}))
    assert re.fullmatch(lexicon.pattern.__wrapped__("grammar", "made"), "visitors")
