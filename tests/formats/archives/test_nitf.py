from __future__ import annotations

from datetime import datetime
from html import escape

import pytest

from tests.formats.made import LAST, LEAD, told


def test_nitf_of_the_new_york_times_gives_the_lead_once(read):
    xml = (
        '<nitf><head><title>T</title><pubdata name="The New York Times" date.publication="19870101T000000"/>'
        "</head><body><body.head>"
        "<hedline><hl1>A harbour divided</hl1></hedline><byline>By ANN LEE<byttl>AP Writer</byttl></byline>"
        "</body.head><body.content>"
        f'<block class="lead_paragraph"><p>{LEAD}</p></block><block class="full_text"><p>{LEAD}</p><p>'
        f"{LAST}</p></block>"
        "</body.content></body></nitf>"
    )
    rows, _ = read("n.xml", xml)
    assert told(rows) == [
        ("A harbour divided", "The New York Times", "ANN LEE", datetime(1987, 1, 1), f"{LEAD}\n\n{LAST}")
    ]


@pytest.mark.parametrize("put", [escape, lambda body: f"<![CDATA[{body}]]>", lambda body: escape(escape(body))])
def test_a_body_whose_markup_was_escaped_is_read_as_markup(read, put):
    body = put(f"<p>{LEAD}</p><p>{LAST}</p>")
    xml = f"<nitf><body><body.head><hl1>T</hl1></body.head><body.content>{body}</body.content></body></nitf>"
    rows, _ = read("n.xml", xml)
    assert rows[0]["text"] == f"{LEAD}\n\n{LAST}"
