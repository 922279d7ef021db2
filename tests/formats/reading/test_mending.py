from __future__ import annotations

import pytest

from kit.formats.reading.encoding import decode
from kit.formats.reading.mending import lost_marks, mend

SOUND = "The café of Zoë Müller.\n“We were lucky,” he said. It’s over – now."


@pytest.mark.parametrize(
    "damaged",
    [
        SOUND.replace("”", "x").encode().decode("cp1252").replace("x", "â€\ufffd"),
        SOUND.encode("cp1252").decode("latin-1"),
        SOUND.replace("“", "&ldquo;").replace("é", "&eacute;"),
        SOUND.replace("é", "Ã©"),
    ],
    ids=["double UTF-8", "C1 controls", "entities", "one word"],
)
def test_damage_is_undone_and_said(damaged):
    text, done = mend(damaged)
    assert (text, bool(done)) == (SOUND, True)


@pytest.mark.parametrize("text", [SOUND, "Façade â la carte, Ângela, AT&T; 5 > 3\r\n", "Größe – „so“", "日本語 «да»"])
def test_what_is_sound_stays(text):
    assert mend(text) == (text, ())


@pytest.mark.parametrize("page", ["cp1252", "mac_roman", "utf-8"])
def test_the_code_page_is_told_by_the_words(page):
    assert decode(SOUND.encode(page))[0] == SOUND


def test_a_line_of_another_encoding_is_read_as_such():
    assert decode(SOUND.encode() + SOUND.encode("cp1252"))[0] == SOUND * 2


@pytest.mark.parametrize(
    ("text", "lost"),
    [("?We were lucky,? he said.", True), ("It?s over.", True), ("A \ufffd.", True), ("Was it? He asked. Who?", False)],
)
def test_lost_marks_are_told(text, lost):
    assert (lost_marks(text) is not None) == lost


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("One._x000D_\nTwo.", "One.\nTwo."),
        ("One._x000D_Two.", "One.\nTwo."),
        ("a_x005F_b", "a_b"),
        ("_x0041_", "_x0041_"),
    ],
)
def test_escapes_of_excel_are_undone(cell, text):
    assert mend(cell)[0] == text
