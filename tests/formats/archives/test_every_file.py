"""What one record promises: the same articles, whatever kind of file an export comes in."""

from __future__ import annotations

import importlib
import runpy
from pathlib import Path

import pytest

from kit.formats.archives import ARCHIVES, export_in_paragraphs
from kit.formats.reading.archive import Archive, View, in_order
from tests.formats.made import LAST, LEAD, docx, odt, page, pdf, rtf, told


def example(archive: str) -> list[str]:
    """The paragraphs `LINES` of one article in the archive's test, longer than the lines of a wrapped text."""
    lines = importlib.import_module(f"tests.formats.archives.test_{archive}").LINES
    return [line.strip().replace(LEAD, f"{LEAD} {LEAD}") for line in lines if line.strip()]


def web_page(*lines: str) -> str:
    return (
        f"<!DOCTYPE html><html><head><title>x</title></head><body>{''.join(f'<p>{line}</p>' for line in lines)}</body>"
    )


def mail(kind: str, body: str) -> str:
    return (
        "From: a@b.example\nDate: Mon, 6 May 2024 10:00:00 +0000\nSubject: Your export\nMIME-Version: 1.0\n"
        f"Content-Type: {kind}; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n{body}"
    )


FILES = {
    "a.txt": lambda *lines: "\n".join(lines),
    "parted.txt": lambda *lines: "\r\n\r\n".join(lines),
    "a.rtf": rtf,
    "a.docx": docx,
    "a.odt": odt,
    "a.pdf": lambda *lines: pdf([(40, 820 - 14 * n, line) for n, line in enumerate(lines)]),
    "a.html": web_page,
    "a.eml": lambda *lines: mail("text/plain", "\n".join(lines)),
    "page.eml": lambda *lines: mail("text/html", web_page(*lines)),
}


SUFFIXES = {
    "text": "a.txt",
    "RTF": "a.rtf",
    "Word": "a.docx",
    "OpenDocument": "a.odt",
    "PDF": "a.pdf",
    "web page": "a.html",
    "mail": "a.eml",
}
DOCS = Path(__file__).parents[3] / "docs"


def test_both_tables_of_the_docs_have_a_row_for_each_archive_and_mark_what_is_tried_here():
    made = runpy.run_path(str(DOCS / "archives.py"))
    rows = made["on_page_markdown"]((DOCS / "formats.md").read_text(encoding="utf-8")).splitlines()
    assert [sum(archive.description in row for row in rows if row[:1] == "|") for archive in ARCHIVES] == [2] * len(
        ARCHIVES
    )
    assert {SUFFIXES[kind] for kind in made["KINDS"]} <= set(FILES)


def test_each_archive_says_how_to_export_from_it_and_what_it_gives():
    assert [archive.name for archive in ARCHIVES if not archive.advice] == []
    for archive in ARCHIVES:
        if archive.paragraphs:
            (article,) = export_in_paragraphs(example(archive.name))
            assert set(article) - {"text", "title", "source", "published"} <= set(archive.columns), archive.name


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("archive", [archive.name for archive in ARCHIVES if archive.paragraphs])
def test_an_export_is_known_in_every_kind_of_file(read, archive, name):
    if name.endswith(".pdf"):
        pytest.importorskip("pypdfium2")
    lines = example(archive)
    (expected,) = export_in_paragraphs(lines)
    rows, skipped = read(name, FILES[name](*lines))
    assert (told(rows, "title", "source", "text"), skipped) == (told([expected], "title", "source", "text"), [])
    assert rows[0]["published"] is not None


@pytest.mark.parametrize(
    "line",
    ['"Kurier" vom 23.10.2017 berichtete anders.', "Document ABCDEFGHIJKL123", "The court let go 3 of 12 documents."],
)
@pytest.mark.parametrize("name", ["a.txt", "a.html", "a.eml"])
def test_a_line_that_an_archive_goes_by_makes_no_export_of_an_article(read, name, line):
    make = {
        "a.txt": "\n".join,
        "a.html": lambda lines: page(lead=f"{lines[1]}. {LEAD}"),
        "a.eml": lambda lines: mail("text/plain", "\n".join(lines)),
    }
    rows, _ = read(name, make[name]([LEAD, line, LAST]))
    assert (len(rows), LAST in rows[0]["text"]) == (1, True)


def test_archives_stand_by_name_but_before_those_that_they_name():
    def named(name, *before):
        return Archive(name, (), "", "", paragraphs=View(lambda lines: False, iter), before=before)

    order = in_order([named("c", "a"), named("b"), named("a")])
    assert [archive.name for archive in order] == ["b", "c", "a"]


def test_every_archive_that_another_stands_before_exists():
    names = {archive.name for archive in ARCHIVES}
    assert {name for archive in ARCHIVES for name in archive.before} <= names
