"""What stands within a page's article and is no part of it: teasers, posts, captions, bylines, notes of an update.

By elements, before the body is drawn out of the page; and by lines, after.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from kit.formats.reading.dates import is_date
from kit.formats.reading.markup import classes, level_space, local

__all__ = ["asides", "is_byline", "is_furniture"]

POSTS = re.compile(
    r"twitter-tweet|instagram-media|tiktok-embed|fb-post|fb-xfbml|reddit-embed|bluesky-embed|twitter-video|embed(?:ded)?-?(?:tweet|post|social)|social-?embed|tweet",
    re.IGNORECASE,
)
OTHERS = re.compile(
    r"(?:^|[\s_-])(?:related|read-?more|readmore|also-?read|recommended|recirc(?:ulation)?|most-?(?:read|popular)|more-?(?:stories|on-this)"
    r"|promo(?:tion)?|newsletter(?:-?(?:signup|box))?|highlights?|key-?(?:points|takeaways)|story-?highlights|trending|teasers?|pull-?quote|inline-?(?:promo|link)"
    r"|photo-?credit|image-?credit|credit|caption|wp-caption-text|share(?:-?(?:bar|tools|buttons))?|author-?(?:bio|box)|comments?|disqus|breadcrumbs?|tags)(?:$|[\s_-])",
    re.IGNORECASE,
)
BOX = 2500  # characters of a box within an article
OUTLINE = ("h2", "h3", "h4", "strong", "b")
HEADS = re.compile(
    r"^(?:story highlights|highlights|key (?:points|takeaways|facts)|at a glance|in brief|the gist"
    r"|more (?:on this|from .{2,40}|stories)"
    r"|related(?: (?:articles|stories|content|coverage|links|news))?|read (?:more|next|also)|also read"
    r"|you may (?:also )?like"
    r"|recommended(?: .{2,30})?|most (?:read|popular|viewed)|trending(?: now)?|auf einen blick"
    r"|mehr zum thema|lesen sie auch|à lire aussi|lire aussi|lea también|te puede interesar|leggi anche"
    r"|lees ook)\W*$",
    re.IGNORECASE,
)
TEASER = re.compile(
    r"^\W*(?:read (?:more|also|next|the full (?:story|article))|also read|see also|related|recommended"
    r"|more(?: on this)?|watch|listen|don.t miss|editor.s picks?"
    r"|click here|continue reading|lesen sie auch|mehr dazu|lire aussi|à lire aussi|lea también"
    r"|leggi anche|lees ook|читайте также)\s*[:>»|–—-]+\s*\S.{0,180}$|^\W*(?:read more"
    r"|click here to .{3,80}"
    r"|continue reading.{0,60}|advertisement|sponsored|story continues below.{0,30}"
    r"|article continues .{0,40}|skip (?:past )?(?:newsletter|advert).{0,40}|show comments|leave a comment"
    r"|comments?|kommentare?"
    r"|commentaires|comentarios|reacties|share this (?:article|story)|share on .{3,30}"
    r"|follow us on .{3,60}|sign up (?:for|to) .{3,120}|subscribe (?:to|now|today).{0,100}"
    r"|join our commenting forum|join the conversation|join thought-provoking conversations.*)\W*$",
    re.IGNORECASE,
)
STAMP = re.compile(
    r"^\W*(?:(?:last |first )?(?:updated|published|posted|modified)(?: (?:on|at))?\b.{0,100}\d.{0,60}"
    r"|\d{1,2}[:.]\d\d\s?(?:[ap]\.?m\.?)?\s?[A-Z]{2,4},?\s.{0,40}\d{4}"
    r"|(?:aktualisiert|veröffentlicht|publié|mis à jour|publicado|actualizado)\b.{0,80}\d{4}.{0,40})$",
    re.IGNORECASE,
)
BYLINE = re.compile(
    r"^(?:by|von|par|por|door)\s+(?:[^\W\d_a-z][\w.'’-]*|and|und|et|y|en|de|van|von|der|la|the|,|&|\||/)"
    r"(?:[\s,;&|/]+(?:[^\W\d_a-z][\w.'’-]*|and|und|et|y|in|at|for|de|van|von|der|la|the|of|staff|writers?|reporters?|correspondents?|editors?))*[\s.,;|]*$",
)
BYLINE_FIRST = re.compile(r"^(?:By|BY|Von|Par|Por|Door)\s")
SIGNED = re.compile(
    r"^\W*(?i:(?:additional |further )?(?:reporting|writing|research) by|editing by)\s+[^\W\d_a-z][^.!?]{2,160}\W*$"
)
CREDIT = re.compile(
    r"^\W*(?:(?:photo(?:graph)?s?|image|picture|video|illustration|graphic|foto|bild|crédit|crédito"
    r"|credit)s?(?:\s+(?:credit|by|courtesy(?: of)?))?\s*[:©/]|(?:photo|image|picture)s?\s+(?:by"
    r"|courtesy)\b"
    r"|(?:©|\(c\))\s?\d{0,4}\s?\S.{0,80}$|.{0,60}(?:/|via )(?:getty images|reuters|ap(?: photo)?|afp"
    r"|shutterstock|epa|alamy|istock)\W*$).{0,160}$",
    re.IGNORECASE,
)


def asides(tree: Any) -> list[Any]:
    """Elements to take out: embedded posts, captions, boxes of other stories and of highlights.

    Parameters
    ----------
    tree
        A page as lxml's tree; it stays as it is.

    Returns
    -------
    list
        In the order of the page, none within another. None of 2,500 characters or more, and none with the headline:
        those may hold the article.
    """
    found: list[Any] = []
    for one in tree.iter():
        name = local(one)
        if name in ("figcaption", "aside") or (name == "blockquote" and POSTS.search(classes(one))):
            if _is_short(one):
                found.append(one)
        elif (name == "p" and (head := next(one.iterancestors("header"), None)) is not None and _is_deck(head)) or (
            name in ("div", "section", "ul", "p", "span", "li", "nav") and _is_aside(one)
        ):
            found.append(one)
        elif name in OUTLINE and HEADS.match(level_space(one.text_content())):
            found += _box(one)
        elif name in ("p", "li") and _is_link(one):
            found.append(one)
    # A box within a box goes with it.
    outer = set(found)
    return [one for one in found if not any(up in outer for up in one.iterancestors())]


def _is_link(paragraph: Any) -> bool:
    """True for a paragraph that is nothing but a link to another story, with or without "Read more" before it."""
    line = level_space(paragraph.text_content())
    linked = level_space(" ".join(one.text_content() for one in paragraph.iter("a") if one.get("href")))
    if not 15 < len(linked) < 200 or re.search(r"[.”\"]$", line):
        return False
    before = line.removesuffix(linked).strip()
    return not before or (before != line and HEADS.match(before) is not None)


def _is_deck(head: Any) -> bool:
    """True for the header of an article, with its headline: what else stands there is its deck."""
    return next(head.iter("h1"), None) is not None and len(level_space(head.text_content())) < BOX


def _is_aside(element: Any) -> bool:
    """True for a box by its class, if it is short: frameworks give such names to whole pages, too."""
    names = f"{classes(element)} {element.get('id') or ''}"
    if not (POSTS.search(names) or OTHERS.search(names)):
        return False
    return _is_short(element)


def _is_short(element: Any) -> bool:
    """False for what may hold the article itself: an element that a careless page never closes."""
    return len(level_space(element.text_content())) < BOX and not any(True for _ in element.iter("h1"))


def _box(head: Any) -> Iterator[Any]:
    """A heading of a box, and the list below it."""
    yield head
    outer = head.getparent() if local(head) in ("strong", "b") else head
    after = outer.getnext() if outer is not None else None
    if after is not None and local(after) in ("ul", "ol") and _is_short(after):
        yield after


def is_furniture(line: str, *, first: bool, last: bool) -> bool:
    """Whether a line is no text: a link to another story, a credit; near the top a byline or a time of day.

    Parameters
    ----------
    line
        One paragraph of the body.
    first, last
        Whether it is among the first or last lines, where bylines, days and credits stand.
    """
    text = level_space(line).lstrip("-• ")
    if not text or len(text) > 240:
        return False
    if TEASER.match(text) or HEADS.match(text):
        # "Watch: …" may begin what somebody says.
        return not text.endswith(("”", '"'))
    if CREDIT.match(text) and not re.search(r"[.!?][”\"]?$", text.removesuffix(".")):
        return True
    if (STAMP.match(text) and (first or last)) or (last and SIGNED.match(text)):
        return True
    return first and (is_byline(text) or is_date(text))


def is_byline(text: str) -> bool:
    """Whether a line is `By` and names, with what stands behind them: a place, an office, an outlet.

    Parameters
    ----------
    text
        With its spaces levelled, in any case. Known are By, Von, Par, Por and Door.
    """
    return (
        BYLINE_FIRST.match(text) is not None
        and BYLINE.match(text.lower().title() if text.isupper() else text[:1].lower() + text[1:]) is not None
    )
