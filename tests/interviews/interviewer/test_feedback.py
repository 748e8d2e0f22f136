"""Coaching manner: what landed and what to add, and no more than is known."""

import pytest

from interviews.analysis.judgement import ContentJudgement, PointJudgement, Verdict
from interviews.interviewer.local import words_for
from interviews.interviewer.phrasing import landmark, phrases
from interviews.interviewer.port import Move, MoveKind
from interviews.transcript import locate, words_of_typed
from tests.interviews.interviewer.cast import bank, exchange, judged, opened, question, situation


def test_coaching_says_what_landed_and_what_to_add_before_the_next_question():
    about = question()
    answer = "I'd have the caller generate a unique key for each payment and put it in a header."
    content = judged(about, default="not_heard", client_key="heard")
    move = Move(kind=MoveKind.QUESTION, question=question("feed-skips-posts-between-pages"))
    text = words_for(situation(move, opened(answer, content=content), coaching=True))

    before = text.partition(move.question.ask.strip()[:30])[0]
    assert any(point.point[1:].rstrip(".") in before for point in about.key_points[1:])


def test_coaching_calls_nothing_complete_that_it_could_not_tell():
    asked = question()
    answer = "I would put an idempotency key on it and look that up before charging"
    heard = judged(asked, default="heard")
    unsure = judged(asked, default="heard", **{asked.key_points[0].slug.replace("-", "_"): "cannot_tell"})

    def words(content) -> str:
        done = exchange(question=asked, answer=answer, content=content)
        return words_for(situation(Move(MoveKind.QUESTION, question=bank()[1]), done, coaching=True))

    complete = [way.casefold() for way in phrases()["coach_complete"]]
    assert any(way in words(heard).casefold() for way in complete)
    assert not any(way in words(unsure).casefold() for way in complete)


def test_coaching_praises_only_what_the_last_answer_brought():
    asked = question()
    first = exchange(
        question=asked,
        answer="I would put an idempotency key on it and look that up before charging",
        content=judged(asked, default="heard"),
    )
    empty = exchange(
        question=asked,
        kind=MoveKind.FOLLOW_UP,
        answer="Not sure. I would look at the logs and ask somebody. It depends.",
        content=judged(asked, default="not_heard"),
    )
    next_one = Move(MoveKind.QUESTION, question=bank()[1])

    text = words_for(situation(next_one, first, empty, coaching=True)).casefold()

    praise = [
        way.partition("{")[0].casefold()
        for name in ("coach_landed", "coach_complete")
        for way in phrases()[name]
    ]
    assert not [way for way in praise if way in text]
    assert "idempotency" not in text.partition(next_one.question.ask.casefold()[:30])[0]


@pytest.mark.parametrize("kind", [MoveKind.FOLLOW_UP, MoveKind.HINT])
@pytest.mark.parametrize("about", [question(), question("service-you-made-too-complicated")])
def test_coaching_tells_nobody_to_add_what_they_answered_when_they_were_asked_for_it(about, kind):
    point, *others = sorted(about.key_points, key=lambda each: -each.weight)
    heard = {other.slug.replace("-", "_"): "heard" for other in others}
    slug = point.slug.replace("-", "_")
    probed = exchange(
        question=about,
        kind=kind,
        key_point=point.slug,
        answer="Yes, it came out as I had feared, so I was right about that, and wrong about the rest of it.",
        content=judged(about, default="cannot_tell", **{slug: "not_heard"}),
    )
    first = exchange(question=about, answer=LONG, content=judged(about, **heard, **{slug: "partly"}))
    next_one = Move(MoveKind.QUESTION, question=question("feed-skips-posts-between-pages"))
    ways = [way for name in phrases() if name.startswith("coach_add") for way in phrases()[name]]
    adding = [way.partition("{")[0].strip() for way in ways]

    for seed in range(6):
        text = words_for(situation(next_one, first, probed, coaching=True, seed=seed))

        before = text.partition(next_one.question.ask[:30])[0]
        assert not [way for way in adding if way in before]


def followed_up(
    *,
    verdict: str,
    certainty: float,
    misconception: str = "",
    answer: str,
    seed: int = 0,
    belief_in: str = "",
) -> str:
    """Return the words of a follow-up in the coaching manner, for a point of which so much is known."""
    about = question()
    point = about.key_points[1]
    first = PointJudgement(about.key_points[0].slug, Verdict.HEARD, certainty=0.9)
    said = (locate(belief_in, words_of_typed(answer, start_ms=0, end_ms=0)),) if belief_in else ()
    found = PointJudgement(point.slug, Verdict(verdict), said, certainty, misconception=misconception)
    move = Move(kind=MoveKind.FOLLOW_UP, question=about, key_point=point.slug, reason="missing")
    content = ContentJudgement((first, found))
    return words_for(situation(move, opened(answer, content=content), coaching=True, seed=seed))


LONG = "I'd have the caller generate a unique key for each payment. " * 4


@pytest.mark.parametrize(("verdict", "certainty"), [("not_heard", 0.6), ("cannot_tell", 0.0)])
def test_coaching_says_of_nothing_that_it_was_not_heard_that_may_have_been_said(verdict, certainty):
    for seed in range(6):
        text = followed_up(verdict=verdict, certainty=certainty, answer=LONG, seed=seed)

        assert any(way in text for way in phrases()["dig_unsure"])
        assert not any(way in text for way in phrases()["coach_open_point"])


def test_coaching_names_what_was_surely_left_out_as_open():
    text = followed_up(verdict="not_heard", certainty=0.9, answer=LONG)

    assert any(way in text for way in phrases()["coach_open_point"])


@pytest.mark.parametrize(("quoted", "told"), [(True, "wrong_turn"), (False, "dig_unsure")])
def test_coaching_tests_a_wrong_belief_beside_its_point_where_it_can_say_which(quoted, told):
    for seed in range(6):
        text = followed_up(
            verdict="cannot_tell", certainty=0.0, misconception="A unique key is made for each retry",
            answer=LONG, seed=seed, belief_in=LONG.partition(".")[0] if quoted else "",
        )  # fmt: skip

        assert ("generate a unique key" in text) is quoted
        assert any(way in text for way in phrases()[told])
        assert not any(way in text for way in phrases()["coach_open_point"])


@pytest.mark.parametrize(
    ("answer", "certainty", "told"),
    [
        ("I'd use a key.", 0.9, "coach_short"),
        (LONG, 0.9, "coach_nothing_yet"),
        (LONG, 0.8, "dig"),
        (LONG, 0.6, "dig_unsure"),
    ],
)
def test_coaching_finds_fault_with_an_answer_only_where_it_is_sure(answer, certainty, told):
    about = question()
    points = tuple(
        PointJudgement(point.slug, Verdict.NOT_HEARD, certainty=certainty) for point in about.key_points
    )
    move = Move(kind=MoveKind.FOLLOW_UP, question=about, key_point=about.key_points[0].slug, reason="missing")
    about_it = opened(answer, content=ContentJudgement(points))

    for seed in range(6):
        text = words_for(situation(move, about_it, coaching=True, seed=seed))
        found = [
            name
            for name in ("coach_short", "coach_nothing_yet", "dig_unsure", "dig")
            if any(way in text for way in phrases()[name])
        ]
        assert found == [told]


def test_coaching_adds_what_was_surely_left_out_and_hedges_the_rest():
    about = question()
    central, other = about.key_points[0], about.key_points[-1]

    def text(*points: PointJudgement) -> str:
        done = opened(LONG, content=ContentJudgement(points))
        return words_for(situation(Move(MoveKind.QUESTION, question=bank()[1]), done, coaching=True))

    unsure = PointJudgement(central.slug, Verdict.NOT_HEARD, certainty=0.6)
    sure = PointJudgement(other.slug, Verdict.NOT_HEARD, certainty=0.95)

    assert other.point[1:].rstrip(".") in text(unsure, sure)
    assert any(landmark(way) in text(unsure).casefold() for way in phrases()["coach_add_unsure"])
    assert central.point[1:].rstrip(".") in text(unsure)


@pytest.mark.parametrize(("certainty", "hedged"), [(0.58, True), (0.9, False)])
def test_coaching_says_that_half_a_point_is_missing_only_where_it_is_sure_of_that(certainty, hedged):
    half = PointJudgement(question().key_points[0].slug, Verdict.PARTLY, certainty=certainty)
    done = opened(LONG, content=ContentJudgement((half,)))

    text = words_for(situation(Move(MoveKind.QUESTION, question=bank()[1]), done, coaching=True))

    assert any(landmark(way) in text.casefold() for way in phrases()["coach_add_unsure"]) == hedged


def test_coaching_speaks_of_adding_only_where_something_was_heard():
    about = question()
    central, other = about.key_points[0], about.key_points[-1]

    def ways(*points: PointJudgement) -> set[str]:
        told = opened(LONG, content=ContentJudgement(points))
        moved = Move(MoveKind.QUESTION, question=bank()[1])
        texts = [words_for(situation(moved, told, coaching=True, seed=seed)).casefold() for seed in range(12)]
        names = ("coach_add", "coach_add_first")
        return {
            name for name in names for way in phrases()[name] if any(landmark(way) in text for text in texts)
        }

    missed = PointJudgement(central.slug, Verdict.NOT_HEARD, certainty=0.95)

    assert ways(missed) == {"coach_add_first"}
    assert ways(missed, PointJudgement(other.slug, Verdict.HEARD, certainty=0.9)) == {"coach_add"}


def praised(quote: str, *, answer: str, point: int = 0, certainty: float = 0.9, belief: str = "") -> str:
    """Return what the coaching manner says before the next question of an answer that made a point, and in
    which a `belief` of another was said in the same words."""
    about = question()
    evidence = (locate(quote, words_of_typed(answer, start_ms=0, end_ms=0)),)
    points = [PointJudgement(about.key_points[point].slug, Verdict.HEARD, evidence, certainty)]
    if belief:
        other = about.key_points[point - 1].slug
        points.append(PointJudgement(other, Verdict.CANNOT_TELL, evidence, misconception=belief))
    done = opened(answer, content=ContentJudgement(tuple(points)))
    asked = Move(MoveKind.QUESTION, question=bank()[1])
    return words_for(situation(asked, done, coaching=True)).partition(bank()[1].ask[:30])[0].casefold()


def test_coaching_praises_words_that_show_their_point_and_names_the_point_else():
    about = question()
    shows = "I'd have the caller generate a unique key for each payment."
    beside = "I look at the money in the account afterwards."
    point = next(n for n, point in enumerate(about.key_points) if point.slug == "client-key")

    landed = praised(shows, answer=f"{shows} {beside}", point=point)
    named = praised(beside, answer=f"{shows} {beside}", point=point)
    unsure = praised(beside, answer=f"{shows} {beside}", point=point, certainty=0.5)
    hardly = praised(shows, answer=f"{shows} {beside}", point=point, certainty=0.5)

    assert "generate a unique key" in landed
    assert "money in the account" not in named
    assert about.key_points[point].point[1:].rstrip(".").casefold() in named
    assert about.key_points[point].point[1:].rstrip(".").casefold() not in unsure
    assert not any(landmark(way) in hardly for way in phrases()["coach_landed"])


def test_coaching_praises_no_words_in_which_a_wrong_belief_was_said():
    said = "I'd have the caller generate a unique key for each payment."

    def is_praised(**fields: str) -> bool:
        ways = (*phrases()["coach_landed"], *phrases()["coach_landed_point"])
        return any(landmark(way) in praised(said, answer=said, **fields) for way in ways)

    assert is_praised()
    assert not is_praised(belief="Draws a new key for each retry")


@pytest.mark.parametrize("reason", ["strong", "vague"])
def test_coaching_finds_nothing_of_an_answer_wanting_where_it_cannot_tell(reason):
    points = tuple(PointJudgement(p.slug, Verdict.NOT_HEARD, certainty=0.6) for p in question().key_points)
    move = Move(kind=MoveKind.FOLLOW_UP, question=question(), reason=reason)
    ways = [way for name in phrases() if name.startswith("coach_") for way in phrases()[name]]

    for seed in range(6):
        about_it = opened(LONG, content=ContentJudgement(points))
        text = words_for(situation(move, about_it, coaching=True, seed=seed)).casefold()

        assert not [way for way in ways if landmark(way) in text]


def test_coaching_asks_one_thing_at_a_time():
    ways = [
        way for name in ("coach_short", "coach_nothing_yet", "coach_open_point") for way in phrases()[name]
    ]

    assert not [way for way in ways if way.endswith("?") or way.startswith(("Try", "Say", "Tell"))]
    assert all(way.count(".") == 1 for way in ways)


@pytest.mark.parametrize(
    ("said", "is_told"),
    [
        ("I measured the contrast with the designer beside me.", True),
        ("We showed it to the product lead on her laptop.", True),
        ("My mum runs a small choir in the village.", False),
        ("We didn't have real users in that project.", False),
        ("I had a bad feeling about the numbers.", False),
    ],
)
def test_coaching_praises_of_an_account_what_they_did(said, is_told):
    about = question("service-you-made-too-complicated")
    evidence = (locate(said, words_of_typed(said, start_ms=0, end_ms=0)),)
    heard = PointJudgement(about.key_points[0].slug, Verdict.HEARD, evidence, 0.9)
    done = exchange(question=about, answer=said, content=ContentJudgement((heard,)))
    ways = [landmark(way) for way in phrases()["coach_landed"]]

    text = words_for(situation(Move(MoveKind.QUESTION, question=bank()[1]), done, coaching=True)).casefold()

    assert any(way in text for way in ways) is is_told


@pytest.mark.parametrize("coaching", [True, False])
@pytest.mark.parametrize(
    ("beside", "voiced", "is_told"),
    [
        (
            "I'd keep the stored answer for a day",
            "I'd check that the amount and the customer are the same",
            True,
        ),
        ("I'd keep the stored answer for a day", "I'd look at the logs of that service first", False),
    ],
)
def test_of_a_wrong_belief_the_clause_that_voices_it_is_handed_back(beside, voiced, is_told, coaching):
    about = question()
    point = next(point for point in about.key_points if point.slug == "client-key")
    said = f"{beside}. {voiced}."
    evidence = (locate(said, words_of_typed(said, start_ms=0, end_ms=0)),)
    wrong = PointJudgement(
        point.slug, Verdict.NOT_HEARD, evidence, 0.9, misconception=point.misconceptions[0].reveals
    )
    move = Move(kind=MoveKind.FOLLOW_UP, question=about, key_point=point.slug, reason="missing")
    about_it = opened(said, content=ContentJudgement((wrong,)))

    text = words_for(situation(move, about_it, coaching=coaching))

    assert any(way in text for way in phrases()["wrong_turn"]) is is_told
    assert ("the amount and the customer are the same" in text) is is_told
