"""Whom a pronoun cannot stand for, and whom a noun names again; no model is asked."""

from __future__ import annotations

import pytest

from kit.actors.clauses import unlike
from kit.actors.features import Point, kind_of
from kit.actors.kinds import Actor
from kit.actors.mentions import Mention
from kit.actors.nouns import named_so
from kit.actors.points import Found
from kit.actors.roles import RoleFound
from kit.text.layout import Layout


def at(text: str, words: str) -> tuple[int, int]:
    start = text.index(words)
    return start, start + len(words)


@pytest.mark.parametrize(
    ("text", "pronoun", "barred"),
    [
        ("Reed praised her in May.", "her", {0}),
        ("Last week Reed had quietly dropped them.", "them", {0}),
        ("Reed praised her work.", "her", set()),
        ("Reed said him she knew.", "him", set()),
        ("The man with Reed hit him.", "him", set()),
        ("Reed came and somebody hit him.", "him", set()),
        ("Reed wanted Moss to call him.", "him", set()),
        ("Reed left. Everybody praised her.", "her", set()),
        ("Reed took it with him.", "him", set()),
    ],
    ids=[
        *("an object", "with adverbs", "a possessive", "another verb's", "after a preposition", "another clause"),
        *("an infinitive's", "another sentence", "a preposition's"),
    ],
)
def test_an_object_is_not_the_subject_of_its_clause(text, pronoun, barred):
    start, end = at(text, f" {pronoun}")
    place = Point(start + 1, end, kind_of(pronoun, False))
    assert unlike(Layout(text, text), [place], {at(text, "Reed"): 0}, []) == [(barred, set())]


def test_an_object_is_not_what_the_pronoun_before_the_verb_stands_for():
    text = "In May she thanked him."
    found = [Point(*at(text, word), kind_of(word, False)) for word in ("she", "him")]
    assert unlike(Layout(text, text), found, {}, []) == [(set(), set()), (set(), {0})]


def test_whoever_is_quoted_word_for_word_is_not_she_in_it():
    text = "“She lost,” Moss said. Reed said that she would “never lose”."
    quotes = [at(text, "She lost"), at(text, "she would “never lose”")]
    places = [
        Point(*at(text, "She"), kind_of("she", False)),
        Point(*at(text, "Moss"), kind_of("Moss", True), quote=0),
        Point(*at(text, "Reed"), kind_of("Reed", True), quote=1),
        Point(*at(text, "she"), kind_of("she", False)),
    ]
    found = unlike(Layout(text, text), places, {}, quotes)
    assert [mentions for _, mentions in found] == [{1}, set(), set(), set()]


def again(text: str, noun: str, roles: list[tuple[str, str, int]], bodies: list[str]) -> dict[int, int]:
    persons = 1 + max((number for *_, number in roles), default=-1)
    actors = [Actor("person", f"P{number}") for number in range(persons)]
    for body in bodies:
        start, end = at(text, body)
        actors.append(Actor("organization", body, [Mention(start, end, body, "name", "organization", 0.9)]))
    told = [RoleFound(number, *at(text, role), name, None) for role, name, number in roles]
    place = Found(*at(text, noun), kind_of("the", False))
    return named_so(text, [place], actors, told)


@pytest.mark.parametrize(
    ("text", "noun", "roles", "bodies", "found"),
    [
        ("Judge Ann Reed sat. The judge left.", "The judge", [("Judge", "Judge", 0)], [], {0: 0}),
        ("The judge left. Ann Reed, a judge, sat.", "The judge", [("judge, ", "judge", 0)], [], {}),
        (
            "Ann Reed, a judge, met Bo Moss, another judge. The judge left.",
            "The judge",
            [("judge,", "judge", 0), ("another judge", "judge", 1)],
            [],
            {},
        ),
        (
            "Vice President Ann Reed sat. The president left.",
            "The president",
            [("Vice President", "Vice President", 0)],
            [],
            {},
        ),
        ("Lund Water Board met. The board agreed.", "The board", [], ["Lund Water Board"], {0: 0}),
        ("The Board of Lund met. The board agreed.", "The board", [], ["Board of Lund"], {0: 0}),
        ("Lund Water Board met. The school board agreed.", "The school board", [], ["Lund Water Board"], {}),
        ("Lund Motor Company paid. The company agreed.", "The company", [], ["Lund Motor Company"], {}),
    ],
    ids=[
        *("a role", "a role told later", "two of one role", "another office", "a body", "a body's first word"),
        *("another body", "any company"),
    ],
)
def test_a_noun_names_again_the_one_who_was_named_with_it(text, noun, roles, bodies, found):
    assert again(text, noun, roles, bodies) == found
