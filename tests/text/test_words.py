"""Base forms, and which words report."""

from __future__ import annotations

import pytest

from kit.text.words import base_forms, is_reporting


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
