"""One story an article: a page with several gives several; what stands around a story is no text of it."""

from __future__ import annotations

import pytest

from tests.formats.made import LAST, LEAD, page

QUAY = [f"{LEAD} It was the {n}th time in a year that this had happened." for n in (4, 5, 6)]
VOTE = [f"{LAST} The debate lasted until midnight on the {n}th of the month." for n in (4, 5, 6)]


def prose(lines: list[str]) -> str:
    return "".join(f"<p>{line}</p>" for line in lines)


def web(body: str) -> str:
    return f"<!DOCTYPE html><html lang='en'><head><title>The Post</title></head><body>{body}</body></html>"


@pytest.mark.parametrize(
    "body",
    [
        f"<div class=s><h1>The quay closes</h1>{prose(QUAY)}</div>"
        f"<div class=s><h1>A close vote</h1>{prose(VOTE)}</div>",
        f"<h1>The quay closes</h1>{prose(QUAY)}<h1>A close vote</h1>{prose(VOTE)}",
        f"<h1>News of the day</h1><article><h2>The quay closes</h2>{prose(QUAY)}</article>"
        f"<article><h2>A close vote</h2>{prose(VOTE)}</article>",
    ],
    ids=["in boxes", "one after the other", "as articles under a heading of the day"],
)
def test_several_stories_on_a_page_are_several(read, body):
    rows, _ = read("a.html", web(body))
    assert [(row["title"], row["text"].split("\n")) for row in rows] == [
        ("The quay closes", QUAY),
        ("A close vote", VOTE),
    ]


def test_each_story_of_a_page_has_its_own_author_and_day(read):
    parts = [
        f"<article><h2>{title}</h2><p class=byline>By {name}</p><time datetime={day}>{day}</time>"
        f"{prose(lines)}</article>"
        for title, name, day, lines in (
            ("The quay closes", "Ann Lee", "2024-05-06", QUAY),
            ("A close vote", "Tom Reed", "2024-05-07", VOTE),
        )
    ]
    rows, _ = read("a.html", web("".join(parts)))
    assert [(row["author"], f"{row['published']:%F}") for row in rows] == [
        ("Ann Lee", "2024-05-06"),
        ("Tom Reed", "2024-05-07"),
    ]


@pytest.mark.parametrize(
    "body",
    [
        f"<article><h1>The quay closes</h1>{prose(QUAY)}<h2>What happens next</h2>{prose(VOTE)}</article>",
        f"<article><h1>The quay closes</h1>{prose(QUAY)}</article><section class='more-stories'><article>"
        f"<h3>A close vote</h3>{prose(VOTE)}</article></section>",
    ],
    ids=["sections", "teasers"],
)
def test_sections_and_teasers_are_no_stories(read, body):
    rows, _ = read("a.html", web(body))
    assert len(rows) == 1


def test_a_live_page_is_one_and_told(read):
    posts = "".join(
        f"<div class=live-post><time datetime=2024-05-06T1{n}:00>1{n}:00</time>{prose(lines)}</div>"
        for n, lines in enumerate((QUAY, VOTE))
    )
    rows, skipped = read("a.html", web(f"<article><h1>Live: the storm</h1>{posts}</article>"))
    assert (len(rows), skipped) == (1, ["a live page of 2 entries; read as one article"])


@pytest.mark.parametrize(
    "beside",
    [
        "<p><strong>Read more:</strong> <a href=/x>The mayor will never resign, he says</a></p>",
        "<p><a href=/x>READ MORE: The mayor will never resign, he says</a></p>",
        "<p><a href=/x>The mayor will never resign, he says</a></p>",
        "<ul class=key-points><li>The mayor will never resign, he says</li></ul>",
        "<div class=related><h3>Related stories</h3><ul><li>The mayor will never resign, he says</li></ul></div>",
        "<blockquote class=twitter-tweet><p>The mayor will never resign, he says</p>- Tom (@tom)</blockquote>",
        "<figure><img src=x><figcaption>The mayor will never resign, he says. Photo: Tom Reed</figcaption></figure>",
        "<p>Photo: The mayor will never resign/Getty Images</p>",
    ],
)
def test_what_stands_within_an_article_and_is_no_text_is_left_out(read, beside):
    made = page().replace("5th time in a year that this had happened.</p>", "5th time.</p>" + beside)
    rows, _ = read("a.html", made)
    assert ("resign" in rows[0]["text"], LAST in rows[0]["text"]) == (False, True)


@pytest.mark.parametrize(
    "line",
    ["By Ann Lee, Political Editor", "May 6, 2024", "Updated 6 May 2024, 14:20 BST", "Last updated on 6 May 2024"],
)
def test_bylines_and_days_above_the_text_are_no_text(read, line):
    rows, _ = read("a.html", page().replace("</h1>", f"</h1><p>{line}</p>"))
    assert rows[0]["text"].startswith(LEAD)


def test_who_reported_stands_below_the_text_and_is_none_of_it(read):
    rows, _ = read("a.html", page().replace("</article>", "<p>Additional reporting by Ann Lee</p></article>"))
    assert rows[0]["text"].endswith(LAST)


def test_the_address_of_an_archived_page_is_its_own(read):
    address = "https://web.archive.org/web/20240507101500/https://post.example/vote"
    rows, _ = read("a.html", page(more=f'<link rel="canonical" href="{address}">'))
    assert rows[0]["url"] == "https://post.example/vote"
