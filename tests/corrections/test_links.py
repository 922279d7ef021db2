"""Who is one across articles, as people say."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from kit.corrections.links import linked
from kit.corrections.rows import Wish

A, B = "a" * 16, "b" * 16
ACTORS = [
    {"actor_id": f"person:{name.lower().replace(' ', '-')}", "name": name, "aliases": aliases, "mentions": mentions}
    for name, aliases, mentions in [
        ("Ann Lee", ["Lee"], 5),
        ("Bo Lee", ["Lee"], 2),
        ("Tom Reed", None, 9),
        ("Thomas Reed", None, 1),
    ]
]
ANN, BO, TOM, THOMAS = (row["actor_id"] for row in ACTORS)
LINKS = {(A, "1"): ANN, (A, "2"): TOM, (B, "1"): BO, (B, "2"): THOMAS}
TYPES = dict.fromkeys(LINKS, "person")
WITHIN = {A: {ANN, TOM}, B: {BO, THOMAS}}


def of(*wishes):
    return linked([Wish(*wish) for wish in wishes], LINKS, TYPES, ACTORS, WITHIN)


def test_two_are_one_by_the_name_that_was_written():
    assert of((2, "one", A, "2", "Thomas Reed")).heads == {TOM: THOMAS}


def test_who_is_another_gets_an_id_of_their_own():
    done = of((2, "two", A, "2", "Tom Reed (mayor)"), (3, "two", B, "2", "tom reed (mayor)"))
    assert done.moves == {(A, "2"): "person:tom-reed-mayor", (B, "2"): "person:tom-reed-mayor"}
    assert [row["name"] for row in done.made.values()] == ["Tom Reed (mayor)"]


def test_who_is_another_may_be_known():
    assert of((2, "two", A, "2", "Ann Lee")).moves == {(A, "2"): ANN}


def test_of_two_who_are_called_so_the_one_of_the_article_is_meant():
    assert of((2, "speaker", A, "said:lee", "Lee"), (3, "speaker", B, "said:lee", "Lee")).moves == {
        (A, "said:lee"): ANN,
        (B, "said:lee"): BO,
    }


def test_what_could_be_several_or_is_nobody_is_told():
    done = linked(
        [
            Wish(2, "speaker", "c" * 16, "said:lee", "Lee"),
            Wish(3, "two", A, "1", "Ann Lee"),
            Wish(4, "one", A, "1", "Eve Fox"),
            Wish(5, "speaker", A, "said:x", "person:eve-fox"),
        ],
        LINKS,
        TYPES,
        ACTORS,
        WITHIN,
    )
    assert done.reasons == {
        2: "2 are called 'Lee'; write the id of one: person:ann-lee, person:bo-lee",
        3: "'Ann Lee' is whom the kit takes them for; write a name that tells them apart",
        4: "nobody is called 'Eve Fox'",
        5: "nobody has the id 'person:eve-fox'",
    }
    assert (done.moves, done.made, done.heads) == ({}, {}, {})


def test_a_chain_ends_at_who_is_nobody_else():
    done = of((2, "one", A, "1", "Tom Reed"), (3, "one", A, "2", "Thomas Reed"))
    assert done.heads == {ANN: THOMAS, TOM: THOMAS}


WISHES = st.lists(
    st.tuples(
        st.sampled_from(["one", "two"]),
        st.sampled_from(list(LINKS)),
        st.sampled_from([*(row["name"] for row in ACTORS), "Lee", "Eve Fox", TOM]),
    ),
    max_size=6,
    unique_by=lambda wish: (wish[0], wish[1]),
)


@given(WISHES, st.randoms(use_true_random=False))
@settings(max_examples=100)
def test_the_order_of_wishes_does_not_matter(said, chance):
    wishes = [(number, what, *own, name) for number, (what, own, name) in enumerate(said, 2)]
    mixed = list(wishes)
    chance.shuffle(mixed)
    assert of(*wishes) == of(*mixed)
