from __future__ import annotations

from datetime import datetime

from tests.formats.made import LEAD, told


def test_reuters_sgml_keeps_its_bodies(read):
    story = (
        '<!DOCTYPE lewis SYSTEM "lewis.dtd">\n<REUTERS NEWID="1"><DATE>26-FEB-1987 15:01:01.79</DATE><TEXT>&#2;\n'
        f"<TITLE>STANDARD OIL &lt;SRD> TO MOVE</TITLE><DATELINE>    PARIS, Feb 26 - </DATELINE><BODY>{LEAD}\n "
        f"Reuter\n&#3;</BODY></TEXT>"
        '</REUTERS>\n<REUTERS NEWID="2"><DATE>27-FEB-1987 15:01:01.79</DATE><TEXT TYPE="BRIEF">&#2;\n<TITLE>'
        "OIL UP</TITLE></TEXT></REUTERS>"
    )
    rows, _ = read("r.sgm", story)
    assert told(rows, "title", "published", "text") == [
        ("STANDARD OIL <SRD> TO MOVE", datetime(1987, 2, 26, 15, 1, 1), f"{LEAD}\n Reuter"),
        ("OIL UP", datetime(1987, 2, 27, 15, 1, 1), "OIL UP"),
    ]
