"""What is answered to a question back: what it is about, not what words stand in it."""

import msgspec
import pytest

from interviews.bank.schema import read_bank
from interviews.interviewer.clarifying import replies_to, ways_to_clarify, ways_to_talk
from interviews.interviewer.questions_back import replies


def kind(asked: str) -> str:
    ways = ways_to_clarify(asked, None)
    return next(name for name, reply in replies("clarify").items() if reply.say == ways)


@pytest.mark.parametrize(
    ("asked", "about"),
    [
        ("Does the user need the email to go on? Or is it only a greeting?", "either"),
        ("Does the user need the email, like a confirmation link, or is it only a greeting?", "either"),
        ("Async replicas or semi-sync?", "either"),
        ("Do you mean the primary or the replicas?", "either"),
        ("Does the load balancer pin a session to a replica?", "open"),
        ("Can the user log in twice?", "open"),
        ("What scale are we talking about?", "scale"),
        ("How many users do we have?", "scale"),
        ("Is there a high load?", "scale"),
        ("What's the peak load like?", "scale"),
        ("How long do I have to answer?", "time_and_depth"),
        ("Should I tell you about the project on my CV?", "own_case"),
    ],
)
def test_a_question_back_is_answered_by_what_it_asks(asked, about):
    assert kind(asked) == about


@pytest.mark.parametrize(
    "asked",
    [
        "Do I have to run it, or is it enough if I talk it through?",
        "Should I write this down, or is it fine if I just explain it?",
        "Is it okay to describe it in words?",
        "Do you want me to write the code, or can I talk you through it?",
        "Must I type everything out?",
        "Can I sketch it on the pad?",
        "Do I need to implement it, or would an outline do?",
    ],
)
def test_who_asks_how_to_answer_is_told_that_words_are_enough(asked):
    assert kind(asked) == "doing"


@pytest.mark.parametrize(
    "asked",
    [
        "Should I write to both tables, or is it only the new one?",
        "Do I run the migration before or after the deploy?",
        "Is it enough if the write goes to one replica, or does it have to be two?",
        "Do they run it at night?",
        "Is it okay if the reader sees old data?",
        "Does the worker write it to the log, or is it kept in memory?",
        "Can we run two versions side by side?",
        "Do the services talk through a gateway?",
    ],
)
def test_who_asks_what_the_system_does_is_not_told_how_to_answer(asked):
    assert kind(asked) not in ("doing", "permission")


@pytest.mark.parametrize(
    "asked",
    [
        "Is it okay if I use STRIDE, or would you rather have it without a framework?",
        "Would it be fine to start with the storage side?",
        "Is it all right if I leave out the payment part, or should that be in?",
        "Is it ok if I go with a plain queue first?",
        "Would it be okay for me to take an example from a course?",
        "Is it fine if I focus on the read path, or do you want both?",
    ],
)
def test_who_asks_for_leave_gets_it(asked):
    assert kind(asked) == "permission"


@pytest.mark.parametrize(
    "asked",
    [
        "Is it okay to lose a few events, or is it a ledger?",
        "Is it okay if the client waits?",
        "Would it be fine to assume that there's one region?",
        "Is it ok if two of them run at once, or is it exclusive?",
        "Would it be okay for the users to see it a minute later?",
    ],
)
def test_what_the_system_may_do_is_no_leave_that_is_asked_for(asked):
    assert kind(asked) != "permission"


@pytest.mark.parametrize(
    ("kind_of_question", "asked"),
    [
        ("experience", "What do you mean exactly?"),
        ("experience", "Ownership as in the check, or as in who is responsible? What do you mean exactly?"),
        ("experience", "Do you mean my manager?"),
        ("design", "Could I get a hint what you mean by the order?"),
        ("design", "What do you mean by the next page along? The other endpoints?"),
        ("design", "I'm not sure what you mean by that."),
    ],
)
def test_what_a_follow_up_means_is_told_by_asking_it_again(kind_of_question, asked):
    about = next(one for one in read_bank() if one.kind == kind_of_question)
    probe = about.key_points[0].probe

    ways = ways_to_clarify(asked, about, closer=probe, following=True)

    assert all(way.endswith(probe) for way in ways)


@pytest.mark.parametrize(
    ("asked", "about"),
    [
        ("Does it have to be from work?", "own_case"),
        ("Is a university project fine, or does it have to be from work?", "own_case"),
        ("Was it at my last company?", "own_case"),
        ("How long do I have?", "time_and_depth"),
        ("Is it okay if I take one from an internship?", "permission"),
    ],
)
def test_nothing_is_assumed_about_the_candidate_s_own_past(asked, about):
    own = next(one for one in read_bank() if one.kind == "experience")

    assert ways_to_clarify(asked, own, closer="And then?") == replies("clarify")[about].say


@pytest.mark.parametrize(
    ("asked", "about"),
    [
        ("Hello, can you hear me?", "hearing"),
        ("I'm a bit lost, are we still on the link previews?", "where_we_are"),
        ("Sorry, which question are we on?", "where_we_are"),
        ("Are you still asking about the cache?", "where_we_are"),
        ("Are you still there?", "hearing"),
        ("Is my microphone working?", "hearing"),
        ("Could you speak a little slower please?", "voice"),
        ("That was too fast, could you go slower?", "voice"),
        ("Can I answer in German?", "language"),
        ("Could we please continue in Spanish?", "language"),
        ("Do you also speak Polish?", "language"),
        ("May I say it in my own language?", "language"),
        ("Would you understand Ukrainian?", "language"),
        ("Is it okay to speak Hindi with you?", "language"),
        ("Would German be fine?", "language"),
        ("May I use Portuguese instead?", "language"),
        ("Can we take a short break?", "rest"),
        ("Can we go back to the last question?", "earlier"),
        ("You have my CV, right?", "topic"),
        ("Did you read my CV?", "topic"),
        ("Can I come back to that later?", "earlier"),
        ("Can I come back to the first part later?", "earlier"),
        ("May I add something to that at the end of the interview?", "earlier"),
        ("How many more questions are there?", "time_left"),
        ("How many questions do we have, by the way?", "time_left"),
        ("How much time do we have left?", "time_left"),
        ("How long will this interview take?", "time_left"),
        ("Is this the last question?", "time_left"),
        ("What would you have answered?", "own_view"),
        ("How would you do it?", "own_view"),
        ("What answer did you expect?", "own_view"),
        ("What were you hoping to hear?", "own_view"),
        ("Are there many questions left?", "time_left"),
        ("What's the right answer?", "own_view"),
        ("What do you think about that?", "own_view"),
        ("Would you agree?", "own_view"),
        ("Was that too long?", "pace"),
        ("Am I talking too fast?", "pace"),
        ("Am I talking too much?", "pace"),
        ("Is this being recorded?", "kept"),
        ("And what happens with my answers after this?", "kept"),
        ("How do you handle that in your company?", "for_the_end"),
        ("Have you ever built that yourself?", "for_the_end"),
        ("Is anybody else listening to this?", "kept"),
        ("Are you writing this down?", "kept"),
        ("Can we do something easier next?", "next_one"),
        ("Could you ask me an easier one next time?", "next_one"),
        ("Can I add something later?", "earlier"),
        ("Can I add a word about the lock later?", "earlier"),
        ("How long do we still have?", "time_left"),
        ("How much longer are we going to talk?", "time_left"),
        ("How long are we going to talk?", "time_left"),
        ("Can the next one be about indexes?", "next_one"),
        ("What comes next?", "next_one"),
        ("Sorry, do we go on with this one or is there a new question?", "next_one"),
        ("Are we moving on to the next question?", "next_one"),
        ("Could we go there?", "topic"),
        ("Could we change the topic?", "topic"),
        ("Can we talk about the job?", "topic"),
        ("Can we talk about my sharding project?", "topic"),
        ("Could you ask me about distributed SQL, it's in the job ad?", "topic"),
        ("Shouldn't we talk about something from the job description?", "topic"),
    ],
)
def test_a_question_about_the_talk_is_answered_as_one(asked, about):
    told = tuple(way.partition(" {")[0] for way in replies("talk")[about].say)

    assert all(map(str.startswith, ways_to_talk(asked, left_ms=0), told))


@pytest.mark.parametrize(
    "asked",
    [
        "How fast does it have to be?",
        "Can you go back to an older version of the schema?",
        "Does the sound file have to be kept?",
        "Is the service allowed to take a break at night?",
        "Are there two servers?",
        "Can we go for a slower but safer rollout?",
        "Does the read replica get slower?",
        "Can we go back to the previous version of the service?",
        "Is the audio coming from the phone?",
        "Can we have a break in the API?",
        "Can the worker read it a bit later?",
        "Are we still writing to the old table?",
        "Is the old service still on?",
        "Can we talk to the payment provider?",
        "Can the request go there twice?",
        "How many questions are in the test set?",
        "How many more servers do we get?",
        "What did you expect me to compare?",
        "Are there many rows left?",
        "What comes next in the log after the commit?",
        "Do we go on with the old schema?",
        "What happens with my row after the commit?",
        "How do you handle that in Postgres?",
        "Have the users ever seen it?",
        "How much time does a request have?",
        "How long do we keep the rows?",
        "Is this the last replica?",
        "Is that too long for a request?",
        "Was the timeout too short?",
        "Can we do that later in a job?",
        "Can they come back to it later?",
        "Is it recorded in the log?",
        "Who reads the recording table?",
        "Is anybody else writing to this table?",
        "What would the server have answered?",
        "What would you say is the load?",
        "Is there a simpler schema?",
        "Can we have a simpler schema?",
        "Could we take an easier approach with one lock?",
        "Can you get a harder guarantee from it?",
        "Can I add the index later?",
        "May I add a column afterwards?",
        "So how long do we still talk to the old database?",
        "How long can we go on without the replica?",
        "How long do we have?",
        "Can the next one be a full scan?",
        "Does the job description have to be stored?",
        "Are we talking about one region?",
        "Can we talk about latency first, or is it throughput that counts?",
        "Can we change the topic name in Kafka?",
        "Should we change the subject of the certificate?",
        "Can I use an example from my CV?",
        "Are the reviews in German too?",
        "Do we have users in France who read French?",
        "Should we do the localisation in German first?",
        "Can we talk to French customers directly?",
        "Do you know Turkish users have a dotless i?",
        "Can I do the stemming in Dutch?",
        "Do we switch to German analyzers there?",
        "Do our customers speak Polish?",
        "Can I answer in two parts?",
        "Do you know which languages the model was trained on?",
        "May I do it in Python?",
    ],
)
def test_a_question_about_the_matter_is_none_about_the_talk(asked):
    assert not ways_to_talk(asked, left_ms=0)


def test_a_figure_that_is_proposed_is_taken_as_given():
    question = next(one for one in read_bank() if one.slug == "payment-retried-after-timeout")
    ask = "There are two thousand instruments. How do you draw them?"
    question = msgspec.structs.replace(question, ask=ask)

    def ways(asked: str) -> tuple[str, ...]:
        return ways_to_clarify(asked, question)

    assert ways("How many of those two thousand are seen, forty or so?") == replies("clarify")["assume"].say
    assert ways("How many are there, is it two thousand?")[0].endswith("There are two thousand instruments.")
    assert ways("How many are there?")[0].endswith("There are two thousand instruments.")


def test_a_figure_of_something_else_is_not_given():
    question = next(one for one in read_bank() if one.slug == "payment-retried-after-timeout")
    ask = "Teachers upload videos of up to three gigabytes to twelve servers. How do you store them?"
    question = msgspec.structs.replace(question, ask=ask)

    def ways(asked: str) -> tuple[str, ...]:
        return ways_to_clarify(asked, question)

    assert ways("How many teachers are there?") == replies("clarify")["scale"].say
    assert "twelve servers" in ways("How many servers are there?")[0]
    assert "three gigabytes" in ways("How big are the videos?")[0]


def test_who_asks_what_they_talk_to_is_told():
    assert ways_to_talk("Who are you, are you an AI?", left_ms=0) == replies("reply")["what_are_you"].say
    assert not ways_to_talk("Which model do you use for the ranking?", left_ms=0)


@pytest.mark.parametrize("asked", ["What's the read write ratio?", "Is the write load high?"])
def test_writes_are_no_handwriting(asked):
    assert kind(asked) != "code"


def test_what_is_meant_is_told_also_to_who_is_not_sure_of_it():
    for asked in ("I'm not sure I follow.", "I don't know what you mean.", "Can you explain it differently?"):
        ways = ways_to_clarify(asked, None, closer="What happens first?")

        assert ways == tuple(
            way.format(closer="What happens first?") for way in replies("clarify")["meaning"].say
        )


@pytest.mark.parametrize(
    ("asked", "about"),
    [
        ("We still have fifteen minutes, why is that already the end?", "why_over"),
        ("Could we go back to the memory question that I skipped?", "earlier"),
        ("How would you have answered the question about the status codes?", "right_answer"),
        ("There's time left, so: how did I do?", "how_it_went"),
        ("Is this recorded?", "data"),
        ("What happens with my data?", "data"),
        ("How long do you keep the recording.", "data"),
        ("Can I delete it afterwards?", "data"),
        ("Who sees my answers?", "data"),
        ("Where is all that stored?", "data"),
        ("I'd like to know about privacy.", "data"),
        ("Could I add something to my first answer?", "adds"),
        ("Are there things that I missed?", "how_it_went"),
        ("Is there anything that I should have said about indexes?", "how_it_went"),
        ("What are the things I've left out in my answers?", "how_it_went"),
        ("One thing that I forgot to ask: how big is the team?", "employer"),
        ("There is one thing I missed in the job description, is it remote?", "employer"),
    ],
)
def test_a_question_at_the_end_is_answered_by_what_it_is_about(asked, about):
    assert replies_to(asked)[0] == replies("reply")[about].say


@pytest.mark.parametrize(
    "said",
    [
        "Actually, I would like to add something to the cash question. What I did not say is that, um, the "
        "delete and the write are not one step, and the content network keeps a copy for a minute.",
        "I forgot to mention that I'd also delete the old rows.",
        "One thing that I forgot. The key stands under a unique index.",
        "There's a thing I've left out, the rows are deleted after a day.",
        "There is something that I forgot to mention, the rows are deleted after a day.",
        "What I should have said about the queue is that the data is stored twice.",
        "Oh, and one more thing on the first question: we keep both fields.",
    ],
)
def test_what_is_added_to_an_answer_at_the_end_is_taken_as_that(said):
    assert replies_to(said)[0] == replies("reply")["adds"].say


@pytest.mark.parametrize(
    "asked",
    [
        "What would you have liked to hear about the cache that I did not say?",
        "I wanted to say thank you for the questions.",
        "Do you change anything about the questions?",
        "How do you add people to the team?",
    ],
)
def test_who_adds_nothing_is_not_taken_to(asked):
    assert replies("reply")["adds"].say not in replies_to(asked)


@pytest.mark.parametrize(
    ("asked", "kinds"),
    [
        ("How did I do? And what happens with my recording?", ["how_it_went", "data"]),
        ("How did I do, and what happens with my recording?", ["how_it_went", "data"]),
        (
            "I have two questions. What does the team look like? And are you a person?",
            ["employer", "what_are_you"],
        ),
        ("What's next, and when will I hear back?", ["next_steps"]),
        ("What does your team do on call and how do you test?", ["engineering"]),
        ("How does the team work? Is it big, and is it remote?", ["employer"]),
        ("What would the best answer have been? Who won the cup in 1990?", ["right_answer", "other_too"]),
        (
            "Um, one question. What's your favourite colour, and do you keep my answers?",
            ["data", "other_too"],
        ),
        ("I'd like to come back to the locks, I'd take the row. How big is the team?", ["adds", "employer"]),
        (
            "Yes, I said I'd come back to the lock. One update is lost. What's the team like?",
            ["adds", "employer"],
        ),
        ("Is the product written in Rust?", ["other"]),
        ("Which mistakes do beginners make? I liked the questions and the pace.", ["other"]),
        ("How do you decide what to ask next?", ["what_are_you"]),
        ("How do you release?", ["engineering"]),
    ],
)
def test_each_of_two_questions_at_the_end_is_answered(asked, kinds):
    assert replies_to(asked) == [replies("reply")[kind].say for kind in kinds]


def test_a_question_about_how_a_team_works_is_none_about_the_candidates_data():
    assert replies("reply")["data"].say not in replies_to("How does your team delete old data?")


@pytest.mark.parametrize(
    "asked", ["Could you be more specific?", "Can you be a bit more concrete?", "Can you narrow that down?"]
)
def test_who_wants_it_more_exactly_is_told_what_the_question_means(asked):
    ways = ways_to_clarify(asked, None, closer="What happens first?")

    assert all("What happens first?" in way for way in ways)
