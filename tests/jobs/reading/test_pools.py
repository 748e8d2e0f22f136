"""An ad that stands for no certain opening is told by its own words."""

import pytest

from jobs.reading.pools import pool_words


@pytest.mark.parametrize(
    ("title", "words"),
    [
        ("Backend Engineer, Talent Pool", "Talent Pool"),
        ("Join our Engineering Talent Community", "Talent Community"),
        ("Doula (Future Opportunities)", "Future Opportunities"),
        ("Conga General Interest", "General Interest"),
        ("Software Engineer, Evergreen", "Evergreen"),
        ("Initiativbewerbung", "Initiativbewerbung"),
        ("Pipeline - Manager, Customer Success", "Pipeline"),
        ("Talent Community Manager", ""),
        ("Engineering Manager, Data Pipeline", ""),
        ("Senior Research Engineer, Future of Computing", ""),
        ("Application Engineer", ""),
    ],
)
def test_title_says_so(title, words):
    assert pool_words(title=title, text="We build things.") == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Please note: this is not an open position.", "not an open position"),
        ("This is an evergreen requisition for engineers.", "evergreen requisition"),
        ("This posting is for our talent pool.", "This posting is for our talent pool"),
        ("Dies ist keine konkrete Stelle.", "keine konkrete Stelle"),
        ("Not the right role? Join our talent community for future opportunities.", ""),
        ("You build a talent pool with our recruiters.", ""),
        ("We accept applications on an ongoing basis.", ""),
    ],
)
def test_text_says_so_of_itself(text, words):
    assert pool_words(title="Engineer", text=text) == words
