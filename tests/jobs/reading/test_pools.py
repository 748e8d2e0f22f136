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
        ("Evergreen: Backend Engineer", "Evergreen"),
        ("General Application", "General Application"),
        ("General Application - Berlin", "General Application"),
        ("General Application Support Engineer", ""),
        ("Open Application Platform Engineer", ""),
        ("Electrician - Evergreen, CO", ""),
        ("Account Manager, Evergreen Health", ""),
        ("Talent Community Manager", ""),
        ("Talent Network Specialist", ""),
        ("Engineer (Talent Pool product)", ""),
        ("Head of Talent Community", ""),
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
        ("Please note: this is not an open position.", "this is not an open position"),
        ("Please note that this ad is not for a specific role.", "this ad is not for a specific role"),
        ("This is not currently an open role.", "This is not currently an open role"),
        ("This is an evergreen requisition for engineers.", "This is an evergreen requisition"),
        ("Evergreen requisition\nWe build things.", "Evergreen requisition"),
        ("This role is for future openings.", "This role is for future openings"),
        ("This posting is for our talent pool.", "This posting is for our talent pool"),
        ("Dies ist keine konkrete Stelle.", "Dies ist keine konkrete Stelle"),
        ("Es handelt sich um keine konkrete Stelle.", "Es handelt sich um keine konkrete Stelle"),
        ("Not the right role? Join our talent community for future opportunities.", ""),
        ("Not an open role for you? Join our community.", ""),
        ("If this is not an open position that suits you, look at our others.", ""),
        ("Ist keine offene Stelle für dich dabei? Bewirb dich initiativ.", ""),
        ("Gibt es keine offene Stelle für dich?", ""),
        ("We hire people, not a specific job description.", ""),
        ("This role is for future leaders who care.", ""),
        ("This role is part of our Future Mobility team.", ""),
        ("This position is part of our pipeline team.", ""),
        ("This role is part of the talent network team.", ""),
        ("You will build our talent pool product.", ""),
        ("Join our talent community newsletter!", ""),
        ("You keep each evergreen requisition filled.", ""),
        ("You build a talent pool with our recruiters.", ""),
        ("We accept applications on an ongoing basis.", ""),
    ],
)
def test_text_says_so_of_itself(text, words):
    assert pool_words(title="Engineer", text=text) == words
