"""Who is one across articles."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kit.identities.across import COLUMNS, join
from kit.identities.aliases import read_aliases
from tests.effort import lines_run


def own(*rows: dict[str, object]) -> pd.DataFrame:
    """Articles' own actors: each a row with `at` (the article) and `name`, and what else is given of it."""
    absent = dict.fromkeys(("role", "affiliation", "country", "pronouns", "aliases", "source", "published"))
    table = pd.DataFrame(
        [
            {
                "article_id": row["at"],
                "actor_id": f"{row.get('type', 'person')}:{row['name']}",
                "type": "person",
                "mentions": 1,
            }
            | absent
            | {name: value for name, value in row.items() if name != "at"}
            for row in rows
        ],
        columns=list(COLUMNS),
    )
    return table.astype({"published": "datetime64[us]"})


def named(*rows: tuple[str, ...]) -> pd.DataFrame | None:
    return read_aliases(pd.DataFrame([(*row, "")[:3] for row in rows], columns=["name", "alias", "apart"]))


def often(name: str, n: int, **told: object) -> list[dict[str, object]]:
    """The same own actor in so many articles."""
    return [{"at": f"{name}{i:03d}", "name": name} | told for i in range(n)]


def ids(*rows: dict[str, object], **given: object) -> list[str]:
    return list(join(own(*rows), **given).links.actor_id)


def test_one_name_in_two_articles_is_one_actor():
    links, joined, _ = join(own({"at": "a", "name": "Ann Lee"}, {"at": "b", "name": "Ann Lee"}))
    assert joined[["actor_id", "mentions"]].to_dict("records") == [{"actor_id": "person:ann-lee", "mentions": 2}]
    assert list(links.actor_id) == ["person:ann-lee"] * 2
    assert list(links.own) == ["person:Ann Lee"] * 2


def test_one_place_name_in_two_countries_is_two_places():
    rows = [
        {"at": "a", "name": "Lund", "type": "place", "country": "SWE"},
        {"at": "b", "name": "Lund", "type": "place", "country": "USA"},
        {"at": "c", "name": "Moss", "type": "place", "country": "NOR"},
        {"at": "d", "name": "Moss", "type": "place"},
    ]
    assert ids(*rows) == ["place:lund", "place:lund-usa", "place:moss", "place:moss"]


def test_namesakes_are_told_apart_by_role():
    rows = [
        {"at": "a", "name": "Ann Lee", "country": "USA", "role": "senator"},
        {"at": "b", "name": "Ann Lee", "country": "GBR", "role": "footballer"},
    ]
    assert sorted(ids(*rows)) == ["person:ann-lee", "person:ann-lee-footballer"]


@pytest.mark.parametrize(
    ("first", "second", "n"),
    [
        ({"name": "Ann Lee"}, {"name": "Ann B. Lee"}, 1),
        ({"name": "Ann B. Lee"}, {"name": "Ann C. Lee"}, 2),
        ({"name": "Robert Lee", "role": "mayor"}, {"name": "Bob Lee", "role": "mayor of Ulm"}, 1),
        ({"name": "Robert Lee"}, {"name": "Bob Lee"}, 2),
        ({"name": "Sergei Lavrin", "role": "foreign minister"}, {"name": "Sergey Lavrin", "role": "minister"}, 1),
        ({"name": "Sergei Lavrin"}, {"name": "Sergey Lavrin"}, 2),
        ({"name": "Grant Reuber"}, {"name": "Reuter"}, 2),
        ({"name": "Tom Reed"}, {"name": "Tom Reed Jr."}, 2),
        ({"name": "Tom Reed Jr."}, {"name": "Tom Reed III"}, 2),
        ({"name": "Ann Lee", "aliases": "Lee\x1fAnna Lee"}, {"name": "Anna Lee"}, 2),
        ({"name": "Robert Lee", "aliases": "Bob Lee"}, {"name": "Bob Lee"}, 1),
        ({"name": "Prince Tom"}, {"name": "Tom Reed", "aliases": "Tom"}, 2),
    ],
    ids=[
        "a middle initial",
        "two middle initials",
        "a nickname and a role",
        "a nickname alone",
        "a spelling and a role",
        "a spelling alone",
        "a surname like another",
        "a generation",
        "two generations",
        "two first names",
        "both used by one article",
        "a prince",
    ],
)
def test_two_names_are_one_where_a_second_sign_says_so(first, second, n):
    assert len(join(own({"at": "a"} | first, {"at": "b"} | second)).actors) == n


def test_a_surname_alone_is_its_dominant_bearers():
    rows = [*often("Ann Lee", 20), {"at": "x", "name": "Lee"}]
    assert set(ids(*rows)) == {"person:ann-lee"}


def test_a_surname_alone_stays_apart_where_several_bear_it_or_few_articles_do():
    for rows in ([*often("Ann Lee", 10), *often("Tom Lee", 8)], often("Ann Lee", 1)):
        assert ids(*rows, {"at": "x", "name": "Lee"})[-1] == "person:lee"


def test_a_surname_alone_goes_with_the_outlet_the_month_and_what_is_said():
    may, june = pd.Timestamp("1987-05-03"), pd.Timestamp("1987-06-03")
    rows = [*often("Ann Lee", 40, published=may, source="A"), *often("Tom Lee", 40, published=june, source="B")]
    rows = [row | {"role": "mayor" if row["name"] == "Ann Lee" else "coach"} for row in rows]
    lone = [
        {"at": "x", "name": "Lee", "published": may, "source": "A"},
        {"at": "y", "name": "Lee", "role": "coach", "published": june},
        {"at": "z", "name": "Lee"},
    ]
    assert ids(*rows, *lone)[-3:] == ["person:ann-lee", "person:tom-lee", "person:lee"]


def test_a_name_that_two_could_mean_who_exclude_each_other_joins_neither_without_more():
    rows = [*often("Ann B. Lee", 5), *often("Ann C. Lee", 5), {"at": "x", "name": "Ann Lee"}]
    assert len(set(ids(*rows))) == 3


@pytest.mark.parametrize(
    ("names", "n"),
    [
        (["World Health Organization", "WHO"], 1),
        (["World Health Organization", "World Heritage Office", "WHO"], 3),
        (["Port Union", "Union"], 2),
        (["Islamic State", "ISIS", "Daesh"], 1),
        (["Ann Lee campaign", "Lee campaign"], 1),
        (["Ann Lee campaign", "Tom Lee campaign", "Lee campaign"], 3),
    ],
    ids=["an acronym", "an acronym of two", "a part", "an armed movement", "a surname's campaign", "a campaign of two"],
)
def test_a_short_form_joins_the_only_long_one(names, n):
    rows = [{"at": str(at), "name": name, "type": "organization"} for at, name in enumerate(names)]
    assert len(join(own(*rows)).actors) == n


def test_a_name_that_headlines_shout_is_written_as_articles_write_it():
    rows = [*often("ANN LEE", 3), *often("Ann Lee", 1), {"at": "x", "name": "NATO", "type": "organization"}]
    rows += [*often("Times", 2, type="organization"), {"at": "y", "name": "The Times", "type": "organization"}]
    assert sorted(join(own(*rows)).actors.name) == ["Ann Lee", "NATO", "Times"]


def test_of_a_rare_surname_a_short_first_name_is_enough():
    rows = [{"at": str(at), "name": f"Ann Lee{at:03d}"} for at in range(220)]
    pair = [{"at": "x", "name": "Bill Dalby"}, {"at": "y", "name": "William M. Dalby"}]
    assert len(set(ids(*rows, *pair)[-2:])) == 1
    assert len(set(ids(*rows[:20], *pair)[-2:])) == 2


def test_what_acts_in_few_of_many_articles_is_no_group():
    rows = [*often("World Cup", 5, type="other"), {"at": "b", "name": "World Cup", "type": "group"}]
    assert list(join(own(*rows)).actors.type) == ["other"]


def test_a_first_name_is_shown_rather_than_its_initial():
    rows = [*often("A. Moss", 5, role="coach"), {"at": "x", "name": "Alec Moss", "role": "coach"}]
    assert list(join(own(*rows)).actors.name) == ["Alec Moss"]


def test_a_whole_name_is_shown_rather_than_a_surname_of_several_words():
    rows = [
        *often("Alec de Moss", 5, role="coach"),
        {"at": "x", "name": "de Moss", "role": "coach", "mentions": 90},
    ]
    assert list(join(own(*rows)).actors.name) == ["Alec de Moss"]


def test_a_group_is_the_same_where_an_article_only_names_it():
    rows = [{"at": "a", "name": "Lundians", "type": "other"}, {"at": "b", "name": "Lundians", "type": "group"}]
    assert join(own(*rows)).actors[["name", "type"]].to_dict("records") == [{"name": "Lundians", "type": "group"}]


def test_what_most_articles_say_is_said_of_an_actor():
    rows = [
        {"at": at, "name": "Ann Lee", "role": role}
        for at, role in zip("abc", ("mayor", "mayor", "senator"), strict=True)
    ]
    joined = join(own(*rows, {"at": "d", "name": "Ann Lee", "pronouns": "she"})).actors
    assert joined[["role", "affiliation", "pronouns"]].astype(object).iloc[0].tolist() == ["mayor", pd.NA, "she"]


def test_of_what_equally_many_say_the_last_by_spelling_stands():
    joined = join(own(*({"at": role, "name": "Ann Lee", "role": role} for role in ("mayor", "senator", "aide"))))
    assert list(joined.actors.role) == ["senator"]


def test_aliases_join_names():
    table = own({"at": "a", "name": "Ann Lee"}, {"at": "b", "name": "Ann Reed"}, {"at": "c", "name": "Ann Lee"})
    joined = join(table, named(("Ann Lee", "Ann Reed"))).actors
    assert [(name, list(others)) for name, others in zip(joined.name, joined.aliases, strict=True)] == [
        ("Ann Lee", ["Ann Reed"])
    ]


def test_aliases_take_ids_and_a_name_nobody_is_called():
    rows = [{"at": "a", "name": "Ann Lee"}, {"at": "b", "name": "Tom Reed"}]
    assert ids(*rows, aliases=named(("person:ann-lee", "person:tom-reed"))) == ["person:ann-lee"] * 2
    assert list(join(own(*rows), named(("A. Lee", "Ann Lee"))).actors.name) == ["A. Lee", "Tom Reed"]


def test_an_alias_keeps_what_was_joined_to_either():
    rows = [*often("Don Lee", 5), *often("Don J. Lee", 5), *often("Editor Don", 3)]
    assert len(set(ids(*rows, aliases=named(("Don Lee", "Editor Don"))))) == 1


def test_two_told_apart_stay_so():
    rows = [*often("Don Lee", 5), *often("Don J. Lee", 5)]
    assert len(set(ids(*rows))) == 1
    assert len(set(ids(*rows, aliases=named(("Don Lee", "Don J. Lee", "apart"))))) == 2
    bodies = [
        {"at": at, "name": name, "type": "organization"} for at, name in [("a", "Port Union Office"), ("b", "PUO")]
    ]
    assert len(set(ids(*bodies, aliases=named(("PUO", "Port Union Office", "apart"))))) == 2


FIRSTS, LASTS = ["Ann", "Anna", "Tom", "T.", "Ann B.", "Senator Ann"], ["Lee", "Reed", "Lee Jr."]
NAMES = st.one_of(
    st.builds(lambda first, last: f"{first} {last}", st.sampled_from(FIRSTS), st.sampled_from(LASTS)),
    st.sampled_from(["Lee", "Reed", "Ann", "Tom"]),
)
ROWS = st.lists(
    st.fixed_dictionaries(
        {
            "at": st.sampled_from("abcdef"),
            "name": NAMES,
            "type": st.sampled_from(["person", "person", "organization", "other"]),
            "role": st.sampled_from([None, "mayor", "coach"]),
            "country": st.sampled_from([None, "USA", "FRA"]),
            "pronouns": st.sampled_from([None, "he", "she"]),
            "published": st.sampled_from([None, pd.Timestamp("2020-01-01"), pd.Timestamp("2020-02-01")]),
        }
    ),
    min_size=1,
    max_size=14,
    unique_by=lambda row: (row["at"], row["type"], row["name"]),
)


def partition(rows: list[dict[str, object]], **given: object) -> dict[tuple[str, str, str], str]:
    table = own(*rows)
    links = join(table, **given).links
    return dict(zip(zip(table.article_id, table.type, table.name, strict=True), links.actor_id, strict=True))


@given(rows=ROWS, pair=st.tuples(NAMES, NAMES))
@settings(max_examples=60)
def test_a_row_of_aliases_never_takes_apart(rows, pair):
    before, after = partition(rows), partition(rows, aliases=named(pair))
    homes = {}
    for key, actor in before.items():
        homes.setdefault(actor, set()).add(after[key])
    assert all(len(found) == 1 for found in homes.values())


@given(rows=ROWS, data=st.data())
@settings(max_examples=40)
def test_joining_depends_on_the_set_of_articles_only(rows, data):
    mixed = data.draw(st.permutations(rows))
    one, other = join(own(*rows)), join(own(*mixed))
    pd.testing.assert_frame_equal(one.actors, other.actors)
    assert partition(rows) == partition(mixed)


@given(rows=ROWS, data=st.data())
@settings(max_examples=40)
def test_an_id_that_was_given_never_comes_to_mean_somebody_else(rows, data):
    """Those known by an id still have it when articles are added, or another id that one of theirs was known by."""
    articles = sorted({str(row["at"]) for row in rows})
    early = data.draw(st.sets(st.sampled_from(articles), min_size=1))
    first = join(own(*(row for row in rows if row["at"] in early)))
    after = join(own(*rows), held=first.ids)
    now = dict(zip(zip(after.links.article_id, after.links.own, strict=True), after.links.actor_id, strict=True))
    anchors = {actor: now[article, key] for actor, article, key in first.ids.itertuples(index=False)}
    assert all(actor == anchors[actor] or actor not in set(now.values()) for actor in anchors)


def test_an_older_article_takes_no_id_away_and_a_later_one_none_without_memory():
    told = [
        {"at": "z", "name": "Ann Lee", "country": "USA", "role": "senator", "published": pd.Timestamp("2020-01-01")},
        {"at": "a", "name": "Ann Lee", "country": "GBR", "role": "footballer", "published": pd.Timestamp("2021-01-01")},
    ]
    assert ids(*told) == ["person:ann-lee", "person:ann-lee-footballer"]
    held = join(own(told[1])).ids
    assert ids(*told, held=held) == ["person:ann-lee-senator", "person:ann-lee"]


def test_joining_nothing_gives_empty_tables():
    links, joined, ids = join(own())
    assert len(links) == len(joined) == len(ids) == 0


def test_joining_takes_work_in_proportion():
    def work(n: int) -> int:
        rows = [{"at": f"{i:05d}", "name": f"Ann Lee{i % (n // 8):04d}"} for i in range(n)]
        table = own(*rows, *({"at": f"{i:05d}", "name": f"Lee{i % (n // 8):04d}"} for i in range(0, n, 5)))
        return lines_run(lambda: join(table))

    assert work(4000) < 4.4 * work(1000)
