"""The local writer's sentences. Each carries something of this interview (a quote, a point, a time), so that
two reports have no sentence in common; {at} is the time of the first piece of evidence.

They stand here in English, marked for translation, and are translated when they are filled: the choice
among them is then the same in every language.

For translators. Every name in braces may be moved or left out, but {at} or another time must stay: a sentence
without a time is not kept. The marks “ and ” around {frag}, {last} and {deep} stay as they are, since what is
between them is compared with what was said. A sentence without one of these three can be joined to the one
before by a semicolon, and then begins with a small letter.

{frag}, {last}, {deep}: words of the candidate, in the language of the interview
{at}, {last_at}, {deep_at}: times, such as 4:12
{p}, {reveals}: statements of the question bank, after a colon; of a point that says what to do, {p} is ‘to
name what you decided’
{do}: what such a point asks of the reader: ‘name what you decided’
{nth}: an ordinal, as in ‘the third question’; {skill}: the name of a skill
{count}, {rate}, {pace}, {own}, {longest}: numbers; {own} is the pace elsewhere
{Count}, {were}: ‘Three pauses’ and ‘were’; {count_pauses}: ‘three places’

A candidate may have typed: only a sentence on delivery speaks of what was said or spoken.
"""

from django.utils.translation import gettext_noop as _

HEARD_FIRST = (
    _("In your answer to the {nth} question, at {at}, you put it in your own words: “{frag}”."),
    _("At {at} you got to “{frag}” without a follow-up."),
    _("At {at} you put it plainly: “{frag}”."),
    _("At {at}, on {skill}, your words were “{frag}”."),
    _("You had an answer to the {nth} question at {at}: “{frag}”."),
    _("Your answer to the {nth} question has this in it, at {at}: “{frag}”."),
    _("Your {nth} answer has a sentence worth keeping, at {at}: “{frag}”."),
    _("On {skill} you were concrete at {at}: “{frag}”."),
    _("The heart of your {nth} answer is at {at}: “{frag}”."),
)
HEARD_LATER = (
    _("It came when you were asked again, at {at}: “{frag}”."),
    _("A second question brought it out, at {at}: “{frag}”."),
    _("The follow-up brought it out at {at}: “{frag}”."),
    _("You kept “{frag}” for the follow-up, at {at}, and next time it can come unasked."),
    _("Given a little more room, at {at}, you got to “{frag}”."),
)
# To a follow-up on something else: nothing of it was due before.
HEARD_FURTHER = (
    _("Asked for more, at {at}, you added “{frag}”."),
    _("The follow-up brought this as well, at {at}: “{frag}”."),
    _("One question later, at {at}, you got to “{frag}”."),
    _("“{frag}” came with the follow-up, at {at}."),
)
# When another question had been asked, or all of them.
HEARD_ADDED = (
    _("At {at} you came back to the {nth} question: “{frag}”."),
    _("Later, at {at}, you added this to the {nth} question: “{frag}”."),
    _("You added “{frag}” later, at {at}, and it can stand in the {nth} answer."),
)
HEARD_SECOND = (
    _("It makes this point: {p}."),
    _("The point behind it: {p}."),
    _("That is what was asked for here: {p}."),
    _("In other words: {p}."),
    _("That covers a point of {skill}: {p}."),
    _("What an interviewer hears in it: {p}."),
)
# Of a point that says what to do: ‘name what you decided’.
HEARD_DONE = (
    _("The question wants you to {do}, and you did."),
    _("That is what the question was after: {p}."),
    _("That covers a point of {skill}: {p}."),
    _("An interviewer hopes to hear you {do}, and you did."),
)
DEPTH = {
    "trade_off": (
        _("And you told what it costs, at {deep_at}: “{deep}”."),
        _("You named the cost too, at {deep_at}: “{deep}”."),
    ),
    "number": (
        _("There is a number in it too, at {deep_at}: “{deep}”."),
        _("You put a number to it at {deep_at}: “{deep}”."),
    ),
    "example": (
        _("You backed it with a case from practice, at {deep_at}: “{deep}”."),
        _("You had an example at hand, at {deep_at}: “{deep}”."),
    ),
    "failure_case": (
        _("You also told how it goes wrong: “{deep}”, at {deep_at}."),
        _("You also saw how it can break, at {deep_at}: “{deep}”."),
    ),
}
BEYOND = (
    _("At {at} you went beyond what was asked, with “{frag}”: {p}."),
    _("Nobody had asked for “{frag}” ({at}), and it adds something: {p}."),
)
BEYOND_DONE = (
    _("At {at} you went beyond what was asked, with “{frag}”, and went on to {do}."),
    _("Nobody had asked for “{frag}” ({at}), and you went on to {do}."),
)
MISSED_FIRST = (
    _("An interviewer would still be waiting for this: {p}."),
    _("Not heard yet in your {nth} answer: {p}."),
    _("Add this to the {nth} answer next time: {p}."),
    _("Still open after your {nth} answer: {p}."),
)
# Of a point that says what to do: ‘name what you decided’.
MISSED_TO_DO = (
    _("An interviewer would still be waiting for you to {do}."),
    _("The {nth} question also wants you to {do}."),
    _("Next time, use the {nth} answer to {do}."),
    _("Still open after your {nth} answer: {p}."),
)
# The same two where something else of the answer was heard.
MISSED_BESIDE = (
    *MISSED_FIRST,
    _("One thing was not heard yet in your {nth} answer: {p}."),
    _("The {nth} question also asks for this, which was not heard yet: {p}."),
    _("What would have rounded off the {nth} answer: {p}."),
    _("There was one more step to take in the {nth} answer: {p}."),
)
MISSED_BESIDE_TO_DO = (
    *MISSED_TO_DO,
    _("One thing was not heard yet in your {nth} answer: {p}."),
    _("What would have rounded off the {nth} answer: {p}."),
    _("There was one more step to take in the {nth} answer: {p}."),
)
# For what is likely, and no more than that.
MISSED_LIKELY = (
    _("It seems that one thing was not in your {nth} answer yet: {p}."),
    _("Perhaps still open after your {nth} answer: {p}."),
)
MISSED_SECOND = (
    _("At {at} you went to “{frag}” instead."),
    _("There is a place for it at {at}, beside “{frag}”."),
    _("The answer stayed with “{frag}” ({at})."),
    _("In its place, at {at}, there was “{frag}”."),
)
MISSED_AGAIN = (
    _("You were asked for it once more, and stayed with “{frag}” ({at})."),
    _("A second question went straight for it; the reply, at {at}, was “{frag}”."),
    _("Asked about it directly, you went to “{frag}”, at {at}."),
)
PARTLY_FIRST = (
    _("You were on the way at {at}, with “{frag}”, and stopped one step short."),
    _("“{frag}”, at {at}, is a part of it."),
    _("Part of it was there at {at}: “{frag}”."),
    _("With “{frag}” ({at}) you made a start."),
)
PARTLY_SECOND = (
    _("In full: {p}."),
    _("The whole point is this: {p}."),
    _("Carried through, it would be this: {p}."),
    _("The complete version: {p}."),
)
PARTLY_TO_DO = (
    _("To complete it, {do}."),
    _("The whole point is this: {p}."),
    _("Next time, take it further: {do}."),
    _("Take it one sentence further, and {do}."),
)
MISTAKEN_FIRST = (
    _("Look again at {at}, at the words “{frag}”."),
    _("One sentence deserves a second thought, at {at}: “{frag}”."),
    _("“{frag}”, at {at}, is worth checking before you use it again."),
    _("Go back to “{frag}” at {at}."),
)
MISTAKEN_SECOND = (
    _("The trouble with it: {reveals}."),
    _("The case against it: {reveals}."),
    _("Somebody who knows {skill} would object: {reveals}."),
)
MISTAKEN_THIRD = (
    _("What to say instead: {p}."),
    _("A sounder way to see it: {p}."),
    _("Corrected, it reads: {p}."),
)
# The belief came first, and the point was spoken of again when it was asked about.
AT_FIRST = (
    _("At first, at {at}, it was “{frag}”."),
    _("Your first go at it, at {at}, was “{frag}”."),
)
AT_FIRST_THEN = (
    _("When you were asked again, at {last_at}, you answered “{last}”; compare that with this: {p}."),
    _("A question later, at {last_at}, it was “{last}”; compare that with this: {p}."),
)
MISTAKEN_TO_DO = (
    _("What was asked for is this: {p}."),
    _("Next time, {do}."),
    _("The sounder way: {do}."),
)
# The belief was said, and so, as far as can be told, was the point. Of 14 such read by hand five voiced none.
BESIDE_FIRST = (
    _("“{frag}”, at {at}, can be heard in two ways."),
    _("A listener may stop at “{frag}” ({at})."),
    _("“{frag}”, at {at}, may not come across as you meant it."),
)
BESIDE_SECOND = (
    _("The doubt that it may raise: {reveals}."),
    _("Taken amiss, it sounds like this: {reveals}."),
    _("Somebody who knows {skill} might object: {reveals}."),
)
BESIDE_THIRD = (
    _("You may also have said what is right: {p}."),
    _("Worth keeping, and possibly in your answer already: {p}."),
)
SAID_SO_FIRST = (
    _("“{frag}”, you answered to the {nth} question at {at}, and saying so is better than guessing."),
    _("At {at} you answered the {nth} question with “{frag}”, which any interviewer can work with."),
    _("To the {nth} question you answered plainly, at {at}: “{frag}”."),
)
# To a follow-up: the question itself may have got a long answer.
SAID_SO_FURTHER = (
    _(
        "“{frag}”, you answered to a follow-up on the {nth} question at {at}, and saying so is better than "
        "guessing."
    ),
    _(
        "Asked further about the {nth} question, you answered “{frag}” at {at}, which any interviewer can "
        "work with."
    ),
    _("To a follow-up on the {nth} question you answered plainly, at {at}: “{frag}”."),
)
SAID_SO_SECOND = (
    _("For a foothold there next time, start with this: {p}."),
    _("The one thing to read up on: {p}."),
    _("Where to start: {p}."),
)
SAID_SO_TO_DO = (
    _("For a foothold there next time, {do}."),
    _("The one thing to prepare: {do}."),
    _("Where to start: {do}."),
)
SOUNDS = (
    _(
        "There were {count} ums and uhs in your answers, about {rate} a minute; one sits at {at}, in "
        "“{frag}”."
    ),
    _("You filled a gap aloud {count} times, about {rate} times a minute, as at {at}: “{frag}”."),
)
# Of less than a minute of speech.
SOUNDS_IN_BRIEF = (
    _("There were {count} ums and uhs in your answers; one sits at {at}, in “{frag}”."),
    _("You filled a gap aloud {count} times, as at {at}: “{frag}”."),
)
SOUNDS_ADVICE = (
    _(
        "Say the words around “{last}” ({last_at}) once more, and stay silent where the sound was: the "
        "silence is shorter than it feels."
    ),
    _("Try “{last}” ({last_at}) again with a breath in its place; a listener hears a pause as thinking."),
)
PAUSES = (
    _(
        # Translators: {Count} is, for instance, “Three pauses”, and {were} the verb for that many.
        "{Count} inside a thought {were} longer than two and a half seconds, the longest {longest} seconds; "
        "one of them is at {at}, around “{frag}”."
    ),
    _(
        # Translators: {count_pauses} is, for instance, “three places”.
        "In {count_pauses} the thought stopped halfway, once for {longest} seconds; one place is {at}, at "
        "“{frag}”."
    ),
)
PAUSES_ONE = (
    _("One pause inside a thought lasted {longest} seconds, at {at}, around “{frag}”."),
    _("In one place the thought stopped halfway, for {longest} seconds, at {at}: “{frag}”."),
)
PAUSES_ADVICE = (
    _(
        "Pausing to think is fine, and it is easier to follow before a sentence than in the middle of "
        "“{last}” ({last_at})."
    ),
    _("Thinking first costs nothing here: take a moment before you start on “{last}” ({last_at})."),
)
FAST = (
    _("You mostly speak {own} words a minute; the answer that begins “{frag}” ({at}) went at {pace}."),
    _("At {at}, from “{frag}” on, your pace rose to {pace} words a minute, against {own} elsewhere."),
)
SLOW = (
    _("You mostly speak {own} words a minute; from “{frag}” ({at}) on it was {pace}."),
    _("At {at}, with “{frag}”, your pace dropped to {pace} words a minute from {own} elsewhere."),
)
QUICK = (
    _(
        "You spoke quickly throughout, at about {own} words a minute. There is no need to change that; a "
        "breath after a thought such as “{frag}” ({at}) gives others the time to take it in."
    ),
    _(
        "Your pace was lively from beginning to end, about {own} words a minute. Keep it, and leave a moment "
        "of silence behind a thought such as “{frag}” ({at})."
    ),
)
UNHURRIED = (
    _(
        "You took your time throughout, about {own} words a minute, which is easy to follow. Where time is "
        "short, say the main point first, before “{frag}” ({at}) and the like."
    ),
    _(
        "You spoke without hurry, at about {own} words a minute. That suits listeners; in a short interview, "
        "let the main point come before “{frag}” ({at}) and the like."
    ),
)
WORDS = (
    _("Small words like the ones at {at} (“{frag}”) came {count} times, about {rate} a minute."),
    _("“{frag}”, at {at}, has one of {count} filler words, about {rate} of which came in a minute."),
)
WORDS_IN_BRIEF = (
    _("Small words like the ones at {at} (“{frag}”) came {count} times."),
    _("“{frag}”, at {at}, has one of {count} filler words."),
)
RESTARTS = (
    _("You started a phrase over {count} times, as at {at}: “{frag}”."),
    _("At {at}, with “{frag}”, a phrase starts over, which happened {count} times."),
)
TRAILING = (
    _("{count} answers trailed off before their end, one of them at {at}: “{frag}”."),
    _("At {at} the answer trails off with “{frag}”; {count} of them did."),
)
HEDGES = (
    _("You softened what you said {count} times, as in “{frag}” at {at}."),
    _("“{frag}”, at {at}, takes back a little of what you know; it happened {count} times."),
)
HABIT_ADVICE = (
    _("Say “{last}” ({last_at}) again as one plain sentence, and hear how it sounds on its own."),
    _("Take “{last}” ({last_at}) and say it once more with a full stop at its end."),
)
FAST_ADVICE = (
    _("Read “{last}” ({last_at}) aloud twice, the second time with a breath after each thought."),
    _("One way to steady “{last}” ({last_at}): finish the thought, breathe, and only then go on."),
)
SLOW_ADVICE = (
    _("Say “{last}” ({last_at}) once more with the main point first, and the detail after it."),
    _("Settle on the main point of “{last}” ({last_at}) in a few words, and begin with them next time."),
)
# Advice where one moment stands for all, and has been quoted already.
ADVICE_HERE = {
    "sounds": _("Stay silent where the sound was: the silence is shorter than it feels."),
    "pauses": _("Pausing to think is fine, and easier to follow before a sentence than inside it."),
    "fast": _("Finish a thought, breathe, and only then go on."),
    "slow": _("Say the main point first, and the detail after it."),
}
ADVICE_ELSE = _("Say it again as one plain sentence, and hear how it sounds on its own.")
STEADY = (
    _(
        "Nothing about your delivery needs attention; your longest answer, from “{frag}” ({at}) on, ran at "
        "{pace} words a minute and was easy to follow."
    ),
    _(
        "There is nothing to correct in how you spoke; from “{frag}” on ({at}), {pace} words a minute "
        "carried well."
    ),
)
OPENING_STRENGTH = (
    _("What landed above all is this, on {skill}, at {at}: “{frag}”."),
    _("The passage to keep from this rehearsal is at {at}: “{frag}”."),
    _("Build on your answer about {skill} at {at}: “{frag}”."),
    _("Keep your answer on {skill} at {at}: “{frag}”."),
)
# Before a gap that names the same skill.
OPENING_STRENGTH_BARE = (
    _("The passage to keep from this rehearsal is at {at}: “{frag}”."),
    _("What landed above all is this, at {at}: “{frag}”."),
)
# For words that were hard to hear.
OPENING_STRENGTH_UNCLEAR = _("What landed above all is what you said on {skill} at {at}.")
# What it rests on is quoted further down: here it would tie two things together that have nothing in common.
OPENING_GAP = (
    _("Most worth doing next is one point about {skill}, still open at {at}: {p}."),
    _("If you take one thing from this letter, take {skill}; this was still open at {at}: {p}."),
    _("The thing to practise next is {skill}; one point was still open at {at}: {p}."),
    _("Spend your next half hour on this point about {skill}, still open at {at}: {p}."),
    _("Begin with {skill} next time, where this was still open at {at}: {p}."),
)
OPENING_GAP_LIKELY = _(
    "The first thing to look at is {skill}; it seems that this was still open at {at}: {p}."
)
# Something was said that is not so.
OPENING_GAP_SAID = _(
    "The first thing to look at is {skill}, where one sentence, at {at}, deserves a second thought: "
    "{reveals}."
)
OPENING_GAP_BESIDE = _(
    "The first thing to look at is {skill}, where one sentence, at {at}, can be heard in two ways; what is "
    "to come across is this: {p}."
)
CLOSING = (
    _("So: {skill} next, and then the {nth} question ({at}) once more."),
    _("Let the next rehearsal be on {skill}; the {nth} question ({at}) is the one to answer again."),
    _("When you sit down again, begin with {skill}, and with the {nth} question ({at})."),
    _("An evening with {skill} would be well spent; then answer the {nth} question ({at}) again."),
)
# For when a text did not pass: the point and its time.
PLAIN_STRENGTH = _("At {at} this was heard: {p}.")
PLAIN_GAP = _("At {at} this was still open: {p}.")
