"""Quotation marks and wrapped lines."""

from __future__ import annotations

import pytest

from kit.text.marks import quotation


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ('He said "yes it is" and left.', "yesitis"),
        ("He said “yes” and “no”.", "yesno"),
        ("He said ``yes'' then.", "yes"),
        ("„Ja“, sagte er. «Oui», dit-il.", "JaOui"),
        ("'It is,' said Bo, 'the dogs' bone.'", "Itisthedogs'bone."),
        ("The dogs' bone wasn't the cats'.", ""),
        ("“One\nTwo” three", "One"),
        ("”Ja”, sade han. Hon sade ”nej”.", "Janej"),
        ("»Ja«, sagte er. »Nein.«", "JaNein."),
        ("”Yes,” he said. “No,“ she said. (”Perhaps”)", "YesNoPerhaps"),
        ("“the “so-called” peace” held. A 5” pipe and “no”.", "the“so-calledno"),
    ],
    ids=[
        *("straight", "curly", "TeX", "low and guillemets", "single", "apostrophes", "left open"),
        *("closing marks on both sides", "guillemets inward", "misprinted", "one within another"),
    ],
)
def test_quotation_marks_enclose(text, inside):
    found = [text[a:b] for a, b, state in quotation(text) if state < 3]
    assert "".join(found).replace(" ", "").replace(",", "") == inside
