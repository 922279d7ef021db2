"""From files to articles: recognise, read, join metadata, settle, and keep the account."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any, BinaryIO

from kit.errors import LoadError
from kit.formats.reading.bylines import author_of, outlet_of
from kit.formats.reading.encoding import MIXED
from kit.formats.reading.identity import without_surrogates
from kit.formats.reading.limits import DEEPEST, Budget, counted
from kit.formats.reading.log import Log
from kit.formats.reading.markup import plain_line
from kit.formats.reading.mending import lost_marks, mend
from kit.formats.reading.metadata import NAME, Metadata, read_metadata
from kit.formats.reading.registry import HEAD, Article, Format, Found, Member, Skipped, whole
from kit.formats.reading.settling import named_twice, settle, with_named_index
from kit.formats.reading.sources import Entry

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Loading", "articles", "articles_of_tables"]

MENDED = ("text", "title", "source", "author")


@dataclass
class Loading:
    """What holds for one call of `load`: the formats, the caller's wishes, the account."""

    formats: list[Format]
    log: Log
    columns: Mapping[str, str]
    metadata: Metadata | None = None
    beside: dict[str, Metadata | None] = field(default_factory=dict)
    seen: dict[str, str] = field(default_factory=dict)
    also: dict[str, list[str]] = field(default_factory=dict)  # article_id: every path, where more than one


@dataclass(frozen=True)
class Place:
    """Where a file is: its path in the table, the name that tells its format, and how deep in archives."""

    path: str
    name: str
    root: str
    depth: int = 0
    facts: Article = field(default_factory=dict)


def articles(entries: Iterator[Entry], loading: Loading) -> Iterator[Article]:
    """Each article of these files once, with every column of the schema but `position`.

    What is left out, and why, goes to the log of `loading`; nothing is raised for a file that cannot be read.
    """
    given = None if loading.metadata is None else os.path.realpath(loading.metadata.path)
    for entry in entries:
        path = without_surrogates(entry.path)
        # About the articles, and none of them.
        if os.path.basename(path) == NAME or (given and os.path.realpath(entry.path) == given):
            continue
        if entry.problem:
            loading.log.skip(path, entry.problem.reason)
            continue
        try:
            before = os.stat(entry.path)
            with open(entry.path, "rb") as stream:
                changed = partial(_changed, entry.path, before)
                place = Place(path, path, entry.root)
                yield from _file(stream, _head(stream), place, loading, Budget.of(before.st_size), changed)
        except OSError as error:
            loading.log.skip(path, f"cannot be read ({error.strerror or error}); check its permissions")
    # Said at the end: only then is it known which lines of the metadata no file was found for.
    for known in (loading.metadata, *loading.beside.values()):
        if known is not None and (reason := known.unused()):
            loading.log.note(known.path, reason)


def articles_of_tables(
    tables: Sequence[pd.DataFrame], loading: Loading, read: Callable[..., Iterator[Found]]
) -> Iterator[Article]:
    """The articles of tables in memory, which go through what those of files go through; `read` knows rows.

    Any of pandas' signs for missing is None to `read`. A table with two columns of one name is listed with what was
    left out, and gives no article; nothing is raised.
    """
    log = loading.log
    for number, table in enumerate(tables, 1):
        path = "table" if len(tables) == 1 else f"table {number}"
        log.file(path).format = "DataFrame"
        loading.beside[""] = None  # no metadata.csv that happens to lie in the current folder is about a table
        try:
            table = with_named_index(table)
            if twice := named_twice(table):
                raise LoadError(f"two columns are called {twice!r}; rename one")
            # As `is_missing` asks: each of pandas' signs for nothing is None.
            plain = table.astype(object).where(table.notna(), None)
            plain.columns = [str(name) for name in table.columns]
            for item, found in enumerate(read(plain.to_dict("records"), loading.columns), 1):
                if isinstance(found, Skipped):
                    log.skip(path, found.reason, found.item)
                elif (
                    not isinstance(found, Member)
                    and (article := _finish(found, Place(path, path, ""), item, loading)) is not None
                ):
                    yield article
        except LoadError as error:
            log.skip(path, str(error))
        finally:
            log.finish(path)


def _changed(path: str, before: os.stat_result) -> bool:
    now = os.stat(path)
    return (now.st_size, now.st_mtime_ns) != (before.st_size, before.st_mtime_ns)


def _file(
    stream: BinaryIO, head: bytes, place: Place, loading: Loading, budget: Budget, changed: Callable[[], bool]
) -> Iterator[Article]:
    """The articles of one file or member, and of those within it."""
    log, path, item, members = loading.log, place.path, 0, 0
    try:
        form = _recognise(head, place.name, loading.formats)
        count = log.file(path)
        count.format = form.name
        data = stream if form.streams else whole(stream)
        # Before anything of it is given out; what is streamed can only be asked afterwards.
        if not form.streams and changed():
            raise LoadError("changed while it was read; load it again when it is finished")
        for found in form.read(data, place.name, loading.columns):
            if isinstance(found, Member):
                members += 1
                yield from _member(found, place, loading, budget)
                continue
            item += 1
            if isinstance(found, Skipped):
                log.skip(
                    f"{path}/{without_surrogates(found.member)}" if found.member else path, found.reason, found.item
                )
                continue
            article = _finish(_joined(place.facts, found), place, item, loading)
            if article is not None:
                yield article
        # Said rather than passed over: an export whose layout has changed would else vanish in silence.
        if not item and not members:
            raise LoadError(f"no article in it, although it looks like {form.description}; left out")
        if form.streams and changed():
            raise LoadError("changed while it was read; load it again when it is finished")
    except LoadError as error:
        log.skip(path, str(error).removeprefix(f"{path}: "))
    finally:
        log.finish(path)


def _head(stream: BinaryIO) -> bytes:
    head = stream.read(HEAD)
    stream.seek(0)
    return head


def _recognise(head: bytes, path: str, formats: list[Format]) -> Format:
    if not head:
        raise LoadError("empty; left out")
    for form in formats:
        if form.looks_like(head, path):
            return form
    raise LoadError("not in a known format; see `kit formats`, or name a reader with @kit.formats.register")


def _member(member: Member, place: Place, loading: Loading, budget: Budget) -> Iterator[Article]:
    path = f"{place.path}/{without_surrogates(member.name)}" if member.within else place.path
    name = path if member.within else f"{os.path.dirname(place.path)}/{member.name}"
    if place.depth >= DEEPEST:
        loading.log.skip(path, f"more than {DEEPEST} archives within each other; refused")
        return
    try:
        with counted(member.open(), budget) as stream:
            if member.within and os.path.basename(path) == NAME:
                loading.beside[os.path.dirname(path)] = _quietly(path, loading, stream.read())
                return
            inner = Place(path, name, place.root, place.depth + 1, place.facts | member.facts)
            # Peeked, not read: a member of a stream cannot be gone back in.
            yield from _file(stream, stream.peek(HEAD)[:HEAD], inner, loading, budget, lambda: False)
    except LoadError as error:
        loading.log.skip(path, str(error))


def _quietly(path: str, loading: Loading, data: bytes | None = None) -> Metadata | None:
    """Metadata that was found, not named: what is wrong with it is listed and stops nothing."""
    try:
        return read_metadata(path, data)
    except LoadError as error:
        loading.log.skip(path, str(error).removeprefix(f"{path}: "))
        return None


def _known(path: str, root: str, loading: Loading) -> dict[str, Any]:
    """What metadata say of the file: those named, else the nearest `metadata.csv` between it and the folder given."""
    if loading.metadata is not None:
        return loading.metadata.of(path)
    folder = os.path.dirname(path)
    while True:
        if folder not in loading.beside:
            there = os.path.join(folder, NAME)
            loading.beside[folder] = _quietly(there, loading) if os.path.isfile(there) else None
        if found := loading.beside[folder]:
            return found.of(path)
        # Not above the folder that was named: what lies there is about something else.
        if folder == root or folder == os.path.dirname(folder) or not folder.startswith(root):
            return {}
        folder = os.path.dirname(folder)


def _finish(found: Article, place: Place, item: int, loading: Loading) -> Article | None:
    """One article as the schema has it, and the account of it; None where it is empty or was there before."""
    path = place.path
    log, count = loading.log, loading.log.file(path)
    order = found.pop("date_order", None)
    count.encoding = found.pop("encoding", count.encoding)
    for note in found.pop("notes", ()):
        log.doubt(path, note, item, note)
    article = {name: value for name, value in found.items() if not name.startswith("@")}
    # What the user's own table says goes before what the file says.
    article |= _known(path, place.root, loading) | {"path": path}
    article = _whole(article, mixed=count.encoding == MIXED)
    if isinstance(text := article.get("text"), str) and (lost := lost_marks(text)):
        log.doubt(path, "lost marks", item, lost)
    # Only asked where the text does not tell: templates state the language of the site.
    declared = article.pop("language", None)
    settled = settle(article, loading.seen, order=order, declared=declared)
    if settled.left_out:
        log.skip(path, settled.left_out, item)
        return None
    if settled.doubt:
        log.doubt(path, "date", item, settled.doubt)
    article = settled.article
    if settled.same_as is not None:
        count.duplicates += 1
        log.note(path, f"the same text, source and date as in {settled.same_as}; one article", item)
        also = loading.also.setdefault(article["article_id"], [settled.same_as])
        if path not in also:
            also.append(path)
        return None
    article["truncated"] = bool(article.get("truncated"))
    count.articles += 1
    count.without_date += article["published"] is None
    count.without_source += not article.get("source")
    count.truncated += article["truncated"]
    return article


def _whole(article: Article, mixed: bool) -> Article:
    """An article whose characters are mended, and whose fields hold names; `mended` says what was done."""
    article, done = dict(article), ({"bytes of Windows-1252 in UTF-8": None} if mixed else {})
    for name in MENDED:
        if isinstance(value := article.get(name), str):
            article[name], what = mend(value)
            done |= dict.fromkeys(what) if name == "text" else {}
    if isinstance(title := article.get("title"), str):
        article["title"] = plain_line(title)
    if isinstance(source := article.get("source"), str):
        article["source"] = outlet_of(source)
    if isinstance(author := article.get("author"), str):
        article["author"] = author_of(author, article.get("source"))
    return article | {"mended": "; ".join(done) or None}


def _joined(facts: Article, found: Article) -> Article:
    """What the container knows, where the reader found nothing itself."""
    return found | {name: value for name, value in facts.items() if found.get(name) is None}
