"""The labels of the newspaper archives, in the languages of their exports.

Only these are taken for labels. A line like "SPIEGEL: Herr Minister ..." is somebody speaking, and stays in the text.
"""

from __future__ import annotations

import re
from functools import cache

__all__ = ["BODY", "END", "HEAD", "SECTIONS", "TAIL", "field", "heading", "is_copyright"]

# What stands between the headline and the body.
HEAD = {
    "author": "byline author autor autoren autorin auteur auteurs verfasser autores autore authors by-line von",
    "section": "section rubrik ressort rubrique sección seccion sectie rubriek sezione seção secção part",
    "length": "length länge laenge longueur longitud lengte lunghezza wordcount word-count umfang extensión",
    "dateline": "dateline ortsmarke ort",
    "highlight": "highlight highlights vorspann encart samenvatting",
    "headline": "headline überschrift titre titular kop",
    "series": "series serie série",
    "column": "column kolumne",
    "edition": "edition ausgabe édition edición editie",
    "page": "page pages seite seiten página pagina",
}
# What stands behind the body.
TAIL = str.split(
    "load-date language publication-type document-type subject industry geographic company organization person ticker"
    " city state country distribution correction-date correction graphic graphics notes url journal-code acc-no"
    " coden issn"
    " isbn series-info type category copyright load_date pub-type keyword keywords"
    " update ladedatum sprache publikationstyp grafik anmerkung anmerkungen korrektur thema geographie firma"
    " date-chargement date-de-chargement langue type-publication type-de-publication graphique"
    " notes-de-la-rédaction sujet"
    " fecha-carga fecha-de-carga idioma tipo-publicación tipo-de-publicación tipo-publicacion gráfico grafico"
    " notas asunto tema"
    " laad-datum laaddatum taal publicatietype type-publicatie grafisch afbeelding onderwerp"
    " data-caricamento lingua tipo-pubblicazione"
    " localisation-geo localisation-géo societe société symbole-boursier secteur-activite secteur-activité code-revue"
    " personne personnes organisme branche land bundesland lieu-geo"
)
# Headings of Nexis Uni, each alone on its line.
SECTIONS = {
    "body": (
        "body",
        "text",
        "textkörper",
        "hauptteil",
        "corps",
        "corps de l'article",
        "cuerpo",
        "texto",
        "hoofdtekst",
        "tekst",
    ),
    "tail": str.split(
        "classification graphic graphics notes correction correction-date load-date bibliography references"
        " klassifizierung klassifikation grafik anmerkungen korrektur"
        " classement graphique clasificación clasificacion gráfico grafico notas classificatie afbeelding notities"
    ),
    "end": (
        "end of document",
        "ende des dokuments",
        "ende des dokumentes",
        "dokumentende",
        "fin du document",
        "fin de document",
        "fin del documento",
        "einde van het document",
        "einde van document",
        "einde document",
        "fine del documento",
        "fim do documento",
    ),
}
BODY, END = SECTIONS["body"], SECTIONS["end"]
LABEL = re.compile(r"^\s*(?P<name>[^\W\d_][\w /-]{1,32}?)\s?:(?!//)\s*(?P<value>.*)$", re.DOTALL)
COPYRIGHT = re.compile(
    r"^\W*(?:copyright\b|\(c\)|©|copr\.|all rights reserved|alle rechte vorbehalten|tous droits réservés|todos"
    r" los derechos"
    r"|alle rechten voorbehouden|tutti i diritti|urheberrecht)",
    re.IGNORECASE,
)


def field(line: str) -> tuple[str, str] | None:
    """Our name of the label a line begins with, and its value; labels behind the body are `tail:name`."""
    match = LABEL.match(line)
    if match is None:
        return None
    name = re.sub(r"[ _]+", "-", match["name"].casefold())
    ours = _known().get(name)
    return None if ours is None else (ours, match["value"].strip())


@cache
def _known() -> dict[str, str]:
    names = {name: ours for ours, listed in HEAD.items() for name in listed.split()}
    return {name: f"tail:{name}" for name in TAIL} | names


def heading(line: str, kind: str) -> bool:
    """True for a line that is nothing but a heading of that kind."""
    return level(line) in SECTIONS[kind]


def level(line: str) -> str:
    """A line without case, without blanks that do not count, without its colon."""
    return " ".join(line.replace("\xa0", " ").split()).casefold().rstrip(":")


def is_copyright(line: str) -> bool:
    """True for a line that begins with a claim to copyright."""
    return bool(COPYRIGHT.match(line))
