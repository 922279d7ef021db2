from __future__ import annotations

from datetime import datetime

from tests.formats.made import LAST, LEAD, told

LINES = (
    '"Kronen Zeitung" vom 23.10.2017 Seite: 28',
    "Ressort: Lokal",
    "Abend",
    "Der Hafen bleibt geschlossen",
    LEAD,
    LAST,
)


def test_apa_rtf_holds_raw_utf8(read):
    data = (
        '{\\rtf1 "Kronen Zeitung" vom 23.10.2017 Seite: 28\\par\nRessort: Lokal\\par\n\\par\nAbend\\par\nDer '
        "Hafen bleibt geschlossen\\par\n"
        f'{LEAD} Größe.\\par\n{LAST}\\par\n"Salzburger Nachrichten" Nr. 246 vom 24.10.2017 Seite '
        f"3\\par\nRessort: Politik\\par\n"
        f"Zweiter Titel\\par\n{LEAD}\\par}}"
    ).encode()
    rows, _ = read("a.rtf", data)
    assert told(rows, "title", "source", "published", "text") == [
        ("Der Hafen bleibt geschlossen", "Kronen Zeitung", datetime(2017, 10, 23), f"{LEAD} Größe.\n\n{LAST}"),
        ("Zweiter Titel", "Salzburger Nachrichten", datetime(2017, 10, 24), LEAD),
    ]
