"""What two persons' names have in common."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.actors.likeness import likeness, parse


@pytest.mark.parametrize(
    ("one", "other", "way"),
    [
        ("Ann Lee", "ANN LÉE", "same"),
        ("Ann Lee", "Ann Beth Lee", "middle"),
        ("Ann Beth Lee", "Ann B. Lee", "middle"),
        ("Tom W. Reed", "Tom H.W. Reed", None),
        ("Tom W. Reed", "Tom H. W. Reed", None),
        ("Bernie Moss", "Bernard Moss", "nickname"),
        ("Ted Reed", "Karl Edward Reed", "nickname"),
        ("William “Bill” Lee", "Bill Lee", "nickname"),
        ("William Lee", "William (Bill) Lee", "same"),
        ("J. Robert Lee", "Bob Lee", "initial"),
        ("Bob A. Lee", "Robert B. Lee", None),
        ("J. D. Reed", "JD Reed", "same"),
        ("J. D. Reed", "James David Reed", "initial"),
        ("A. Lee", "Tom Lee", None),
        ("Sergei Lavrin", "Sergey Lavrin", "spelling"),
        ("Olena Zelenska", "Olena Zelenskaa", "spelling"),
        ("Marc Dutrou", "Mark Dutrou", "spelling"),
        ("Ann Lee", "Anne Lee", "spelling"),
        ("Jan Lee", "Jane Lee", None),
        ("Lech Jarska", "Lech Jarski", None),
        ("Debbie Wasser", "Debbie Wasser Schulz", "part"),
        ("Tom Reed", "Tom Reed Jr.", "suffix"),
        ("Tom Reed Jr.", "Tom Reed III", None),
        ("Ann Lee", "Tom Lee", None),
        ("Ann Lee", "Ann Reed", None),
        ("Lee", "Ann Lee", None),
    ],
)
def test_names_are_alike_in_a_way_or_cannot_be_one(one, other, way):
    assert likeness(parse(one), parse(other)) == likeness(parse(other), parse(one)) == way


@pytest.mark.parametrize(
    ("name", "last"),
    [("Bill de Lee", "de lee"), ("de Lee", "de lee"), ("Van Lee", "lee"), ("Ann van der Lee", "van der lee")],
)
def test_particles_belong_to_the_surname(name, last):
    assert parse(name).last == last


@given(name=st.text(max_size=30), other=st.text(max_size=30))
def test_any_text_is_compared_the_same_either_way(name, other):
    assert likeness(parse(name), parse(other)) == likeness(parse(other), parse(name))
