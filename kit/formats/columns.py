"""Which column of a table is which: by the caller's map, else by the names that exports use."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from kit.errors import LoadError

__all__ = ["NAMES", "assign", "rename"]

# Ours: the names it goes by, the likelier first. Compared without case, accents kept, separators as one blank.
NAMES: dict[str, tuple[str, ...]] = {
    "text": tuple(
        [
            "text",
            "body",
            "content",
            "article",
            "article text",
            "full text",
            "fulltext",
            "maintext",
            "main text",
            "article body",
            "articlebody",
            "body text",
            "plain text",
            "plaintext",
            "content text",
            "story",
            "story text",
            "raw text",
            "news text",
            "article content",
            "full content",
            "contents",
            "texte",
            "contenu",
            "corps",
            "corps du texte",
            "texte intégral",
            "volltext",
            "inhalt",
            "artikeltext",
            "artikel",
            "tekst",
            "inhoud",
            "texto",
            "contenido",
            "cuerpo",
            "texto completo",
            "conteúdo",
            "corpo",
            "testo",
            "contenuto",
            "corpo del testo",
            "treść",
            "текст",
            "текст статьи",
            "содержание",
            "анонс",
            "полный текст",
            "本文",
            "正文",
            "内容",
            "內容",
            "metin",
            "içerik",
            "نص",
            "المحتوى",
            "text content",
            "transcript",
            "short description",
            "description",
            "summary",
            "abstract",
            "snippet",
            "lead",
            "teaser",
            "excerpt",
            "beschreibung",
            "resumen",
            "résumé",
            "resumo",
        ]
    ),
    "title": tuple(
        [
            "title",
            "headline",
            "heading",
            "head",
            "article title",
            "news title",
            "titel",
            "überschrift",
            "schlagzeile",
            "titre",
            "titulo",
            "título",
            "titular",
            "titolo",
            "kop",
            "tytuł",
            "заголовок",
            "название",
            "标题",
            "標題",
            "タイトル",
            "見出し",
            "başlık",
            "العنوان",
            "name",
        ]
    ),
    "source": tuple(
        [
            "source",
            "publication",
            "outlet",
            "newspaper",
            "publisher",
            "media name",
            "source name",
            "publication title",
            "journal",
            "site name",
            "meta site name",
            "sitename",
            "medium",
            "media",
            "news source",
            "media outlet",
            "publication name",
            "zeitung",
            "quelle",
            "zeitschrift",
            "titelname",
            "journal source",
            "publication source",
            "publisher name",
            "source domain",
            "hostname",
            "bron",
            "krant",
            "fuente",
            "periódico",
            "periodico",
            "medio",
            "fonte",
            "testata",
            "giornale",
            "jornal",
            "veículo",
            "veiculo",
            "źródło",
            "источник",
            "издание",
            "来源",
            "來源",
            "媒体",
            "新聞",
            "kaynak",
            "المصدر",
            "domain",
            "site",
            "secondary title",
        ]
    ),
    "author": tuple(
        [
            "author",
            "authors",
            "byline",
            "by line",
            "writer",
            "creator",
            "journalist",
            "reporter",
            "autor",
            "autorin",
            "autoren",
            "verfasser",
            "auteur",
            "auteurs",
            "autores",
            "autore",
            "autori",
            "schrijver",
            "автор",
            "авторы",
            "作者",
            "記者",
            "yazar",
            "الكاتب",
        ]
    ),
    "published": tuple(
        [
            "published",
            "date",
            "publish date",
            "published at",
            "publishedat",
            "publication date",
            "date published",
            "datepublished",
            "date publish",
            "publishing date",
            "pub date",
            "pubdate",
            "published date",
            "date of publication",
            "published on",
            "posted",
            "seendate",
            "seen date",
            "datum",
            "erscheinungsdatum",
            "veröffentlicht",
            "publikationsdatum",
            "veröffentlichungsdatum",
            "date de publication",
            "publicatiedatum",
            "fecha",
            "fecha de publicación",
            "fecha publicación",
            "data",
            "data di pubblicazione",
            "data de publicação",
            "data pubblicazione",
            "data publikacji",
            "дата",
            "дата публикации",
            "日期",
            "日付",
            "发布时间",
            "發布時間",
            "发布日期",
            "tarih",
            "التاريخ",
            "timestamp",
            "created at",
            "datetime",
            "date time",
            "day",
            "time",
            "issue date",
            "pub year month day",
            "updated",
            "modified date",
            "date download",
        ]
    ),
    "language": tuple(["language", "lang", "sprache", "langue", "taal", "idioma", "lingua", "язык", "语言"]),
    "url": tuple(
        [
            "url",
            "link",
            "permalink",
            "web url",
            "article url",
            "article link",
            "guid",
            "source url",
            "sourceurl",
            "documenturl",
            "webseite",
            "adresse",
            "lien",
            "enlace",
            "href",
            "uri",
            "canonical url",
            "ссылка",
            "链接",
            "requested url",
            "loc",
            "document url",
        ]
    ),
    "zone": ("zone", "timezone", "time zone"),
    "truncated": ("truncated",),
}
TEASERS = frozenset(
    [
        "short description",
        "description",
        "summary",
        "abstract",
        "snippet",
        "lead",
        "teaser",
        "excerpt",
        "beschreibung",
        "resumen",
        "résumé",
        "resumo",
    ]
)


def level(name: object) -> str:
    """A column's name without case and separators: `publishedAt`, `Published_at` and `published-at` are one."""
    spaced = re.sub(r"(?<=[a-zа-яё])(?=[A-ZА-ЯЁ])", " ", str(name or ""))
    return re.sub(r"[\W_]+", " ", spaced).strip().casefold()


def assign(
    names: Iterable[object], columns: Mapping[str, str], full: Mapping[str, float] | None = None
) -> dict[str, str]:
    """Ours to theirs for the columns of one table.

    `full` gives the mean length of each column's values, where it is known: of two columns that could be the text,
    the longer is it.

    Raises
    ------
    LoadError
        If `columns` names one that the table does not have.
    """
    theirs = [str(name) for name in names]
    found: dict[str, str] = {}
    for ours, name in columns.items():
        if name not in theirs:
            hint = " (it is written {ours: theirs})" if ours in theirs else ""
            raise LoadError(
                f"no column {name!r}{hint}; it has {', '.join(theirs)[:300]}; name one of them in `columns`"
            )
        found[ours] = name
    levelled = {level(name): name for name in reversed(theirs) if name not in found.values()}
    for ours, known in NAMES.items():
        if ours in found:
            continue
        there = [levelled[name] for name in dict.fromkeys(map(level, known)) if name in levelled]
        if ours == "text" and full and there:
            whole = [name for name in there if level(name) not in TEASERS] or there
            there = [max(whole, key=lambda name: full.get(name, 0.0))]
        if there:
            found[ours] = there[0]
            levelled.pop(level(there[0]), None)
    return found


def rename(row: Mapping[str, Any], found: Mapping[str, str]) -> dict[str, Any]:
    """A row under our names; what is not ours stays as it is, and gives way where the name is taken."""
    out: dict[str, Any] = {ours: row.get(theirs) for ours, theirs in found.items()}
    taken = set(found.values())
    for name, value in row.items():
        if name and name not in taken:
            out[f"input_{name}" if name in out or name in RESERVED else str(name)] = value
    return out


RESERVED = frozenset(("article_id", "position", "path", "date_order", "encoding", "notes"))
