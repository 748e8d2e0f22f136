"""How much of a text a column holds: an emoji takes two of its characters."""

import pytest
from django import forms

from intervision.columns import fitted, units
from intervision.forms import LineField


@pytest.mark.parametrize(
    ("text", "length", "kept"),
    [
        ("Berlin", 10, "Berlin"),
        ("Berlin", 3, "Ber"),
        ("Zürich", 2, "Zü"),
        ("🦀🦀🦀", 4, "🦀🦀"),
        ("🦀🦀🦀", 3, "🦀"),
        ("a🦀", 2, "a"),
        ("🦀", 0, ""),
        ("half \ud83e of one", 20, "half  of one"),
    ],
)
def test_a_text_is_cut_to_what_its_column_holds(text: str, length: int, kept: str) -> None:
    cut = fitted(text, length)

    assert cut == kept
    assert units(cut) <= length


def test_a_line_counts_as_its_column_does() -> None:
    line = LineField(max_length=4)

    assert line.clean("🦀🦀") == "🦀🦀"
    for too_long in ("🦀🦀🦀", "a🦀🦀", "abcde"):
        with pytest.raises(forms.ValidationError) as refused:
            line.clean(too_long)
        assert len(refused.value.messages) == 1
    assert line.widget.attrs["maxlength"] == "4"
