"""One spelling an outlet: what is joined, what is not, and what of it the tables keep."""

from __future__ import annotations

import random

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import kit
from kit.formats import one_spelling


def outlets(*printed: str) -> list[list[str]]:
    """The printed names of each outlet."""
    groups: dict[str, list[str]] = {}
    for name, one in one_spelling(dict.fromkeys(printed, 1)).items():
        groups.setdefault(one, []).append(name)
    return sorted(sorted(group) for group in groups.values())


@pytest.mark.parametrize(
    "spellings",
    [
        ("The New York Times", "New York Times", "NEW YORK TIMES", "nytimes.com", "www.nytimes.com", "NYT", "NYTimes"),
        ("The New York Times", "New York Times, Late Edition (East Coast)", "The New York Times (Online)"),
        ("The Washington Post", "washingtonpost.com", "WaPo", "The Washington Post - Final Edition"),
        ("Breitbart", "Breitbart News", "BREITBART", "Breitbart.com", "Breitbart News Network"),
        ("Los Angeles Times", "LA Times", "L.A. Times", "latimes.com"),
        ("The Guardian", "The Guardian (London)", "GUARDIAN (UK)", "theguardian.com"),
        ("Der Spiegel", "DER SPIEGEL", "Spiegel", "spiegel.de"),
        ("Le Monde", "LE MONDE", "Le Monde.fr", "lemonde.fr"),
        ("Süddeutsche Zeitung", "Sueddeutsche Zeitung (inkl. Regionalausgaben)"),
        ("CNN", "CNN.com", "edition.cnn.com", "Cable News Network"),
        ("Agence France-Presse", "AFP", "Agence France Presse"),
        ("USA Today", "usa-today", "USA TODAY, FINAL EDITION", "eu.usatoday.com"),
        ("The Harbour Courier", "The Harbour Courier (Northport)", "harbourcourier.com"),
    ],
    ids=lambda spellings: spellings[0],
)
def test_spellings_of_one_outlet_are_one(spellings):
    assert outlets(*spellings) == [sorted(spellings)]


@pytest.mark.parametrize(
    "names",
    [
        ("The Washington Post", "The Washington Times"),
        ("The Guardian (London)", "The Guardian (Nigeria)", "The Guardian", "theguardian.com", "guardian.ng"),
        ("The Guardian (Nigeria)", "theguardian.com"),
        ("The Guardian (Nigeria)", "The Guardian"),
        ("Die Presse", "La Presse", "Presse"),
        ("The Independent", "independent.ie", "independent.co.uk", "Irish Independent"),
        ("The Star (Sheffield)", "The Star (Malaysia)", "Toronto Star", "The Star", "thestar.com"),
        ("The Daily Telegraph (London)", "The Daily Telegraph (Sydney)", "The Daily Telegraph", "Sunday Telegraph"),
        ("The Times (London)", "The Sunday Times (London)", "Financial Times", "Sunday Times (South Africa)"),
        ("Daily News", "Daily", "News"),
        ("Spiegel Online", "Der Spiegel"),
        ("New York Times Magazine", "New York Times"),
        ("Washington Post", "Western Press", "WP"),
        ("Harbour Morning Post", "Hill Market Press", "HMP"),
        ("abc.net.au", "ABC"),
    ],
    ids=lambda names: names[0],
)
def test_outlets_of_like_names_stay_apart(names):
    assert outlets(*names) == sorted([name] for name in names)


def test_the_spelling_used_most_is_taken_of_those_that_are_names():
    counts = {"nytimes.com": 90, "NYT": 50, "NEW YORK TIMES": 40, "New York Times": 2, "The New York Times": 3}
    assert set(one_spelling(counts).values()) == {"The New York Times"}


@given(st.dictionaries(st.text(min_size=1, max_size=30), st.integers(1, 9), max_size=8), st.randoms())
def test_the_order_of_names_has_no_say(counts: dict[str, int], chance: random.Random):
    """Whatever is printed, the answer is the same in any order, and a spelling that stands for itself."""
    shuffled = dict(chance.sample(list(counts.items()), len(counts)))
    spelling = one_spelling(counts)
    assert (one_spelling(shuffled), {spelling[one] for one in spelling.values()}) == (spelling, set(spelling.values()))


ROWS = [
    {"title": "A", "text": "The harbour was closed on Monday.", "source": "New York Times"},
    {"title": "B", "text": "Nobody had expected the vote.", "source": "nytimes.com"},
    {"title": "C", "text": "The ferries had stopped for good.", "source": "The Hill"},
]


def test_a_loaded_table_keeps_what_was_printed(tmp_path):
    pd.DataFrame(ROWS).to_csv(tmp_path / "a.csv", index=False)
    articles = kit.load(tmp_path / "a.csv").sort_values("title")
    assert articles[["source", "printed_source"]].astype(object).where(articles.notna(), None).values.tolist() == [
        ["New York Times", None],
        ["New York Times", "nytimes.com"],
        ["The Hill", None],
    ]


def test_an_id_does_not_depend_on_how_others_spell_the_outlet(tmp_path):
    pd.DataFrame(ROWS).to_csv(tmp_path / "all.csv", index=False)
    pd.DataFrame(ROWS[1:2]).to_csv(tmp_path / "one.csv", index=False)
    together, alone = kit.load(tmp_path / "all.csv"), kit.load(tmp_path / "one.csv")
    corpus = kit.annotate(together, cache=False, progress=False)
    ids = set(alone.article_id)
    assert (ids <= set(together.article_id), ids <= set(corpus.articles.article_id)) == (True, True)


def test_a_folder_that_grows_spells_an_outlet_as_one_read_at_once(tmp_path):
    kit.annotate(pd.DataFrame(ROWS[1:]), out=tmp_path / "grown", cache=False, progress=False)
    kit.annotate(pd.DataFrame(ROWS), out=tmp_path / "grown", cache=False, progress=False)
    question = "select title, source, printed_source from articles order by title"
    grown = kit.open(tmp_path / "grown").sql(question)
    pd.testing.assert_frame_equal(grown, kit.annotate(pd.DataFrame(ROWS), cache=False, progress=False).sql(question))


def test_what_a_user_calls_an_outlet_stays(tmp_path):
    articles = pd.DataFrame(ROWS).assign(source="Elsewhere", printed_source=["a", None, None])
    corpus = kit.annotate(articles, cache=False, progress=False)
    assert list(corpus.articles.source) == ["Elsewhere"] * 3
