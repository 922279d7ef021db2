"""Which column of a table is which: by the caller's map, else by the names that exports use."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from kit.errors import LoadError

__all__ = ["NAMES", "Columns", "assign"]

# Ours: the names it goes by, the likelier first. Compared without case, accents kept, separators as one blank.
LISTED = {
    "text": "text|body|content|article|article text|full text|fulltext|maintext|main text|article body"
    "|articlebody|body text"
    "|plain text|plaintext|content text|story|story text|raw text|news text|article content|full content"
    "|contents|clean text"
    "|texte|contenu|corps|corps du texte|texte intégral|volltext|inhalt|artikeltext|artikel|tekst|inhoud|texto"
    "|contenido"
    "|cuerpo|texto completo|conteúdo|corpo|testo|contenuto|corpo del testo|treść|текст|текст статьи|содержание"
    "|полный текст"
    "|本文|正文|内容|內容|metin|içerik|نص|المحتوى|text content|transcript",
    "title": "title|headline|heading|head|article title|news title|titel|überschrift|schlagzeile|titre|titulo"
    "|título|titular"
    "|titolo|kop|tytuł|заголовок|название|标题|標題|タイトル|見出し|başlık|العنوان|name",
    "source": "source|publication|outlet|newspaper|publisher|media name|source name|publication title|journal|site name"
    "|meta site name|sitename|medium|media|news source|media outlet|publication name|zeitung|quelle|zeitschrift"
    "|titelname"
    "|journal source|publication source|publisher name|source domain|hostname|bron|krant|fuente|periódico"
    "|periodico|medio"
    "|fonte|testata|giornale|jornal|veículo|veiculo|źródło|источник|издание|来源|來源|媒体|新聞|kaynak|المصدر|domain|site"
    "|secondary title",
    "author": "author|authors|byline|by line|writer|creator|journalist|reporter|autor|autorin|autoren|verfasser|auteur"
    "|auteurs|autores|autore|autori|schrijver|автор|авторы|作者|記者|yazar|الكاتب",
    "published": "published|date|publish date|published at|publishedat|publication date|date published|datepublished"
    "|date publish|publishing date|pub date|pubdate|published date|date of publication|published on|posted"
    "|seendate|seen date"
    "|datum|erscheinungsdatum|veröffentlicht|publikationsdatum|veröffentlichungsdatum|date de publication"
    "|publicatiedatum"
    "|fecha|fecha de publicación|fecha publicación|data|data di pubblicazione|data de publicação|data pubblicazione"
    "|data publikacji|дата|дата публикации|日期|日付|发布时间|發布時間|发布日期|tarih|التاريخ|timestamp|created at"
    "|datetime"
    "|date time|day|time|issue date|date download",
    "language": "language|lang|sprache|langue|taal|idioma|lingua|язык|语言",
    "url": "url|link|permalink|web url|article url|article link|guid|source url|sourceurl|documenturl|webseite"
    "|adresse|lien"
    "|enlace|href|uri|canonical url|ссылка|链接|requested url|loc|document url",
    "zone": "zone|timezone|time zone",
    "truncated": "truncated",
}
# What serves as an article's text for want of the whole.
TEASERS = str.split(
    "short description|description|summary|abstract|snippet|lead|lead paragraph|teaser|excerpt|beschreibung"
    "|resumen|résumé"
    "|resumo|анонс",
    "|",
)
NAMES: dict[str, list[str]] = {ours: listed.split("|") for ours, listed in LISTED.items()}
NAMES["text"] += TEASERS
# Words that tell a column where its name as a whole does not.
HINTS: dict[str, list[str]] = {
    "text": str.split("text texts content contents body fulltext article story artikel texte texto testo tekst текст"),
    "title": str.split("title headline heading titel titre titulo título titolo заголовок"),
    "published": str.split("date published datum fecha data дата timestamp datetime"),
    "source": str.split("source publisher outlet newspaper publication quelle fuente fonte источник"),
    "author": str.split("author authors byline autor auteur автор"),
    "url": str.split("url link"),
}
LONG = 300  # a column whose values are this long on average is text, whatever its name
RESERVED = frozenset(("position", "path", "date_order", "encoding", "notes"))


@dataclass(frozen=True)
class Columns:
    """For each of our names the columns it may come from, the likelier first."""

    found: dict[str, list[str]]

    def theirs(self, ours: str) -> list[str]:
        return self.found.get(ours, [])

    def first(self, ours: str, row: Mapping[str, Any]) -> Any:
        """The first of them that has a value in this row."""
        values = (row.get(name) for name in self.theirs(ours))
        return next((value for value in values if not (value is None or value != value or value == "")), None)

    def rename(self, row: Mapping[str, Any]) -> dict[str, Any]:
        """A row under our names; what is not ours stays as it is, and gives way where the name is taken."""
        out = {ours: self.first(ours, row) for ours in self.found}
        taken = {names[0] for names in self.found.values()}
        for name, value in row.items():
            if name and name not in taken:
                clash = name in RESERVED or (name in out and name not in self.theirs(name))
                if name not in out or clash:
                    out[f"input_{name}" if clash else str(name)] = value
        return out


def level(name: object) -> str:
    """A column's name without case and separators: `publishedAt`, `Published_at` and `published-at` are one."""
    spaced = re.sub(r"(?<=[a-zа-яё])(?=[A-ZА-ЯЁ])", " ", str(name or ""))
    return re.sub(r"[\W_]+", " ", spaced).strip().casefold()


def assign(names: Iterable[object], columns: Mapping[str, str], full: Mapping[str, float]) -> Columns:
    """Which column is which. `full` gives the mean length of each column's values.

    Raises
    ------
    LoadError
        If `columns` names one that the table does not have.
    """
    theirs = [str(name) for name in names]
    found: dict[str, list[str]] = {}
    for ours, name in columns.items():
        if name not in theirs:
            hint = " (`columns` is written {ours: theirs})" if ours in theirs else ""
            raise LoadError(
                f"no column {name!r}{hint}; it has {', '.join(theirs)[:300]}; name one of them in `columns`"
            )
        found[ours] = [name]
    free = {level(name): name for name in reversed(theirs) if [name] not in found.values()}
    for ours, known in NAMES.items():
        if ours in found:
            continue
        there = [free[name] for name in dict.fromkeys(map(level, known)) if name in free]
        if not there:
            there = [name for key, name in free.items() if set(HINTS.get(ours, ())) & set(key.split())]
            there = [name for name in there if ours != "text" or full[name] > LONG / 3]
        if ours == "text":
            there = _by_length(there, full) or _longest(free.values(), full)
        if there:
            found[ours] = there
            free.pop(level(there[0]), None)
    return Columns(found)


def _by_length(there: list[str], full: Mapping[str, float]) -> list[str]:
    """Whole texts before teasers; of whole texts a clearly longer one first."""
    whole = [name for name in there if level(name) not in TEASERS and full[name] > 0]
    if whole:
        longest = max(whole, key=lambda name: full[name])
        best = whole[0] if full[whole[0]] > 0.6 * full[longest] else longest
        whole = [best, *(name for name in whole if name != best)]
    return [*whole, *(name for name in there if name not in whole)]


def _longest(free: Iterable[str], full: Mapping[str, float]) -> list[str]:
    name = max(free, key=lambda name: full[name], default=None)
    return [] if name is None or full[name] < LONG else [name]
