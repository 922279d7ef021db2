"""Base forms, and the two tables of words."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from kit import schema, text
from kit.text.words import base_forms, cue_words, is_reporting, object_verbs

TABLES = sorted(Path(text.__file__).parent.glob("*.csv"))


@pytest.mark.parametrize(
    ("form", "base"),
    [
        ("says", "say"),
        ("said", "say"),
        ("argued", "argue"),
        ("warning", "warn"),
        ("begged", "beg"),
        ("replies", "reply"),
        ("worried", "worry"),
        ("stresses", "stress"),
        ("say", "say"),
    ],
)
def test_the_base_is_among_the_forms(form, base):
    assert base in base_forms(form)


@pytest.mark.parametrize("word", ["", "s", "ed", "ing", "bed", "string", "é"])
def test_any_word_is_a_form_of_itself(word):
    assert word in base_forms(word)


@pytest.mark.parametrize(("word", "reports"), [("said", True), ("Warned", True), ("flew", False), ("hoped", False)])
def test_reporting_verbs_are_known(word, reports):
    assert is_reporting(word) is reports


def test_every_cue_word_has_a_type_of_the_schema_and_every_type_a_word():
    assert set(cue_words().values()) == set(schema.CUE_TYPES)


@pytest.mark.parametrize("table", TABLES, ids=lambda path: path.name)
def test_a_table_has_one_entry_a_line_sorted_and_none_twice(table):
    _, *rows = csv.reader(table.read_text("utf-8").splitlines())
    assert rows == sorted(rows)
    assert len(rows) == len({tuple(row) for row in rows})


def test_a_word_has_one_type_and_a_form_one_base():
    for name, column in (("cue_words.csv", "word"), ("irregular_forms.csv", "form")):
        (table,) = (path for path in TABLES if path.name == name)
        words = [row[column] for row in csv.DictReader(table.read_text("utf-8").splitlines())]
        assert len(words) == len(set(words))


def test_the_object_of_a_verb_is_told_or_judged():
    assert [verb in object_verbs("told") for verb in ("tell", "call on", "praise")] == [True, True, False]
    assert [verb in object_verbs("judged") for verb in ("praise", "thank", "tell")] == [True, True, False]
