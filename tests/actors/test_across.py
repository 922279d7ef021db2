"""Who is one across articles."""

from __future__ import annotations

import pandas as pd
import pytest

from kit.actors.across import join
from tests.effort import lines_run


def own(*rows: dict[str, object]) -> pd.DataFrame:
    """Articles' own actors: each a row with `at` (the article) and `name`, and what else is given of it."""
    absent = {"role": None, "affiliation": None, "country": None, "pronouns": None}
    return pd.DataFrame(
        [
            {"article_id": row["at"], "actor_id": f"own:{row['name']}", "type": "person", "aliases": [], "mentions": 1}
            | {**absent, "n": 1}
            | {name: value for name, value in row.items() if name != "at"}
            for row in rows
        ],
        columns=["article_id", "actor_id", "name", "type", *absent, "aliases", "mentions", "n"],
    )


def named(*pairs: tuple[str, str]) -> pd.DataFrame:
    return pd.DataFrame(pairs, columns=["name", "alias"])


def test_one_name_in_two_articles_is_one_actor():
    links, joined = join(own({"at": "a", "name": "Ann Lee"}, {"at": "b", "name": "Ann Lee"}))
    assert joined[["actor_id", "mentions"]].to_dict("records") == [{"actor_id": "person:ann-lee", "mentions": 2}]
    assert list(links.actor_id) == ["person:ann-lee"] * 2
    assert list(links.own) == ["own:Ann Lee"] * 2


def test_namesakes_of_two_countries_and_roles_stay_two():
    _, joined = join(
        own(
            {"at": "a", "name": "Ann Lee", "country": "USA", "role": "senator"},
            {"at": "b", "name": "Ann Lee", "country": "GBR", "role": "footballer"},
        )
    )
    assert list(joined.actor_id) == ["person:ann-lee", "person:ann-lee-2"]


@pytest.mark.parametrize(
    ("names", "n"),
    [
        (["World Health Organization", "WHO"], 1),
        (["World Health Organization", "World Heritage Office", "WHO"], 3),
        (["Port Union", "Union"], 2),
    ],
    ids=["an acronym", "an acronym of two", "a part"],
)
def test_a_short_form_joins_the_only_long_one(names, n):
    rows = [{"at": str(at), "name": name, "type": "organization"} for at, name in enumerate(names)]
    assert len(join(own(*rows))[1]) == n


def test_what_most_articles_say_is_said_of_an_actor():
    rows = [
        {"at": "a", "name": "Ann Lee", "role": "mayor", "n": 2},
        {"at": "b", "name": "Ann Lee", "role": "senator", "n": 1, "pronouns": "she"},
    ]
    _, joined = join(own(*rows))
    assert joined[["role", "affiliation", "pronouns"]].astype(object).iloc[0].tolist() == ["mayor", pd.NA, "she"]


def test_of_what_equally_many_say_the_last_by_spelling_stands():
    _, joined = join(own(*({"at": role, "name": "Ann Lee", "role": role} for role in ("mayor", "senator", "aide"))))
    assert list(joined.role) == ["senator"]


def test_aliases_join_names():
    table = own(
        {"at": "a", "name": "Ann Lee"},
        {"at": "b", "name": "Ann Reed"},
        {"at": "c", "name": "Ann Lee", "country": "USA"},
    )
    _, joined = join(table, named(("Ann Lee", "Ann Reed")))
    assert [(name, list(others)) for name, others in zip(joined.name, joined.aliases, strict=True)] == [
        ("Ann Lee", ["Ann Reed"])
    ]


def test_a_name_that_is_its_own_alias_stays_apart():
    table = own(
        {"at": "a", "name": "World Health Organization", "type": "organization"},
        {"at": "b", "name": "WHO", "type": "organization"},
    )
    assert len(join(table)[1]) == 1
    assert len(join(table, named(("WHO", "WHO")))[1]) == 2


def test_joining_depends_on_the_set_of_articles_only():
    table = own({"at": "a", "name": "Ann Lee"}, {"at": "b", "name": "Tom Reed"}, {"at": "c", "name": "Ann Lee"})
    for one, other in zip(join(table), join(table.iloc[::-1]), strict=True):
        pd.testing.assert_frame_equal(one, other)


def test_joining_nothing_gives_empty_tables():
    links, joined = join(own())
    assert len(links) == len(joined) == 0


def test_joining_takes_work_in_proportion():
    def work(n: int) -> int:
        table = own(*({"at": f"{i:05d}", "name": f"Ann Lee{i % (n // 8):04d}"} for i in range(n)))
        assert len(join(table)[1]) == n // 8
        return lines_run(lambda: join(table))

    assert work(4000) < 4.4 * work(1000)
