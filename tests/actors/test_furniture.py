"""What stands in an article and names nobody in it."""

from __future__ import annotations

import pytest

from kit.actors.furniture import datelines, names_nobody, said_low, set_apart


@pytest.mark.parametrize(
    ("text", "apart"),
    [
        ("WASHINGTON, March 3 (Reuters) - Ann Lee left.\nREUTER\n", ["Reuters", "REUTER"]),
        ("The board met. Net profit rose. REUTER", ["REUTER"]),
        ("  Shr 12 cts vs 10\n Reuter\n&#3;", ["Reuter"]),
        ("NEW YORK (AP) — Ann Lee left.", ["AP"]),
        (
            "By Ann Lee and Tom Reed, Associated Press\nOSLO — Ida Moss left.",
            ["Ann Lee and Tom Reed, Associated Press"],
        ),
        ("The port closed. (Reporting by Ann Lee in Oslo; Editing by Tom Reed)", ["Ann Lee", "Tom Reed"]),
        ("Ann Lee in Oslo contributed to this report.", ["Ann Lee in Oslo"]),
        ("The port (AP Photo/Ann Lee)", ["AP Photo/Ann Lee"]),
        ('<tweet author="Ann Lee">The port</tweet>', ['<tweet author="Ann Lee">', "</tweet>"]),
        ("see Chart-3.png", ["Chart-3.png"]),
        ("Lund Port <LPC.N> and <BR> but <Lund Port Corp>", ["<LPC.N>", "<BR>"]),
        ("Ann Lee left.\nREUTER JPR\n", ["REUTER JPR"]),
        ("-- Lund newsroom, 555 0123 REUTER AL", ["Lund newsroom", "REUTER AL"]),
        ("(c) Reuters Limited 1996\nAnn Lee left.", ["(c) Reuters Limited 1996"]),
        ("Reuters has not verified these stories.", ["Reuters"]),
        ("Ann Lee told Reuters - the agency - that AP was wrong.", []),
        ("By Monday Ann Lee had gone.", []),
        ("Ann Lee (R) and Tom Reed (D) left, R and D (E) stayed.", ["R", "D"]),
        ("A book edited by Ann Lee, and a film by Tom Reed.", []),
        ("Ann Lee contributed to this party.", []),
    ],
)
def test_who_wrote_and_who_sent_an_article_is_set_apart(text, apart):
    assert [text[start:end] for start, end in set_apart(text)] == apart


@pytest.mark.parametrize(
    ("name", "nobody"),
    [
        *dict.fromkeys(
            ("Shr", "Oper shr", "Qtly div", "The", "WRONG", "Photo", "R-Wash.", "D-N.Y.", "She", "Her", "Jr."), True
        ).items(),
        *dict.fromkeys(
            ("Net", "Sales", "3M", "NASA", "WHO", "IT", "The Who", "Reade", "Ann Lee", "The Hill", "D-Day"), False
        ).items(),
    ],
)
def test_abbreviations_labels_fragments_and_shouts_name_nobody(name, nobody):
    assert names_nobody(name, said_low(f"{name} is wrong.")) is nobody


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("LUND, March 3 - Ann Lee left.", ["LUND"]),
        ("ST. OLAF, Norway (AP) — Ann Lee left.", ["ST. OLAF, Norway"]),
        ("OSLO — Ann Lee left.\nBERGEN -- Tom Reed stayed.", ["OSLO", "BERGEN"]),
        ("Oslo - the capital - is calm, and LUND too.", []),
    ],
)
def test_a_dateline_says_where_somebody_writes(text, places):
    assert [text[start:end] for start, end in datelines(text)] == places


def test_a_bureau_with_its_number_is_set_apart():
    text = "((Lund newsroom 555-0123))"
    assert [text[start:end] for start, end in set_apart(text)] == ["Lund newsroom"]
