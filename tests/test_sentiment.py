"""In whose voice somebody is portrayed, and how favourably."""

from __future__ import annotations

import numpy as np
import pytest

import kit
from kit import actors, quotes, sentiment, tagger
from kit.tagger import Reading
from tests.readings import made

TEXT = (
    "Tom Reed is a fraud. Ann Lee said that Tom Reed was honest. "
    "The Port Union accused Tom Reed of theft. Officials said that Tom Reed had left."
)
SAID = [
    ("Tom Reed was honest", "said", "Ann Lee"),
    ("of theft", "accused", "The Port Union"),
    ("Tom Reed had left", "Officials said"[10:], "Officials"),
]


class Fixed(Reading):
    """A reading whose sentiment is given: nothing here hangs on the model's opinion."""

    def sentiment(self, spans):
        return np.tile(np.array([0.7, 0.2, 0.1], dtype=np.float32), (len(spans), 1))


def rows_of(text: str, **names) -> list[dict]:
    reading = made(text, **names)
    fixed = Fixed(reading.layout, reading.names, reading.attributions, reading.nominals, reading.encoded)
    found = actors.resolve(fixed, quotes.assemble(fixed))
    sentences = [{"sentence": n, "start": s, "end": e} for n, (s, e) in enumerate(fixed.layout.sentences)]
    return sentiment.score(fixed, sentences, found.mentions, found.actors, found.quotes)


def test_each_mention_of_an_actor_has_its_voice():
    rows = rows_of(TEXT, person=["Tom Reed", "Ann Lee"], organization=["Port Union"], said=SAID)
    reed = [(row["voice_kind"], row["voice_name"]) for row in rows if row["actor"] == "Tom Reed"]
    assert reed == [("own", None), ("quoted", "Ann Lee"), ("quoted", "Port Union"), ("quoted", None)]


def test_a_speaker_is_not_in_the_quote():
    rows = rows_of(TEXT, person=["Tom Reed", "Ann Lee"], organization=["Port Union"], said=SAID)
    assert [row["voice_kind"] for row in rows if row["actor"] == "Ann Lee"] == ["own"]


def test_the_innermost_quote_has_the_voice():
    text = "Ann Lee said that Bob Hall thinks that Tom Reed is honest."
    rows = rows_of(
        text,
        person=["Ann Lee", "Bob Hall", "Tom Reed"],
        said=[
            ("Bob Hall thinks that Tom Reed is honest", "said", "Ann Lee"),
            ("Tom Reed is honest", "thinks", "Bob Hall"),
        ],
    )
    assert {row["actor"]: row["voice_name"] for row in rows} == {
        "Ann Lee": None,
        "Bob Hall": "Ann Lee",
        "Tom Reed": "Bob Hall",
    }


def test_between_the_parts_of_a_quote_the_article_speaks():
    text = '"He is a fraud," Ann Lee said of Tom Reed. "He lies."'
    rows = list(
        sentiment.voices(
            [{"start": text.index("Tom"), "end": text.index("Tom") + 8}],
            [
                {
                    "quote": 0,
                    "start": 1,
                    "end": 52,
                    "spans": [[1, 15], [44, 52]],
                    "cue_type": "say",
                    "cue": "said",
                    "cue_end": 29,
                }
            ],
        )
    )
    assert rows == [None]


def test_places_are_not_portrayed():
    assert rows_of("It rained in Minsk.", location=["Minsk"]) == []


def test_score_is_positive_less_negative():
    row = rows_of("Tom Reed is a fraud.", person=["Tom Reed"])[0]
    assert (row["label"], row["score"], row["confidence"]) == ("negative", pytest.approx(-0.6), pytest.approx(0.7))


def test_below_the_threshold_the_label_is_left_open(monkeypatch):
    monkeypatch.setattr(tagger, "abstention", lambda: 0.9)
    assert rows_of("Tom Reed is a fraud.", person=["Tom Reed"])[0]["label"] is None


def test_the_model_tells_praise_from_blame():
    found = kit.sentiment_towards(
        ["Reed is a brilliant and honest leader.", "Reed is a corrupt and shameless liar."], ["Reed", "Reed"]
    )
    assert found.score[0] > 0 > found.score[1]


def test_no_names_give_no_rows():
    assert rows_of("It rained.") == []
