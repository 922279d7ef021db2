import pytest

from kit import measures
from kit.errors import MeasureError
from tests.made_up import ANN, BEN, article, corpus


def test_each_actor_has_a_row_where_they_are_named_and_where_they_speak():
    found = corpus([article(0, "Ann Lee met Ben Ito.")], [{"at": 0, "by": BEN, "start": 0, "end": 11}])
    table = measures.passages(found)
    assert table[["actor", "what", "start", "end"]].to_numpy().tolist() == [
        ["Ben Ito", "speaks", 0, 11],
        ["Ben Ito", "named", 12, 19],
        ["Ann Lee", "named", 0, 7],
    ]
    assert measures.in_words(table)[0] == "Ben Ito speaks longest: 1 quote, 55% of the text."


def test_the_first_article_is_taken_and_another_can_be():
    found = corpus([article(0, "Ann Lee left."), article(1, "Ben Ito stayed.")], [{"at": 1, "by": ANN}])
    assert set(measures.passages(found)["actor"]) == {"Ann Lee"}
    assert set(measures.passages(found, "0000000000000001")["actor"]) == {"Ann Lee", "Ben Ito"}
    with pytest.raises(MeasureError, match="no such article"):
        measures.passages(found, "f")
