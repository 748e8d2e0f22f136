"""Which clauses of an answer may be handed back, and which had better not."""

import pytest

from interviews.interviewer.clauses import clauses
from interviews.interviewer.surely_heard import surely_heard
from interviews.live import warm


@pytest.mark.parametrize(
    "misheard",
    [
        "If it fails, we will re-dry with exponential back off in some jitter, um, for up to three days.",
        "A separate work-ered process calls it after the transaction has committed.",
        "We once head exactly that a cache key by the full roll with the query string.",
        "I insert the key with a unique constrain and the one that loses weight.",
        "I argued very hard for splitting orders and payments into due services with cough in between.",
        "I'd use the token bucket for each topic I keep to numbers, the tokens left.",
        "About the order I promise nothing, but each event has an number.",
        "I only do xx counts, and I'd retry with jitter then Otherwise I re-tried the call",
    ],
)
def test_what_was_misheard_is_not_handed_back(misheard):
    assert clauses(misheard) == []


@pytest.mark.parametrize(
    "heard",
    [
        "all the workers were waiting on that one server",
        "the server finds the key and returns the stored response",
        "I'd group the objects by type",
        "I would first test that the form shows an error",
        "I'd move the old queue to Kafka",
        "each event has an SQL row for an hour",
    ],
)
def test_what_was_heard_well_is_handed_back(heard):
    assert surely_heard(heard)
    assert clauses(f"{heard[0].upper()}{heard[1:]}.") != []


@pytest.mark.parametrize(
    ("said", "never"),
    [
        (
            "But if the file is missing, the disk is full, or I have a bug in my own code, it should fail.",
            "bug",
        ),
        (
            "But if the file is missing, the disk is full, or I have a bug in my own code, it should fail.",
            "full",
        ),
        ("I would not ask the tables again, because then a row that is gone never shows up.", "never shows"),
        ("I'd lock the row first, otherwise we would sell the last seat twice.", "twice"),
        ("I would not change the field that is there, because the old app would break.", "break"),
        ("I'd never lock the table for that because the checkout would wait for it.", "wait"),
        ("That report went to the customers, I wouldn't change that quietly.", "quietly"),
    ],
)
def test_what_holds_only_in_some_case_is_not_handed_back(said, never):
    assert not [clause for clause in clauses(said) if never in clause]


@pytest.mark.parametrize(
    ("said", "never"),
    [
        ("You could send the email in the same transaction, but I wouldn't do that.", "same transaction"),
        ("First I thought the email was sent twice, but it wasn't.", "sent twice"),
        ("I could send the email with a thread, but then it's lost when the process dies.", "thread"),
        ("We could put the email in a queue, or we could send the email in the request.", "email"),
        ("A steady ramp, so you can just one huge, say an export that loads everything.", "one huge"),
        ("I think a watermark says how long the data is kept on disk, but I'm not certain.", "watermark"),
        ("I wrote down what I had assumed, that we'd have eight teams, and we had three.", "have eight"),
        ("What the team hoped, that the new index makes the query fast, never came true.", "the new index"),
    ],
)
def test_what_is_named_to_be_turned_down_is_not_handed_back(said, never):
    assert not [clause for clause in clauses(said) if never in clause]


@pytest.mark.parametrize(
    ("said", "never"),
    [
        # The head alone would tell the contrary, or nothing.
        ("A screen reader just reads the text and doesn't say to anybody that it is a button.", "the text"),
        ("The cache keeps the old response for an hour but it is never given to a user twice.", "an hour"),
        ("It was a dashboard, the mock-up had a table with twenty-two columns on one screen.", "a table"),
        ("I'd collect the requests in a table and a job runs, say, once a week over it.", "a job runs"),
    ],
)
def test_a_clause_is_not_cut_before_what_it_says(said, never):
    assert not [clause for clause in clauses(said) if clause.endswith(never)]


def test_what_a_but_only_narrows_is_handed_back():
    assert clauses("I'd put the email into a queue, but the table stays the truth.")[0].endswith(
        "into a queue"
    )


def test_what_follows_from_a_case_is_handed_back():
    assert clauses("If the key is there, the server returns the stored response.") == [
        "the server returns the stored response"
    ]


def test_what_a_web_process_warms_up_with_goes_all_the_way_to_the_known_words():
    assert clauses(warm.SAID) == [warm.SAID.rstrip(".")]


def test_a_filler_at_the_end_is_left_out():
    assert clauses("I'd put the key in a header to be honest.") == ["I'd put the key in a header"]


def test_what_only_leads_into_a_clause_is_left_out():
    said = "The first thing is that the server finds the key and returns the stored response."

    assert clauses(said) == ["the server finds the key and returns the stored response"]


@pytest.mark.parametrize(
    "to_the_interviewer",
    [
        "You dropped my question, but fine.",
        "You asked me about the cache already.",
        "I've answered that already in the beginning.",
        "I asked for a hint on the photo one.",
        "You never let the interview come to that.",
        "I'd rather stop now, I'm done.",
        "I meant that was my whole answer.",
        "I told you about the table at the beginning.",
        "I just said the table with the index.",
        "My answer to that one is the same.",
        "You wanted the order of the steps.",
        "I hope the answer is long enough.",
        "I think that was the second question.",
    ],
)
def test_what_is_said_to_the_interviewer_is_not_handed_back(to_the_interviewer):
    assert clauses(to_the_interviewer) == []


def test_a_you_that_means_anybody_is_handed_back():
    assert clauses("You can't reach it with the tab key.") == ["You can't reach it with the tab key"]


def test_a_number_that_stands_for_things_is_no_thing():
    assert clauses("I checked after 90 days: four done, one dropped on purpose.") == [
        "I checked after 90 days"
    ]
    assert clauses("All the workers were waiting on that one server.") != []


@pytest.mark.parametrize(
    "guess",
    [
        "So probably the image file is just too big?",
        "The image file is just too big?",
        "Maybe the image file is too big.",
        "Perhaps, the image file is too big.",
        "I guess it's timing, so the wait is too short, or two tests use the same customer.",
        "Two tests use the same customer, I suppose, and the second one waits too long.",
    ],
)
def test_a_guess_is_not_handed_back_as_a_statement(guess):
    assert clauses(guess) == []
    assert clauses("The image file is too big.") == ["The image file is too big"]


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        (
            "I cancelled the job after three, no, five minutes, and then we did it in batches of ten rows.",
            ["I cancelled the job after five minutes", "we did it in batches of ten rows"],
        ),
        (
            "I'd lock the rows of the shift first, no wait, I'd lock the shift's row itself.",
            ["I'd lock the shift's row itself"],
        ),
        (
            "We keep the tokens in a cache for a day. No wait, we keep the tokens in the database.",
            ["we keep the tokens in the database"],
        ),
        ("We copy the table to the replica, I mean the standby.", []),
    ],
)
def test_what_was_corrected_at_once_is_not_handed_back(said, meant):
    assert clauses(said) == meant


def test_a_no_that_corrects_nothing_takes_nothing_back():
    assert clauses("We write each payment twice, no lock is held meanwhile.") == [
        "We write each payment twice"
    ]


def test_a_clause_is_not_cut_amid_what_it_lists():
    listing = "I would write the key with the amount, currency and customer, so that we can compare them."
    going_on = "I would write the key with the amount, the server looks it up in a table."

    assert "I would write the key with the amount" not in clauses(listing)
    assert "I would write the key with the amount" in clauses(going_on)


def test_a_condition_is_not_cut_off():
    assert (
        clauses("A hundred and twenty ways is only a problem if it costs you something or you want one.")
        == []
    )


def test_a_figure_with_a_point_is_one_word():
    assert not any(clause.endswith("99") for clause in clauses("I'd start from what we have at 99.9 today."))


@pytest.mark.parametrize(
    ("said", "never"),
    [
        ("A fair with made-up data is annoying but it's their risk to take.", "annoying"),
        ("The cache is fast, but it lies after a deploy.", "fast"),
        ("We tried a queue for the emails, but it lost messages.", "queue"),
        ("I like the queue for that email, but the table is enough.", "queue"),
        ("The old test was slow but it found every bug.", "slow"),
        ("Our retries are harmless, but the timeout isn't.", "harmless"),
    ],
)
def test_what_is_granted_before_a_but_is_not_handed_back(said, never):
    assert not [clause for clause in clauses(said) if never in clause]


@pytest.mark.parametrize(
    "empty", ["In the end I had 0.62.", "We got to 99.9 there.", "I had it at 40 by then."]
)
def test_a_figure_alone_is_not_handed_back(empty):
    assert clauses(empty) == []


@pytest.mark.parametrize(
    "carries",
    [
        "I'd wait two seconds before the retry.",
        "The cache is fast.",
        "We keep the old table for a month, but nobody writes to it.",
        "I'd roll back the release, but leave the migration.",
        "The server looks it up in a table, and the client waits.",
    ],
)
def test_what_says_something_is_handed_back(carries):
    assert clauses(carries) != []


@pytest.mark.parametrize(
    "verbless",
    [
        "The update, a server-sent events connection to a small gateway.",
        "Recovery, the write-ahead log of the old primary.",
        "I need an alarm on the age of the queue, and a dead letter list for mails that failed ten times.",
        "One index on the column that we read most.",
        "A second table for the rows which the worker has dropped.",
    ],
)
def test_a_thing_whose_only_verb_is_said_of_something_within_it_is_not_handed_back(verbless):
    assert not [clause for clause in clauses(verbless) if not clause.startswith("I ")]


@pytest.mark.parametrize(
    "told",
    [
        "The server that has the key returns the stored response.",
        "The column that we read is the slow part of the query.",
        "The trace shows that the pool is empty.",
    ],
)
def test_a_thing_with_a_verb_of_its_own_is_handed_back(told):
    assert clauses(told) != []


@pytest.mark.parametrize(
    ("told", "cut"),
    [
        (
            "the hardware people can't put in a new chip without a day where we try the port",
            "put in a new chip",
        ),
        (
            "we never deploy a change to the billing service after four on a Friday",
            "billing service",
        ),
        ("I wouldn't call the other team about a failed build until I'd read the log", "failed build"),
        ("we only send the reminder to the customer when the second invoice is overdue", "customer"),
        ("nobody merges a change to the scheduler before somebody else has read it twice", "scheduler"),
        ("I didn't take the job at the bank for the money or the title that came with it", "bank"),
    ],
)
def test_a_denial_is_not_cut_before_the_case_that_it_is_for(told, cut):
    assert [clause for clause in clauses(told) if clause.endswith(cut)] == []


@pytest.mark.parametrize(
    ("told", "head"),
    [
        ("I sent the new image to a thousand devices before the rest of the fleet", "a thousand devices"),
        ("we run the migration in a separate step so that nobody has to wait for it", "a separate step"),
        ("I keep the old column in the table until the last reader has moved to the new", "in the table"),
        ("the worker reads a batch of rows from the table while the lock is held", "from the table"),
        ("I'd write the draft to the disk of the phone because nobody likes to type again", "of the phone"),
    ],
)
def test_what_is_affirmed_is_cut_where_its_main_thought_is_complete(told, head):
    assert [clause for clause in clauses(told) if clause.endswith(head)] != []


@pytest.mark.parametrize(
    "verbless",
    [
        "We have a check constraint in the customers table.",
        "The price field, a hold on changing the bank account, and a mail to the customer.",
        "The list from the server we keep in the store, that one I'd move.",
        "On each replica a statement timeout so a query can't run on.",
        "A lock around the counter as two threads could see the same value.",
    ],
)
def test_a_noun_that_is_also_a_verb_makes_no_sentence(verbless):
    assert not [clause for clause in clauses(verbless) if not clause.startswith(("We ", "I'd "))]


@pytest.mark.parametrize(
    ("told", "clause"),
    [
        ("The workers take the lock before they write.", "The workers take the lock before they write"),
        ("A table without an owner doesn't get deployed.", "A table without an owner doesn't get deployed"),
        ("The server must hold every session in memory.", "The server must hold every session in memory"),
        ("So there was a board with random resets.", "there was a board with random resets"),
        ("One binary for all six would be best, of course.", "One binary for all six would be best"),
        (
            "The caller checks the key in the table, including its age.",
            "The caller checks the key in the table",
        ),
    ],
)
def test_a_sentence_stands_by_itself_without_what_leads_in_and_out(told, clause):
    assert clauses(told) == [clause]


def test_nothing_is_handed_back_of_sentences_that_run_into_each_other():
    told = (
        "We had two days for the whole thing. I started with the tests for the order table. "
        "Then I moved the check to the query itself. After that the page was fast again. "
        "We told support about it on the same day."
    )

    assert clauses(told)
    assert clauses(told.replace(".", "").lower()) == []


def test_clauses_stand_by_themselves():
    answer = (
        "So, um, I'd I'd basically put the key in a header, you know, and the server looks it up in a table "
        "before it does any work because otherwise we charge the, uh"
    )

    assert clauses(answer) == ["I'd put the key in a header", "the server looks it up in a table"]


def test_half_a_sentence_about_when_is_not_handed_back():
    assert clauses("I clear the timer, each time somebody calls, and then I start the timer again") == [
        "I clear the timer",
        "I start the timer again",
    ]
