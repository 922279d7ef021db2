"""What people found wrong in single articles, kept in a file of their own and applied at every reading.

    article,start,end,what,value,note
    04ca6adf580d3291,112,240,speaker,Ann Lee,he is Lee's spokesman

    one         who is named here and who is called `value` are one, wherever they stand
    two         who is named here is, in this article, not whom the kit takes them for, but `value`
    speaker     who says this is `value`, or "nobody named"
    no quote    nobody says this
    label       whoever is named here is portrayed as `value`: negative, neutral or positive
    no person   who is named here is no person but `value`: organization, place, group, other, or nothing at all

`kit.corrections.add("corrections.csv", article_id, start, end, "speaker", "Ann Lee", words="…")` puts a line into the
file: whole or not at all, once, and never against another line. It is what a click calls.

`reading` takes the file, `places` finds a place again, `rows` corrects an article's own rows, `links` who is one across
articles. Batches and the cache keep what the kit found; corrections are applied to it each time, in no order.
"""

from kit.corrections.adding import add
from kit.corrections.reading import KINDS, read_corrections

__all__ = ["KINDS", "add", "read_corrections"]
