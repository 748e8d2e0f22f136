import pytest

from interviews.analysis.content import contrary, terms


def sign(name, said, stated):
    found = contrary.signs(
        contrary.stance(said.split()), contrary.stance(stated.split()), terms.bank_rarity()
    )
    return found[contrary.NAMES.index(name)]


@pytest.mark.parametrize(
    ("said", "stated"),
    [
        ("never delete the cache entry", "delete the cache entry"),
        ("the tokens come from a timer", "the tokens come without a timer"),
        ("poll the tables rather than reading the log", "read the log rather than polling the tables"),
    ],
)
def test_words_clash_where_one_side_denies_them(said, stated):
    assert sign("clash", said, stated) > 0.3


def test_words_do_not_clash_where_both_sides_deny_them():
    assert sign("clash", "I'd do it without a timer", "computed and not by a timer") == 0


@pytest.mark.parametrize(
    ("said", "stated"),
    [
        ("delete the entry before the commit", "commit before you delete the entry"),
        ("delete the entry before the commit", "delete the entry after the commit"),
        ("rows are cheaper than columns", "columns are cheaper than rows"),
    ],
)
def test_sides_that_changed_places_are_seen(said, stated):
    assert sign("swapped", said, stated) > 0
    assert sign("swapped", stated, stated) == 0


def test_after_the_other_way_round_says_the_same():
    assert sign("swapped", "the delete comes after the commit", "the commit comes before the delete") == 0


def test_a_word_with_its_opposite_prefix_counts():
    assert sign("turned", "an unsigned type is unsafe", "a signed type is safe") >= 2


@pytest.mark.parametrize(
    ("said", "denied"),
    [
        ("six terabytes isn't big for Postgres", True),
        ("I don't think that six terabytes is too big for one server", True),
        ("No, six terabytes isn't too big for one server.", True),
        ("No, six terabytes is too big for one server.", False),
        ("I'm no expert but six terabytes is too big for one server", False),
        ("There's no question, six terabytes is too big for one server so we can't stay", False),
    ],
)
def test_words_deny_a_statement_where_they_deny_something_of_it(said, denied):
    stated = "six terabytes is too big for one server"

    assert contrary.denies(said.split(), stated.split()) is denied


@pytest.mark.parametrize(
    ("said", "stated"),
    [
        (
            "and no other app can read that folder",
            "no other app can get at our folder, so I'd put the tokens in the normal preferences",
        ),
        (
            "the store of the vectors is protected a little less, since those can't be read back as text",
            "vectors can't be turned back into text, so the vector store needs less protection",
        ),
        (
            "we keep one index on all the columns, then no query has to read the table",
            "with an index on all columns the table isn't needed, so one index is enough for each query",
        ),
        (
            "nobody gets hold of the cookie, because it's on our own domain",
            "the cookie is only sent to our own domain, so nobody can get hold of it",
        ),
        (
            "the replica is never behind, so I can read from it right after the write",
            "I can read the write from the replica straight away, it isn't behind",
        ),
    ],
)
def test_words_that_deny_the_same_in_another_clause_deny_no_more(said, stated):
    assert not contrary.denies(said.split(), stated.split())
    assert not contrary.denies(stated.split(), said.split())


@pytest.mark.parametrize(
    ("said", "stated"),
    [
        ("the cookie isn't sent to our own domain alone", "the cookie is only sent to our own domain"),
        ("I don't read from the replica after a write", "I'd read from the replica, that's quick"),
        ("an index on all the columns won't help that query", "one index on all columns is enough"),
        ("a backup isn't kept from other apps", "other apps are kept from a backup"),
        (
            "I'm not sure, but text can't be kept secret as vectors, they aren't one-way",
            "text is secret as vectors",
        ),
    ],
)
def test_words_that_deny_what_a_statement_affirms_deny_more(said, stated):
    assert contrary.denies(said.split(), stated.split())
