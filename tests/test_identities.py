"""Whom a name means in a corpus, and who may be one."""

from __future__ import annotations

import pandas as pd
import pytest

import kit
from kit.errors import MeasureError
from kit.identities.across import join
from kit.identities.aliases import read_aliases
from kit.identities.doubts import Person, doubts
from kit.measures.asking import named_actor
from tests.identities.test_across import often, own


def corpus_of(*actors: dict[str, object]) -> kit.Corpus:
    """Actors, each mentioned in an article of its own."""
    rows = [{"type": "person", "aliases": [], "mentions": 3, "articles": 1} | actor for actor in actors]
    articles = [{"article_id": row["actor_id"], "text": str(row["name"])} for row in rows]
    mentions = [
        {"article_id": row["actor_id"], "mention": 0, "start": 0, "end": 1, "text": "A", "kind": "name"}
        | {"label": "person", "actor_id": row["actor_id"], "actor": row["name"], "confidence": 1.0}
        for row in rows
    ]
    tables = {"articles": pd.DataFrame(articles).assign(position=range(len(rows)))}
    tables |= {"actors": kit.schema.ACTORS.frame(rows), "mentions": kit.schema.MENTIONS.frame(mentions)}
    return kit.Corpus(tables)


LEES = (
    {"actor_id": "person:ann-lee", "name": "Ann Lee", "mentions": 9},
    {"actor_id": "person:tom-lee", "name": "Tom Lee", "mentions": 4, "aliases": ["Lee"]},
    {"actor_id": "person:lee", "name": "Lee", "mentions": 3},
)


def test_a_surname_means_the_most_mentioned_and_names_the_others():
    meant = named_actor(corpus_of(*LEES), "lee")
    assert meant.actor_id == "person:ann-lee"
    assert meant.note == (
        "“lee” is taken to mean Ann Lee (9 mentions); Tom Lee (4 mentions) and Lee (3 mentions) could be meant, too."
    )


@pytest.mark.parametrize("asked", ["person:tom-lee", "Tom Lee", "tom lee"])
def test_an_id_or_a_whole_name_means_its_own(asked):
    assert named_actor(corpus_of(*LEES), asked) == ("person:tom-lee", "Tom Lee", None)


def test_a_table_says_whom_it_took():
    table = kit.measures.quotations(corpus_of(*LEES), "Lee")
    assert table.attrs["actor"] == "Ann Lee"
    assert "Tom Lee (4 mentions) and" in table.attrs["note"]


def test_nobody_called_so_is_said_with_the_nearest():
    with pytest.raises(MeasureError, match="nobody in the corpus has this name; choose Ann Lee"):
        named_actor(corpus_of(*LEES), "Ann Leo")


def test_who_may_be_one_is_told_with_why_and_a_line():
    table = kit.measures.may_be_one(corpus_of(*LEES))
    assert list(table["line"]) == ["Tom Lee,Lee", "Ann Lee,Lee"] or list(table["line"]) == [
        "Ann Lee,Lee",
        "Tom Lee,Lee",
    ]
    assert table["why"].str.startswith("Lee stands alone; it is the surname of ").all()
    assert list(table["other_mentions"]) == [3, 3]
    assert kit.measures.in_words(table)[0].startswith("2 pairs of persons may be one person each")


def test_two_first_names_are_no_doubt():
    assert kit.measures.may_be_one(corpus_of(*LEES[:2])).empty


@pytest.mark.parametrize(
    ("one", "other", "why"),
    [
        ("Sergei Lavrin", "Sergey Lavrin", "one name spelled in two ways"),
        ("Robert Lee", "Bob Lee", "one first name is short for the other"),
        ("Tom Reed", "Tom Reed Jr.", "the same name but for Jr. or the like"),
    ],
)
def test_names_that_are_alike_are_doubts(one, other, why):
    persons = [Person(f"person:{name}", name, n) for name, n in ((one, 5), (other, 2))]
    assert [(d.one.name, d.other.name, d.why) for d in doubts(persons)] == [(one, other, why)]


def test_the_line_joins_the_pair():
    """Names where they are enough, ids where several are called so."""
    rows = [*often("Sergei Lavrin", 3), *often("Sergey Lavrin", 2)]
    rows += [{"at": "x", "name": "Ann Lee", "country": "USA", "role": "senator"}]
    rows += [{"at": "y", "name": "Ann Lee", "country": "GBR", "role": "footballer"}]
    actors = join(own(*rows)).actors
    columns = ["actor_id", "name", "mentions"]
    found = doubts([Person(*row) for row in actors[columns].itertuples(index=False)])
    pairs = [d.line.split(",") for d in found]
    assert len(actors) == 4
    assert len(join(own(*rows), read_aliases(pd.DataFrame(pairs, columns=["name", "alias"]))).actors) == 2
