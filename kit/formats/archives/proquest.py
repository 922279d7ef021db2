"""ProQuest: each article a list of labelled fields around its full text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kit.formats.reading.archive import Archive, View
from kit.formats.reading.field_labels import labels
from kit.formats.reading.markup import html_tree, level_space, paragraphs, unescape
from kit.formats.reading.registry import Article, Found, Skipped

__all__ = ["ARCHIVE"]

RULE = re.compile(r"^\W*_{20,}\W*$")
FIELD = re.compile(r"^(?P<name>[^\W\d_][^:\n]{1,38}?)\s*:(?!//)\s*(?P<value>.*)$", re.DOTALL)
COUNTED = re.compile(r"^\W*Document \d+ of \d+\W*$", re.IGNORECASE)
LITTER = re.compile(r"^\s*(?:Enlarge this image\.?|-->|html>|Click to enlarge\.?)\s*$", re.IGNORECASE)


def known(lines: Sequence[str]) -> bool:
    """True where the fields of an export stand at the beginning of lines."""
    names = [found[0] for line in lines if (found := _field(line))]
    return any(name in labels("proquest", "full text") or name == "abstract" for name in names) and any(
        name.startswith("proquest document") for name in names
    )


def read(lines: Sequence[str]) -> Iterator[Found]:
    """The articles of an export, whose paragraphs these are, parted by rules of underscores."""
    for number, part in enumerate(_records(lines), start=1):
        yield _article(part, number)


def _records(lines: Sequence[str]) -> Iterator[list[str]]:
    part: list[str] = []
    for line in lines:
        if RULE.match(line):
            # The pages before and behind the articles (search terms, copyright) have rules around them as well.
            if _is_record(part):
                yield part
            part = []
        elif line.strip() and not COUNTED.match(line):
            part.append(line)
    if _is_record(part):
        yield part


def _is_record(part: list[str]) -> bool:
    return sum(_is_behind(_field(line)) for line in part) >= 3


def _article(part: list[str], number: int) -> Found:
    fields = [_field(line) for line in part]
    named: dict[str, str] = {}
    full = next((i for i, found in enumerate(fields) if found and found[0] in labels("proquest", "full text")), None)
    behind = _behind(fields, 0 if full is None else full + 1)
    for found in [*fields[: len(part) if full is None else full], *fields[behind:]]:
        if found:
            named.setdefault(*found)
    article: Article = {}
    for name, ours in labels("proquest", "field").items():
        article[ours] = article.get(ours) or (level_space(unescape(named[name])) if named.get(name) else None)
    # The field "Title" adds the subtitle, and at times a stray blank; the line above the fields is the headline.
    if part and not _is_behind(fields[0]):
        article["title"] = level_space(unescape(part[0]))
    info = article.pop("info") or ""
    if article["source"] is None and info:
        article["source"] = info
    if article["source"]:
        article["source"] = re.split(r"\s*[;:]\s|\s*;\s*|\s+\[", article["source"])[0].strip()
    if article["published"] is None and (
        day := re.search(r"\](.*?\d{4})", info) or re.search(r"(\d{1,2} \w+ \d{4})", info)
    ):
        article["published"] = day.group(1)
    body = [] if full is None else [fields[full][1], *part[full + 1 : behind]]  # type: ignore[index]
    text = "\n\n".join(kept for line in body if (kept := _without_litter(unescape(line))))
    if not text or re.fullmatch(r"(?:full text )?(?:not available|none available|unavailable)\W*", text, re.IGNORECASE):
        return Skipped(f"article {number} ({(article['title'] or '')[:60]!r}) comes without its full text", number)
    return article | {"text": text}


def _behind(fields: list[tuple[str, str] | None], start: int) -> int:
    """Where the text ends: at the first field from which on nearly every line is one."""
    for i in range(start, len(fields)):
        found = fields[i]
        if _is_behind(found):
            rest = [_is_behind(one) for one in fields[i : i + 8]]
            # "Location: Berlin" may begin a paragraph of the text, too; but then prose goes on below it.
            if sum(rest) >= 0.7 * len(rest):
                return i
    return len(fields)


def _is_behind(found: tuple[str, str] | None) -> bool:
    return found is not None and found[0] in labels("proquest", "behind")


def _field(line: str) -> tuple[str, str] | None:
    match = FIELD.match(line)
    if match is None:
        return None
    return " ".join(match["name"].casefold().split()), match["value"].strip()


def _without_litter(text: str) -> str:
    lines = [line.rstrip() for line in text.split("\n") if not LITTER.match(line)]
    return "\n".join(lines).strip().removesuffix("-->").rstrip()


def known_text(text: str) -> bool:
    """True where rules of underscores stand between fields."""
    return (
        "<" not in text[:20]
        and re.search(r"(?:^|\n)_{20,}\s", text) is not None
        and re.search(r"\n(?:Publication (?:title|info)|ProQuest document)", text, re.IGNORECASE) is not None
    )


def read_text(text: str) -> Iterator[Found]:
    """The articles of plain text, in which each line is a paragraph."""
    return read([line.strip() for line in text.replace("\r\n", "\n").split("\n")])


def known_html(head: str) -> bool:
    """True for a page with ProQuest's name or its anchors."""
    return "<" in head[:400] and ("ProQuest document" in head or "DocID_MSTAR" in head or "<title>ProQuest" in head)


def read_html(text: str) -> Iterator[Found]:
    """The articles of a page, parted by its anchors."""
    # Each article of such a page is a page of its own, with its own `html` and `body`.
    text = re.sub(r"</?(?:html|body)\b[^>]*>|\bhtml&gt;", "", text, flags=re.IGNORECASE)
    cut = re.split(r'<a name="DocID_[^>]*>', text)[1:] or [text]
    lines: list[str] = []
    for part in cut:
        # The rule that stands between articles in every other form of this export.
        lines += ["_" * 60, *paragraphs(html_tree(f"<div>{part}</div>"))]
    return read(lines)


def signs(lines: Sequence[str]) -> list[str]:
    """The labels of several words that begin lines."""
    names = [found[0] for line in lines if len(line) < 300 and (found := _field(line)) and _is_behind(found)]
    return [name for name in dict.fromkeys(names) if " " in name]


ARCHIVE = Archive(
    "proquest",
    (".html", ".htm", ".txt"),
    "ProQuest export",
    "ProQuestDocuments.html: Full text: ..., Publication title: ...",
    html=View(known_html, read_html),
    paragraphs=View(known, read),
    text=View(known_text, read_text),
    before=("lexisnexis",),  # which goes by "Document 1 of 3", too
    signs=signs,
    columns=("author", "section", "language", "url"),
    advice="full text, not citation or abstract alone",
)
