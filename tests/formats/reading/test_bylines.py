"""Who wrote an article: names, without what stands around them; a body that signs alone stays."""

from __future__ import annotations

import pytest

from kit.formats.reading.bylines import author_of, names_outlet, outlet_of


@pytest.mark.parametrize(
    ("byline", "author"),
    [
        ("By Ann Lee", "Ann Lee"),
        ("BY ANN LEE", "ANN LEE"),
        ("By: Ann Lee", "Ann Lee"),
        ("Ann Lee in Brussels", "Ann Lee"),
        ("By Ann Lee in New York and Tom Reed in Paris", "Ann Lee and Tom Reed"),
        ("By Ann Lee, Reuters", "Ann Lee"),
        ("By Ann Lee | The Evening Post", "Ann Lee"),
        ("By Ann Lee, Political Editor", "Ann Lee"),
        ("Ann Lee, Tom Reed", "Ann Lee, Tom Reed"),
        ("Ann Lee ann.lee@post.example @annlee", "Ann Lee"),
        ("Von Ann Lee", "Ann Lee"),
        ("Ursula von der Lee", "Ursula von der Lee"),
        ("Ann Lee; Tom Reed contributed to this report", "Ann Lee"),
        ("Reuters", "Reuters"),
        ("By The Associated Press", "The Associated Press"),
        ("Médecins Sans Frontières", "Médecins Sans Frontières"),
        ("World Health Organization", "World Health Organization"),
        ("Emily Post", "Emily Post"),
        ("https://post.example/authors/ann-lee", None),
    ],
)
def test_an_author_is_a_name(byline, author):
    assert author_of(byline) == author


@pytest.mark.parametrize(
    ("printed", "source"),
    [
        ("https://www.post.example/a", "post.example"),
        ("  The  Post ", "The Post"),
        ("www.post.example", "www.post.example"),
    ],
)
def test_an_outlet_is_its_name_as_printed_or_its_host(printed, source):
    assert outlet_of(printed) == source


@pytest.mark.parametrize(
    ("words", "is_name"),
    [("The Harbour Times", True), ("Daily Courier", True), ("Page 3", False), ("The board votes on Tuesday", False)],
)
def test_a_few_words_name_an_outlet(words, is_name):
    assert names_outlet(words) is is_name
