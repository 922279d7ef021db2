from __future__ import annotations

from datetime import datetime

import pytest

from tests.formats.made import page

DAY = datetime(2021, 3, 9)
TEASER = '<aside><time datetime="1999-03-03">March 3, 1999</time></aside>'


@pytest.mark.parametrize(
    ("head", "line", "published", "modified"),
    [
        ('<meta property="article:published_time" content="2021-03-09">', TEASER, DAY, None),
        ('<meta property="article:modified_time" content="2021-03-10">', "", None, datetime(2021, 3, 10)),
        ("", '<time itemprop="datePublished" datetime="2021-03-09">x</time>', DAY, None),
        ("", '<p class="dateline">March 9, 2021</p>', DAY, None),
        ("", '<p class="date">Updated March 10, 2021</p>', None, datetime(2021, 3, 10)),
        ("", '<p class="dateline">Updated March 10, 2021</p>', datetime(2021, 3, 10), datetime(2021, 3, 10)),
        ("", "<p>Published March 9, 2021 | Updated March 10, 2021</p>", DAY, datetime(2021, 3, 10)),
        ("", "<p>The dam broke on March 3, 1999, and the village was lost.</p>", None, None),
        ("", '<div class="comment"><time datetime="2021-03-09">x</time></div>', None, None),
        (
            "",
            f'<blockquote class="twitter-tweet">A post. <a href="x">March 9, 2021</a></blockquote>{TEASER}',
            None,
            None,
        ),
        ('<link rel="canonical" href="https://post.example/2021/03/09/a">', "", None, None),
        ('<link rel="canonical" href="https://post.example/2021/03/09/a">', "<span>March 9, 2021</span>", DAY, None),
    ],
)
def test_a_date_is_when_it_was_published_or_empty(read, head, line, published, modified):
    rows, _ = read("a.html", page(more=head).replace("</h1>", f"</h1>{line}"))
    assert (rows[0]["published"], rows[0]["modified"]) == (published, modified)
