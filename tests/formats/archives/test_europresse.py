from __future__ import annotations

from datetime import datetime

from tests.formats.made import LAST, LEAD, told


def test_europresse_of_today(read):
    html = (
        '<html><head><meta charset="utf-8"></head><body><article><header><span class="DocPublicationName">Le '
        "Courrier, no. 12</span>"
        '<span class="DocHeader">Politique, jeudi 4 juin 2015 542 mots, p. 24</span><div class="titreArticle">'
        '<p class="titreArticleVisu rdp__articletitle">Le port reste fermé</p></div><p '
        'class="sm-margin-bottomNews">Anne Roux</p>'
        f'</header><section><div class="DocText clearfix"><div class="docOcurrContainer"><p>{LEAD}</p><p>'
        f"{LAST}</p></div></div>"
        "</section><footer><small>© 2015 Le Courrier</small><p>news·20150604·LC·1</p></footer></article></body></html>"
    )
    rows, _ = read("e.html", html)
    assert told(rows) == [
        ("Le port reste fermé", "Le Courrier", "Anne Roux", datetime(2015, 6, 4), f"{LEAD}\n\n{LAST}")
    ]


def test_europresse_of_before(read):
    html = (
        '<html><head><META http-equiv="Content-Type" content="text/html; charset=ISO-8859-1"></head><body>'
        "<table><tr><td>"
        '<table id="tbHeaderImages"><tr><td>logo</td></tr></table><span class="DocPublicationName">Le '
        "Courrier</span><br>"
        '<span class="DocHeader">Politique, </span><span class="DocHeader">jeudi </span><span '
        'class="DocHeader">5 octobre 2013</span>'
        '<br><br><span class="TitreArticleVisu">Le <span style="color:red">port</span> fermé</span><br><br>'
        "Anne Roux<br><p></p>"
        f"{LEAD}<p></p>{LAST}<p></p><b><i>© 2013 Le Courrier.</i></b><p></p>Numéro de document : news·1<table>"
        f"<tr><td>certificat"
        "</td></tr></table></td></tr></table></body></html>"
    )
    rows, _ = read("e.html", html)
    assert told(rows) == [("Le port fermé", "Le Courrier", "Anne Roux", datetime(2013, 10, 5), f"{LEAD}\n\n{LAST}")]
