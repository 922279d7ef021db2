"""PDF: what stands where on the page, and in which size of type, tells the parts of an article apart."""

import textwrap

import pytest

from tests.formats.made import LAST, LEAD, pdf

pytest.importorskip("pypdfium2")

LEFT = (
    "The harbour was closed on Mon-",
    "day when the ferries stopped",
    "running for good and all of it",
    "was told on the left side",
)
RIGHT = (
    "and then it was told on the",
    "right side of the page that no",
    "one had expected a vote that",
    "would be as close as this.",
)
HARBOUR = (
    "The harbour board voted on Tuesday to close the eastern quay for six months, which fishermen said would cost"
    " them dearly. The board has been at odds with the town since the ferries stopped running."
)
SCHOOLS = (
    "The council approved a budget for new schools after a debate that lasted until midnight. Nobody had expected"
    " that the vote would be so close, said the mayor."
)


def column(x: int, *lines: str, top: int = 780) -> list[tuple[int, int, str]]:
    return [(x, top - 14 * n, line) for n, line in enumerate(lines)]


def wrapped(x: int, top: int, text: str, width: int = 40) -> list[tuple[int, int, str]]:
    return column(x, *textwrap.wrap(text, width), top=top)


def test_an_export_is_known_by_a_line_that_looks_like_a_running_head(read, monkeypatch):
    def export(lines):
        return iter([{"text": "known"}]) if any("May 2, 2002" in line for line in lines) else None

    monkeypatch.setattr("kit.formats.files.pdf.reader.export_in_paragraphs", export)
    lines = ["A harbour divided", "The Post (London) | May 2, 2002 | Author: Ann Lee", LEAD, LAST, "Record Number: 0A"]
    rows, _ = read("a.pdf", pdf([(40, 820 - 14 * n, line) for n, line in enumerate(lines)]))
    assert [row["text"] for row in rows] == ["known"]


def test_columns_printed_across_are_read_one_after_the_other(read):
    across = [place for pair in zip(column(50, *LEFT * 3), column(320, *RIGHT * 3), strict=True) for place in pair]
    rows, _ = read("a.pdf", pdf(across))
    assert rows[0]["text"].startswith("The harbour was closed on Monday when the ferries stopped running for good")
    assert rows[0]["text"].index("would be as close") > rows[0]["text"].rindex("left side")


def test_page_headers_are_dropped(read):
    pages = [
        column(50, f"The Post, page {n}", *(f"Line {n} {k} of the article." for k in range(8))) for n in range(1, 6)
    ]
    rows, _ = read("a.pdf", pdf(*pages))
    assert ("The Post" in rows[0]["text"], "Line 5 7" in rows[0]["text"]) == (False, True)


def test_headline_byline_day_and_outlet_stand_apart_from_the_text(read):
    page = [
        (50, 810, "The Harbour Times"), (250, 810, "Monday, May 6, 2024"), (480, 810, "Page 3"),
        (50, 760, "Board votes to close", 24), (50, 732, "the eastern quay", 24), (50, 705, "By Ann Lee"),
        *wrapped(50, 680, HARBOUR, 80), (300, 20, "3"),
    ]  # fmt: skip
    rows, skipped = read("a.pdf", pdf(page))
    got = [(row["title"], row["author"], row["source"], f"{row['published']:%F}", row["text"]) for row in rows]
    whole = ("Board votes to close the eastern quay", "Ann Lee", "The Harbour Times", "2024-05-06", HARBOUR)
    assert (got, skipped) == ([whole], [])


def test_the_day_of_printing_is_no_day_of_publication_and_the_address_is_kept(read):
    page = [
        (30, 820, "5/7/24, 3:14 PM"), (200, 820, "Board votes to close the eastern quay"),
        (50, 760, "Board votes to close the eastern quay", 20), *wrapped(50, 730, HARBOUR, 80),
        (30, 15, "https://post.example/harbour"), (550, 15, "1/1"),
    ]  # fmt: skip
    rows, _ = read("a.pdf", pdf(page))
    got = [(row["published"], row["url"], row["source"], row["text"]) for row in rows]
    assert got == [(None, "https://post.example/harbour", "post.example", HARBOUR)]


def test_a_day_in_the_text_is_no_day_of_publication(read):
    rows, _ = read("a.pdf", pdf(column(50, "The treaty of 4 May 1990 was broken on the first day.", "Nobody cared.")))
    assert rows[0]["published"] is None


def test_a_box_beside_the_text_is_left_out_and_told(read):
    page = [
        (50, 760, "Board votes to close the eastern quay", 20), *wrapped(50, 730, HARBOUR, 80),
        (45, 560, 200, 50), (50, 590, "What happens next"), (50, 576, "The board meets again in June."),
        *wrapped(50, 520, SCHOOLS, 80),
    ]  # fmt: skip
    rows, skipped = read("a.pdf", pdf(page))
    assert [row["text"] for row in rows] == [f"{HARBOUR}\n\n{SCHOOLS}"]
    assert skipped == [
        "boxes beside the text left out (48 characters, 'What happens next The board meets again in June.')"
    ]


def test_two_stories_side_by_side_are_two(read):
    page = [
        (180, 800, "Daily Courier", 40), (230, 775, "Wednesday 8 May 2024"),
        (50, 720, "Quay to close", 18), *wrapped(50, 690, HARBOUR),
        (320, 720, "Schools get money", 18), *wrapped(320, 690, SCHOOLS),
    ]  # fmt: skip
    rows, _ = read("a.pdf", pdf(page))
    assert [(row["title"], row["source"], f"{row['published']:%F}", row["text"]) for row in rows] == [
        ("Quay to close", "Daily Courier", "2024-05-08", HARBOUR),
        ("Schools get money", "Daily Courier", "2024-05-08", SCHOOLS),
    ]


def stacked(*bylines: str) -> bytes:
    page, top = [], 780
    for title, text, byline in zip(("Quay to close", "Schools get money"), (HARBOUR, SCHOOLS), bylines, strict=True):
        page += [(50, top, title, 20), *([(50, top - 24, byline)] if byline else []), *wrapped(50, top - 48, text, 80)]
        top -= 300
    return pdf(page)


def test_two_stories_one_below_the_other_are_two_by_their_bylines(read):
    rows, _ = read("a.pdf", stacked("By Ann Lee", "By Joe Doe"))
    got = [(row["title"], row["author"], row["text"]) for row in rows]
    assert got == [("Quay to close", "Ann Lee", HARBOUR), ("Schools get money", "Joe Doe", SCHOOLS)]


def test_two_headlines_without_bylines_are_told(read):
    rows, skipped = read("a.pdf", stacked("", ""))
    reason = "2 headings of one rank ('Quay to close' the first) may be as many articles; read as one"
    assert (len(rows), skipped) == (1, [reason])


def test_a_headline_over_three_columns_is_read_before_the_columns(read):
    first, second, third = "one " * 40, "two " * 40, "three " * 40
    page = [(50, 760, "Board votes to close", 24)]
    for x, text in ((50, first), (230, second), (410, third)):
        page += wrapped(x, 720, text, 28)
    rows, _ = read("a.pdf", pdf(page))
    assert (rows[0]["title"], rows[0]["text"].split()) == ("Board votes to close", (first + second + third).split())


@pytest.mark.parametrize(
    ("lines", "word"),
    [
        (("the vote of the coun-", "cil was close and nobody"), "council"),
        (("the plan of a self-", "employed man from the"), "self-employed"),
        (("the speech of Jean-", "Paul Lindt was long and"), "Jean-Paul"),
        (("a long-", "standing row, longstanding here"), "longstanding"),
        (("a pro-gramme of the pro-", "gramme and other things"), "pro-gramme"),
    ],
)
def test_words_broken_at_a_line_end_are_whole(read, lines, word):
    rows, _ = read("a.pdf", pdf(column(50, *lines, "and so it went on until the end of it.")))
    assert word in rows[0]["text"]


def test_a_large_first_letter_belongs_to_its_word(read):
    page = [(50, 700, "T", 36), (76, 716, "he harbour was closed on"), (76, 702, "Monday, when the ferries had")]
    page += column(50, "stopped running for good and all", "of it was told by the mayor.", top=688)
    rows, _ = read("a.pdf", pdf(page))
    assert rows[0]["text"].startswith("The harbour was closed on Monday, when the ferries had stopped running")


def test_a_scan_is_said_to_be_one(read):
    rows, skipped = read("a.pdf", pdf([], []))
    assert (rows, "2 pages without text (scanned?)" in skipped[0]) == ([], True)
