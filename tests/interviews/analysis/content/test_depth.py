"""Depth and structure are seen in what is said, never in how long it is."""

import pytest

from interviews.analysis.content.depth import LONGEST_QUOTE, depth, hints, strength, structure
from interviews.transcript import Word, words_of_typed


def kinds(text: str, signs) -> set[str]:
    return {sign.kind for sign in signs(words_of_typed(text, start_ms=0, end_ms=1))}


def test_signs_of_depth_are_named_with_their_words():
    text = (
        "The downside is memory. At my last job we had two million rows. If the primary dies the "
        "write is lost,"
        " and instead of retrying I'd alert."
    )
    assert kinds(text, depth) == {"trade_off", "number", "example", "failure_case", "alternative"}


def test_signs_of_structure_are_named():
    text = (
        "The main point is isolation, because writers collide. First I'd lock. For example a seat. So "
        "overall it's a queue."
    )
    assert kinds(text, structure) == {"claim", "reason", "sequence", "example", "summary"}


def test_a_long_recital_has_no_depth():
    words = words_of_typed(
        " ".join(["a cache keeps data near and a queue keeps jobs in order"] * 40), start_ms=0, end_ms=1
    )

    assert depth(words) == ()
    assert strength(depth(words)) == 0


def test_variety_tells_more_than_repetition():
    varied = depth(words_of_typed("The downside is memory. For example a seat.", start_ms=0, end_ms=1))
    repeated = depth(words_of_typed("The downside is memory. The downside is time.", start_ms=0, end_ms=1))

    assert strength(varied) > strength(repeated)


def quotes(text: str, kind: str) -> list[str]:
    signs = depth(words_of_typed(text, start_ms=0, end_ms=1))
    return [sign.span.quote for sign in signs if sign.kind == kind]


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("It went down from 30 to 3 seconds, which is enough.", "It went down from 30 to 3 seconds,"),
        ("It went from thirty to three seconds.", "It went from thirty to three seconds."),
        ("Shed load at the edge to maybe 20 %, then ramp up.", "Shed load at the edge to maybe 20 %,"),
        ("Each of them costs us $500, roughly.", "Each of them costs us $500,"),
        ("I ran the team from 2019 to 2021, alone.", "I ran the team from 2019 to 2021,"),
        ("The peak was only 14 orders per second.", "The peak was only 14 orders per second."),
        ("We had two hundred thousand registered users.", "We had two hundred thousand registered users."),
        ("At my last job we had two million rows.", "At my last job we had two million rows."),
    ],
)
def test_a_figure_is_a_measured_amount(text, figure):
    assert quotes(text, "number") == [figure]


@pytest.mark.parametrize(
    "text",
    [
        "The insert comes first, because two requests can arrive together.",
        "If there is at least one, I take one, and three people look at it two times.",
        "It answers five hundred, or 429, on port 8080.",
        "We split it in two. Days later nobody cared.",
    ],
)
def test_a_count_in_passing_is_no_figure(text):
    assert quotes(text, "number") == []


def test_a_failure_case_names_what_fails():
    assert quotes("If the primary dies, the write is gone.", "failure_case")
    assert quotes("One script, because otherwise two servers read the same count.", "failure_case")
    assert not quotes("I take one. Otherwise I answer 429 with a retry after header.", "failure_case")
    assert not quotes("I'd think of the edge cases and the failure modes.", "failure_case")


@pytest.mark.parametrize(
    ("said", "weighed"),
    [
        ("I'd rather say it than type it.", False),
        ("Last month's rows compared with the training window.", False),
        ("I'd start with the logs of that evening.", False),
        ("I'd pick a queue over a cron job there.", True),
        ("We locked the row rather than the table.", True),
    ],
)
def test_another_way_is_one_that_was_weighed(said, weighed):
    assert ("alternative" in kinds(said, depth)) == weighed


def test_what_belongs_to_last_year_is_no_example():
    assert "example" not in kinds("So last year's money stays where it was.", depth)
    assert "example" in kinds("We moved it last year to another region.", depth)


def test_a_quote_ends_with_its_sentence_and_holds_its_cue():
    after = "say 99.9 over 28 days. The budget only steers if there's a written policy"
    long = (
        "so that we put the whole of the state in one place because otherwise two servers read the "
        "same count and both of them let the request of the customer pass"
    )

    assert quotes(f"I start from what we have, {after}", "number") == ["say 99.9 over 28 days."]
    assert quotes("DNS outage 2022, 47 minutes: I moderated it.", "number") == [
        "DNS outage 2022, 47 minutes:"
    ]
    (quote,) = quotes(long, "failure_case")
    assert "because otherwise two servers read" in quote
    assert len(quote.split()) <= LONGEST_QUOTE


@pytest.mark.parametrize(
    ("text", "kind", "quote"),
    [
        ("Last spring our checkout was down for about forty minutes on a Saturday, and I wrote the review.",
         "number", "Last spring our checkout was down for about forty minutes on a Saturday,"),
        ("I had talks, asking what they saw on their screens at that moment rather than why they did it.",
         "alternative", "asking what they saw on their screens at that moment rather than why they did it."),
    ],
)  # fmt: skip
def test_a_quote_begins_with_its_clause(text, kind, quote):
    assert quotes(text, kind) == [quote]


def test_what_is_not_shown_still_tells_of_the_manner():
    words = words_of_typed("Otherwise two requests arrive together.", start_ms=0, end_ms=1)

    assert depth(words) == ()
    assert {sign.kind for sign in hints(words)} == {"number", "failure_case"}


@pytest.mark.parametrize("said", ["90% of what, CPU or disk?", "ninety percent of what, CPU or disk?"])
def test_a_number_that_the_question_gave_is_no_depth(said):
    words = words_of_typed(said, start_ms=0, end_ms=1)
    asked = "At month end the primary is at ninety percent. What would you do?"

    assert not [sign for sign in depth(words, question=asked) if sign.kind == "number"]
    assert [sign for sign in depth(words, question="Why?") if sign.kind == "number"]


def test_what_may_be_misheard_is_no_sign_of_depth():
    words = words_of_typed("The downside is that writes take 20 ms more.", start_ms=0, end_ms=1)
    guessed = tuple(Word(word.text, 0, 1, 0.1 if word.text == "writes" else 0.9) for word in words)

    assert depth(words)
    assert not depth(guessed)


@pytest.mark.parametrize(
    ("ask", "said"),
    [
        (
            "A company with twelve teams has everything in a single account.",
            "Twelve teams in one account, yes.",
        ),
        (
            "After an outage in the news your chief wants two clouds.",
            "I'd say first, what was that outage, and why?",
        ),
    ],
)
def test_what_the_question_names_itself_is_no_sign_of_depth(ask, said):
    words = words_of_typed(said, start_ms=0, end_ms=0)

    assert depth(words, question=ask) == ()


def test_a_failure_beyond_the_one_in_the_question_is_a_sign_of_depth():
    words = words_of_typed(
        "In that outage the database went, and if the queue is full we lose orders.", start_ms=0, end_ms=0
    )

    found = depth(words, question="After an outage in the news your chief wants two clouds.")

    assert any(sign.kind == "failure_case" and "queue is full" in sign.span.quote for sign in found)


@pytest.mark.parametrize(
    ("said", "fails"),
    [
        ("I know the gradient's right if the loss goes down.", False),
        ("With every epoch the loss goes down.", False),
        ("When the price drops people buy more of it.", False),
        ("If the error rate drops we go on to ten percent.", False),
        ("At 900 pixels the desktop goes down to one column.", False),
        ("I read the small screen first, so the desktop goes down.", False),
        ("When the old traffic is near nothing, drop the columns.", False),
        ("When the database goes down the orders wait in the queue.", True),
        ("Say a node goes down, then another takes its share.", True),
        ("If it goes down at night nobody's there.", True),
        ("If the connection drops the upload goes on later.", True),
        ("So a broker goes down, and the rest elect a new leader.", True),
        ("The primary goes down and the replica takes over.", True),
        ("Then the message broker goes down, and we replay.", True),
        ("If the packets drop we send them again.", True),
        ("The server load goes down at night.", False),
        ("Then the second database goes down to half its size.", False),
        ("If the prices drop we buy more.", False),
    ],
)
def test_a_measure_that_goes_down_is_no_failure(said, fails):
    assert ("failure_case" in kinds(said, depth)) == fails


@pytest.mark.parametrize(
    "told",
    [
        "One binary per controller, so three rather than six.",
        "The fix went out once instead of four times.",
        "It's one place rather than forty.",
        "The warehouse suspends after sixty seconds instead of ten minutes.",
        "It could also be the readiness probe failing.",
        "Or the other way it waits another forty nine days.",
    ],
)
def test_what_was_counted_or_suspected_is_no_other_way_that_was_weighed(told):
    assert "alternative" not in kinds(told, depth)


@pytest.mark.parametrize(
    "weighed",
    [
        "I'd use the median rather than the mean because income is skewed.",
        "We keep a schema per tenant instead of one table for all.",
        "You could also poll every thirty seconds.",
        "The other way would be to clear the input by hand.",
        "I'd take streaming as opposed to a nightly batch.",
    ],
)
def test_another_way_that_was_weighed_is_one(weighed):
    assert "alternative" in kinds(weighed, depth)
