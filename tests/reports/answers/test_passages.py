"""Short runs of a quote's words, as they stand inside a sentence of the report."""

import pytest

from interviews.history import Word, locate
from reports.answers.passages import clause_ends, fragment, passages


@pytest.mark.parametrize(
    ("text", "run"),
    [
        ("I'd follow five changes.", "I'd follow five changes"),
        ("we cap calls per host, so a server that hangs ties up two of my slots and not all of them",
         "we cap calls per host"),
        ("I'd follow five changes from merge to live and write down where the days go, and only then cut",
         "I'd follow five changes from merge to live and write down where the days go"),
    ],
)  # fmt: skip
def test_a_run_holds_its_matter_and_says_where_it_is_cut(text, run):
    assert fragment(text) == run


def test_a_cut_run_still_stands_word_for_word_in_what_was_said():
    text = "I'd follow five changes from merge to live and write down where the days go and only then cut"
    words = [Word(part, 0, 1) for part in text.split()]

    cut = fragment(text)

    assert cut.endswith("…")
    assert locate(cut, words) is not None


@pytest.mark.parametrize(
    ("text", "run"),
    [
        ("not in my app. Then a code comes back to the app and the app swaps that code for a token.",
         "Then a code comes back to the app and the app swaps that code for a token"),
        ("count the rows before the join and after it, and which of them has more than one promotion in it",
         "count the rows before the join and after it"),
        # What is begun twice is no end.
        ("the analyze job ran in the night and it, it, the sample was off, and then the planner thinks",
         "the analyze job ran in the night…"),
        ("The pool was exhausted by one slow service but the, the alert only fired an hour later when nobody "
         "was there any more", "the alert only fired an hour later…"),
    ],
)  # fmt: skip
def test_a_run_begins_with_a_clause_and_ends_with_one(text, run):
    assert fragment(text) == run


@pytest.mark.parametrize(
    ("text", "run"),
    [
        ("and I make sure no pipeline applies it either,", "I make sure no pipeline applies it either"),
        ("so at most one node is gone in the morning.", "at most one node is gone in the morning"),
        ("So that a plan like this fails instead of deleting.",
         "So that a plan like this fails instead of deleting"),
        ("and so do the other two", "so do the other two"),
        ("and not the other way round.", "and not the other way round"),
        ("But it broke", "But it broke"),
        ("Ok so last spring our finance team called us", "last spring our finance team called us"),
        ("Okay, we restarted it", "Okay, we restarted it"),
        ("I watch the queue, and if it grows for more than ten minutes somebody is woken up, else a ticket",
         "if it grows for more than ten minutes somebody is woken up, else a ticket"),
    ],
)  # fmt: skip
def test_a_run_begins_behind_what_joins_it_on(text, run):
    assert fragment(text) == run


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("a key that was valid, like, on the date of the sale", []),
        ("a key that was valid like, on the date of the sale", []),
        ("the handler puts, you know, a job into it", []),
        ("the handler puts a job you know, into it", []),
        ("requests that succeed within, say, two seconds", []),
        ("it sits at the bottom with uh, margin auto", []),
        ("they have five um, pillars for that", []),
        ("so, you know, we put it into the bundle", ["so,", "know,"]),
        ("it may be a null pointer, um, or a full stack", ["pointer,", "um,"]),
        ("take the one you like, and go on", ["like,"]),
        ("as far as I know, it stays", ["know,"]),
        ("it breaks, so we retry", ["breaks,"]),
    ],
)
def test_the_commas_of_a_filler_end_no_clause(text, ends):
    words = text.split()

    assert [word for word, end in zip(words, clause_ends(words), strict=True) if end] == ends


@pytest.mark.parametrize(
    ("text", "run"),
    [
        ("the handler puts like, a job into it and answers right away, so nobody waits for the mail any more",
         "the handler puts like, a job into it and answers right away"),
        ("we look at the the graph of the memory first, then at the heap of the process on that one machine",
         "then at the heap of the process on that one machine"),
    ],
)  # fmt: skip
def test_a_run_does_not_begin_behind_a_filler_nor_hold_a_stutter_where_it_need_not(text, run):
    assert fragment(text) == run


@pytest.mark.parametrize(
    ("text", "run"),
    [
        ("I stopped the script at 30 percent, because wrong addresses mean medicine at a wrong door.",
         "I stopped the script at 30 percent, because wrong addresses mean medicine at a wrong door"),
        ("did the new model reach the users, because a cache once served the old one for half of it all",
         "did the new model reach the users"),
        ("we send the old format again, which stopped the crashes of the banking app within that evening",
         "we send the old format again, which stopped the crashes of the banking app within that evening"),
        ("so, you know, in the end we put all of it in the saved instance state, and that was the form",
         "in the end we put all of it in the saved instance state"),
        ("At my last company, a logistics firm, we moved the tracking system from our own data centre to "
         "AWS, all in one go.", "we moved the tracking system from our own data centre to AWS"),
    ],
)  # fmt: skip
def test_a_run_is_no_reason_without_what_it_is_for_and_no_word_said_before_it(text, run):
    assert fragment(text) == run


def test_a_run_does_not_end_on_what_leads_to_an_um():
    text = "I did it by hand every three months and, uh, once I forgot it"

    assert fragment(text, most=10) == "I did it by hand every three months…"
    assert fragment(text, unsure=[8]) == "I did it by hand every three months…"


def test_a_run_says_what_the_quote_is_about():
    text = (
        "I'd keep the reasons with every decision that we make, so that each of them can be looked up, and "
        "I'd say that leaving the column out proves nothing."
    )

    assert "column" in fragment(text, about="dropping the column does not make it fair")


def test_a_run_avoids_words_that_were_hard_to_hear():
    text = "and pushed it to the git hub, a friend saw the file there and told me"

    assert fragment(text, unsure=[5]) == "a friend saw the file there and told me"
    # Of everyday words nothing depends.
    assert fragment(text, unsure=[4]) == fragment(text)


def test_a_sentence_without_an_end_is_cut_where_a_clause_ends():
    said = (
        "The form also, until you send it, the page number should be in the address, so you can share the "
        "link and, uh, the list from the server is more like a cache, so I would use something like a query."
    )
    words = [Word(part, 0, 1) for part in said.split()]

    cuts = passages(words)

    assert [words[first].text for first, _last in cuts] == ["The", "the"]
    assert " ".join(word.text for word in words[cuts[1][0] :]).startswith(
        "the list from the server is more like"
    )


@pytest.mark.parametrize(
    "sentence",
    [
        "I'd always answer 200 and put the status in the body, something like ok true or false with a "
        "message, because then clients only have to handle one case and proxies don't interfere.",
        "I'd keep the reasons with every decision that we make so that each of them can be looked up by "
        "those who come later, and so on.",
    ],
)
def test_the_last_words_of_a_long_sentence_do_not_stand_before_the_next(sentence):
    said = f"{sentence} If the input is wrong I say which field it was."
    words = [Word(part, 0, 1) for part in said.split()]

    starts = [words[first].text for first, _last in passages(words)]

    assert starts[-1] == "If"


@pytest.mark.parametrize("most", range(4, 15))
def test_no_run_has_a_figure_without_its_correction(most):
    said = (
        "A watermark with an allowed lateness of two hours, sorry, eight hours because of the flights we have"
    )

    run = fragment(said, most=most)

    assert "two hours" not in run or "two hours, sorry, eight hours" in run
    assert not run.startswith("sorry")


@pytest.mark.parametrize(
    ("text", "run"),
    [
        ("I mean, the network could be down, obviously.", "the network could be down, obviously"),
        ("Well, it compares with null and that is unknown.", "it compares with null and that is unknown"),
        ("So, we lock the row first.", "we lock the row first"),
    ],
)
def test_a_run_begins_behind_what_is_only_said_first(text, run):
    assert fragment(text) == run


def test_the_commas_around_a_word_that_is_looked_for_part_nothing():
    assert fragment("We chose Kafka for, what, ten messages a minute.") == (
        "We chose Kafka for, what, ten messages a minute"
    )
    assert clause_ends(["at,", "what,", "maybe", "two"]) == [False, False, False, False]
