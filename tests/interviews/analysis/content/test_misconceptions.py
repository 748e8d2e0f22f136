"""A wrong belief is claimed of who voices it, never of who made the point."""

import numpy as np
import pytest

from interviews.analysis.content import misconceptions
from interviews.analysis.content.reading import Window
from interviews.analysis.judgement import PointJudgement, Verdict
from interviews.analysis.local import LocalAnalyst
from interviews.analysis.port import Answer
from interviews.bank.schema import read_bank
from interviews.transcript import words_of_typed

BANK = {question.slug: question for question in read_bank()}
STATE = (
    "I'd say the open menu is just useState in the component, and the form as well, because nobody "
    "else needs it. The page number should be in the URL so you can reload or share it. The list from the "
    "server... I'd use something like React Query which caches it? And the global store only for things like "
    "the logged in user."
)


def judged(text: str, slug: str, *, closely: bool = True) -> dict[str, PointJudgement]:
    answer = Answer(text=text, words=words_of_typed(text, start_ms=0, end_ms=1_000))
    judge = LocalAnalyst().judge_now if closely else LocalAnalyst().glance
    return {point.key_point: point for point in judge(answer, BANK[slug]).points}


def test_who_made_the_point_is_told_of_no_wrong_belief():
    point = judged(STATE, "where-should-this-state-live")["local-by-default"]

    assert point.verdict in (Verdict.HEARD, Verdict.PARTLY)
    assert point.misconception == ""


def test_point_that_was_surely_made_is_not_taken_back_for_words_near_a_wrong_belief():
    text = (
        "One key has far more rows than the others, so the one task that gets it runs forever. I'd look at "
        "the stage in the Spark UI, compare the max of shuffle read with the median, and count rows per "
        "key. It's often a null or an anonymous account. If it's null I'd filter those out before the join, "
        "since they match nothing. If it's a real key I'd broadcast the accounts table if it is small, or "
        "salt the key, or turn on adaptive query execution with skew join. Just adding executors doesn't "
        "help, because one task can't be split."
    )

    point = judged(text, "one-spark-task-hangs-on-join")["treat-useless-keys"]

    assert (point.verdict, point.misconception) == (Verdict.HEARD, "")


@pytest.mark.parametrize("closely", [True, False])
def test_words_that_only_share_a_topic_voice_no_wrong_belief(closely):
    text = (
        "In the controller I check that the invoice belongs to the user, so invoice dot company ID equals "
        "the current user's company ID, else four oh three."
    )

    points = judged(text, "changing-the-invoice-number", closely=closely)

    assert not any(point.misconception for point in points.values())


@pytest.mark.parametrize("closely", [True, False])
@pytest.mark.parametrize(
    ("slug", "point", "text"),
    [
        (
            "where-should-this-state-live",
            "local-by-default",
            "I'd keep it. A global store is cleaner because then all the state is in one place.",
        ),
        (
            "payment-retried-after-timeout",
            "client-key",
            "I would just check whether the amount and the customer are the same as last time",
        ),
    ],
)
def test_a_wrong_belief_is_named_with_the_words_that_voice_it(slug, point, text, closely):
    found = judged(text, slug, closely=closely)[point]

    assert found.misconception
    assert found.evidence[0].quote in text


def test_reading_closely_can_bear_out_or_refute_what_is_only_near(monkeypatch):
    said = "I'd keep it. A global store is cleaner because then all the state is in one place."

    def leaning(wrong, right):
        monkeypatch.setattr(
            misconceptions.cross_encoder, "log_odds", lambda pairs: np.array([[wrong] * 3, [right] * 3])
        )
        return belief.is_voiced("any point", closely=True)

    belief = misconceptions.Misconception(said, "", Window(0, 1, 0, 1, (0,)), said, nearness=0.6, margin=0.15)

    assert leaning(4.0, 0.0)
    assert not leaning(0.0, 4.0)


MADE = (
    "I'd put an index on customer and created at, with the customer first because we filter on it and then "
    "the date is already in order. That gives us a range scan and no sort."
)
SLOW = "newest-orders-query-crawls"
WRONG = "The order of the columns in the index doesn't matter, it only needs both of them."


@pytest.mark.parametrize("closely", [True, False])
def test_who_says_both_has_not_settled_it(closely):
    point = judged(f"{MADE} {WRONG}", SLOW, closely=closely)["composite-order"]

    assert judged(MADE, SLOW, closely=closely)["composite-order"].verdict == Verdict.HEARD
    assert point.verdict not in (Verdict.HEARD, Verdict.PARTLY)
    assert point.misconception
    assert point.evidence[0].quote in WRONG


@pytest.mark.parametrize("closely", [True, False])
@pytest.mark.parametrize(
    ("slug", "point", "text"),
    [
        (
            "parallel-tests-eat-each-others-data",
            "no-raw-production-copy",
            "Each test makes its own customer with a random suffix through the API. Copying production data "
            "into staging gives the most realistic tests and if names get blanked it's anonymous.",
        ),
        (
            "update-a-million-thermostats",
            "signed-image",
            "The image goes into the second slot and the old one stays as it is. The download goes over TLS "
            "with the server's certificate pinned, and the image carries a CRC32, so nobody can slip in "
            "foreign code and signing the image on top would be redundant.",
        ),
    ],
)
def test_words_that_voice_a_belief_about_a_point_are_not_taken_for_the_point(slug, point, text, closely):
    found = judged(text, slug, closely=closely)[point]

    assert found.verdict not in (Verdict.HEARD, Verdict.PARTLY)
    assert found.misconception


@pytest.mark.parametrize("correction", ["No wait, that's wrong, sorry.", "Actually no, I take that back."])
def test_what_is_taken_back_is_no_belief(correction):
    point = judged(f"{WRONG} {correction} {MADE}", SLOW)["composite-order"]

    assert point.verdict == Verdict.HEARD
    assert point.misconception == ""


def test_a_wrong_belief_in_other_words_beside_the_point_is_noticed():
    text = (
        "The handler saves the user, and puts a job on a queue, and a worker sends the email. What it brings "
        "is retries with back off, and a dead letter queue to watch. The queue delivers every message "
        "exactly once, so the worker does not have to care about sending the email twice."
    )

    point = judged(text, "signup-waits-for-the-email")["retries-and-duplicates"]

    assert point.misconception.startswith("Takes delivery for processing")
    assert "exactly once" in point.evidence[0].quote


def test_a_scrap_that_shares_two_nouns_voices_no_belief():
    points = judged("We ran it on Kubernetes, base image Alpine, and Kafka.", "second-cloud-for-safety")

    assert not any(point.misconception for point in points.values())


def test_every_wrong_belief_of_the_bank_is_known_in_several_ways():
    beliefs = [
        each for question in BANK.values() for point in question.key_points for each in point.misconceptions
    ]

    assert len(beliefs) > 900
    assert all(len({belief.says, *belief.ways}) >= 3 for belief in beliefs)


def test_a_belief_put_in_other_words_is_noticed():
    text = (
        "I would keep it easy for the teams: they send whatever JSON they like, with a name and a timestamp. "
        "The data people can then clean it up later in the warehouse, that's their job, and with SQL you can "
        "repair nearly everything."
    )

    point = judged(text, "clickstream-platform-thirty-teams")["schema-as-contract"]

    assert point.misconception.startswith("Moves the cost of thirty teams' mistakes")
    assert point.evidence[0].quote in text


@pytest.mark.parametrize("closely", [True, False])
@pytest.mark.parametrize(
    ("slug", "text"),
    [
        (
            "shard-the-tenant-table",
            "And honestly I'd push back on the proposal first. Six terabytes isn't big for Postgres, and "
            "four thousand tenants with a monthly peak are a scheduling problem before they're a capacity "
            "problem. I'd look at the top ten queries, see whether the reports can go to a replica, and get "
            "a bigger instance. Sharding is the last thing, because you lose cross-shard joins.",
        ),
        (
            "cloud-bill-doubled-in-a-month",
            "A budget in the cloud console doesn't stop the spending when it's reached.",
        ),
        ("told-first-thing-you-ran-in-cloud", "The free tier didn't mean that nothing could be charged."),
        ("certificate-check-switched-off", "That the data is encrypted on the way doesn't make it fine."),
        ("nightly-load-rerun-doubles-rows", "Delete first and insert after in two statements isn't safe."),
    ],
)
def test_who_denies_a_wrong_belief_does_not_voice_it(slug, text, closely):
    points = judged(text, slug, closely=closely)

    assert not any(point.misconception for point in points.values())


@pytest.mark.parametrize("opener", ["I'm not an expert but I'd say ", "Not sure, so "])
def test_who_denies_something_else_before_it_voices_a_wrong_belief_all_the_same(opener):
    text = f"{opener}a budget in the cloud console stops the spending when it's reached."

    points = judged(text, "cloud-bill-doubled-in-a-month")

    assert any(point.misconception for point in points.values())


@pytest.mark.parametrize("closely", [True, False])
@pytest.mark.parametrize(
    ("slug", "point", "text"),
    [
        # The belief says that it needn't be, and the answer does it.
        (
            "erase-one-person-from-lake",
            "provable-completion",
            "Deletes are collected and merged once a week, then the snapshots are expired. And when you "
            "restore a backup you replay the list of erasures before you let anyone in.",
        ),
        # It names what it warns of; who speaks writes no dot.
        (
            "list-rows-mix-up-after-delete",
            "stable-id-fix",
            "So give every to-do an id, and use that as the key. But not math random, since then on each "
            "render it's new and you lose what you're typing.",
        ),
        # Nothing of the belief is in it but what the question is about.
        (
            "write-a-debounce",
            "closure-holds-timer",
            "Each call clears the timer and sets it anew. The timer's in the closure, so each debounced "
            "function has got its own.",
        ),
        (
            "one-api-for-web-mobile-partners",
            "name-the-pain",
            "I'd ask what hurts, and measure that. Partners get a versioned public API, and it moves slowly. "
            "GraphQL, hm, one more thing that has to be secured, depth limits, and caching gets harder.",
        ),
    ],
)
def test_words_on_the_topic_of_a_belief_that_say_something_else_voice_none(slug, point, text, closely):
    assert judged(text, slug, closely=closely)[point].misconception == ""


@pytest.mark.parametrize("closely", [True, False])
@pytest.mark.parametrize(
    ("slug", "point", "text"),
    [
        (
            "region-lost-what-do-we-promise",
            "backups-isolated",
            "With the replica in the second region backups are overkill, since everything is already there "
            "twice.",
        ),
        (
            "region-lost-what-do-we-promise",
            "failover-decision-and-drills",
            "Once the second region is set up, failover works by itself and practising it is unnecessary.",
        ),
        (
            "keys-in-the-config-of-a-batch-job",
            "short-lived-credentials",
            "An expiry date on a long random key is superfluous, since it is impossible to guess it anyway.",
        ),
    ],
)
def test_who_calls_needless_what_a_belief_says_nobody_needs_voices_it(slug, point, text, closely):
    assert judged(text, slug, closely=closely)[point].misconception


@pytest.mark.parametrize(
    ("slug", "text"),
    [
        (
            "where-the-login-token-lives",
            "I'd keep them in the shared preferences, since Android gives every app its own folder, "
            "and no other app can read that.",
        ),
        (
            "company-assistant-with-permissions",
            "As vectors can't be turned back into text, the vector store itself needn't be protected "
            "as strictly.",
        ),
    ],
)
def test_a_belief_that_denies_something_itself_is_noticed(slug, text):
    assert any(point.misconception for point in judged(text, slug).values())


@pytest.mark.parametrize(
    ("slug", "text"),
    [
        (
            "company-assistant-with-permissions",
            "A good part of a text can be rebuilt from its embedding, so the vector database gets the "
            "same protection as the documents.",
        ),
        (
            "old-md5-password-table",
            "A salt alone doesn't help, MD5 is so quick that each one can still be guessed, so it has "
            "to be bcrypt or Argon2.",
        ),
        (
            "search-box-too-eager",
            "Being on one thread doesn't put answers into order, so I cancel the older search with "
            "flatMapLatest.",
        ),
    ],
)
def test_the_truth_about_such_a_belief_is_none(slug, text):
    assert not any(point.misconception for point in judged(text, slug).values())


def test_words_that_surely_make_another_point_voice_no_belief():
    text = (
        "Okay, so the very first thing is I don't press apply, and I tell the team that nobody "
        "merges to main right now. Then I would read the plan out, but line by line, Terraform writes, "
        "Forces replacement next to the attribute that is to blame. So I look at that one, what the old "
        "value is and what the new value is. I compared the lock file because maybe the provider version was "
        "upgraded since the last apply."
    )

    points = judged(text, "change-made-by-hand-in-console")

    assert points["find-forcing-attribute"].verdict == Verdict.HEARD
    assert not any(point.misconception for point in points.values())


def test_a_belief_beside_words_that_surely_make_another_point_is_noticed():
    text = (
        "I don't apply, and I stop the pipeline. I read which attribute forces the replacement. But if we've "
        "only touched a tag, the replacement can only be a bug in Terraform, so I'd open an issue."
    )

    points = judged(text, "change-made-by-hand-in-console")

    assert points["drift-or-code-or-provider"].misconception
