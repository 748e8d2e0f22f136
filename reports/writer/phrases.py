"""The local writer's sentences. Each carries something of this interview (a quote, a point, a time), so that
two reports have no sentence in common; {at} is the time of the first piece of evidence."""

HEARD_FIRST = (
    "In your answer to the {nth} question, at {at}, you put it in words of your own: “{frag}”.",
    "By {at} you had got to “{frag}”, and nobody had to lead you there.",
    "Play {at} again, where you say “{frag}”.",
    "“{frag}”, you said at {at}, and that is what a listener for {skill} hopes to hear.",
    "The {nth} question found you on firm ground at {at}: “{frag}”.",
    "When the {nth} question came, you had “{frag}” ready by {at}.",
    "Your {nth} answer has a sentence worth keeping, at {at}: “{frag}”.",
    "On {skill} you were concrete at {at}: “{frag}”.",
    "Somebody taking notes would have written at {at}: “{frag}”.",
    "What carries your {nth} answer stands at {at}, in “{frag}”.",
)
HEARD_LATER = (
    "Once you were asked on, it came, at {at}: “{frag}”.",
    "It took a second question, and then “{frag}” was there, at {at}.",
    "The follow-up brought it out at {at}: “{frag}”.",
    "You kept “{frag}” for the follow-up, at {at}; it can stand in the first answer.",
    "With a little more room, at {at}, you said “{frag}”.",
)
HEARD_SECOND = (
    "What it shows: {p}.",
    "Underneath lies the point itself: {p}.",
    "That is the thing that was asked for here: {p}.",
    "Put as a rule, you were saying this: {p}.",
    "The substance of it: {p}.",
    "In the plain words of a colleague: {p}.",
    "It covers what {skill} comes down to in this case: {p}.",
    "A listener takes this from it: {p}.",
)
DEPTH = {
    "trade_off": (
        "And you said what it costs, at {deep_at}: “{deep}”.",
        "The price was named too, at {deep_at}: “{deep}”.",
    ),
    "number": (
        "A figure makes it easy to believe: “{deep}”, at {deep_at}.",
        "You put a number to it at {deep_at}: “{deep}”.",
    ),
    "example": (
        "A case from practice stands beside it, at {deep_at}: “{deep}”.",
        "You had an example at hand, at {deep_at}: “{deep}”.",
    ),
    "failure_case": (
        "You also said how it goes wrong: “{deep}”, at {deep_at}.",
        "That it can break did not escape you, at {deep_at}: “{deep}”.",
    ),
}
DEPTH_ELSE = ("It went deeper at {deep_at}: “{deep}”.",)
BEYOND = (
    "At {at} you went past what had been asked, with “{frag}”: {p}.",
    "Nobody had asked for “{frag}” ({at}), and it was the better for it: {p}.",
)

MISSED_FIRST = (
    "One thing was not heard yet in your {nth} answer: {p}.",
    "The {nth} question had this in it too, and it was not heard yet: {p}.",
    "What would have rounded off the {nth} answer: {p}.",
    "An interviewer with {skill} in mind would still be waiting for this: {p}.",
    "Among all that you said to the {nth} question, this had no place yet: {p}.",
    "For the {nth} question there was one step more to take: {p}.",
    "This is what the {nth} answer left for another day: {p}.",
    "Still open after your {nth} answer: {p}.",
)
MISSED_SECOND = (
    "At {at} you went to “{frag}” instead.",
    "Where it would have fitted, at {at}, you spoke of “{frag}”.",
    "The answer was at “{frag}” when the moment for it came ({at}).",
    "You were close by at {at}, with “{frag}”.",
    "What stood in its place at {at} was “{frag}”.",
    "From “{frag}” ({at}) it would have been a short way.",
)
MISSED_AGAIN = (
    "You were asked for it once more, and stayed with “{frag}” ({at}).",
    "A second question went straight for it; the reply, at {at}, was “{frag}”.",
    "Even when asked outright, the answer kept to “{frag}”, at {at}.",
)
PARTLY_FIRST = (
    "You were on the way at {at}, with “{frag}”, and stopped a step early.",
    "“{frag}”, at {at}, is the first half of it.",
    "At {at} one could hear it coming: “{frag}”.",
    "Half of it was there at {at}: “{frag}”.",
    "With “{frag}” ({at}) you had hold of one end of it.",
)
PARTLY_SECOND = (
    "The whole of it: {p}.",
    "What makes it complete: {p}.",
    "Said to the end, it would be this: {p}.",
    "The other half: {p}.",
    "Carried one sentence further: {p}.",
)
MISTAKEN_FIRST = (
    "Look again at {at}, where you said “{frag}”.",
    "One sentence deserves a second thought, at {at}: “{frag}”.",
    "“{frag}”, at {at}, is worth checking before you say it again.",
    "Go back to “{frag}” at {at} once more.",
)
MISTAKEN_SECOND = (
    "As it stands, it {reveals}.",
    "Heard from outside, “{frag}” {reveals}.",
    "To somebody who knows {skill}, that {reveals}.",
)
MISTAKEN_THIRD = (
    "What holds is this: {p}.",
    "The sounder way to see it: {p}.",
    "Put right, it reads: {p}.",
)
SAID_SO_FIRST = (
    "“{frag}”, you said to the {nth} question at {at}, and saying so is better than guessing.",
    "At {at} the {nth} question met with “{frag}”, which any interviewer can work with.",
    "To the {nth} question you answered plainly, at {at}: “{frag}”.",
)
SAID_SO_SECOND = (
    "To have a first foothold there next time, begin with this: {p}.",
    "The one thing to read up on: {p}.",
    "Where one would start: {p}.",
)

SOUNDS = (
    "There were {count} ums and uhs in your answers, about {rate} a minute; one sits at {at}, in “{frag}”.",
    "You filled the gap aloud {count} times, some {rate} times a minute, as at {at}: “{frag}”.",
)
SOUNDS_ADVICE = (
    "Say the words around “{last}” ({last_at}) once more, and close your mouth where the sound was: the "
    "silence "
    "is shorter than it feels.",
    "Try “{last}” ({last_at}) again with a breath in its place; a listener hears a pause as thinking.",
)
PAUSES = (
    "{Count} inside a thought {were} longer than two and a half seconds, the longest {longest} seconds; "
    "you can "
    "hear one at {at}, around “{frag}”.",
    "In {count_pauses} the thought stopped halfway, once for {longest} seconds; one place is {at}, at "
    "“{frag}”.",
)
PAUSES_ADVICE = (
    "Pausing to think is fine, and it is easier to follow before a sentence than in the middle of “{last}” "
    "({last_at}).",
    "Thinking first costs nothing here: take the moment before you set out on “{last}” ({last_at}).",
)
FAST = (
    "You mostly speak {own} words a minute; the answer that begins “{frag}” ({at}) went at {pace}.",
    "At {at}, from “{frag}” on, your pace rose to {pace} words a minute, against {own} elsewhere.",
)
SLOW = (
    "You mostly speak {own} words a minute; from “{frag}” ({at}) on it was {pace}.",
    "At {at}, with “{frag}”, the pace went down to {pace} words a minute from {own} elsewhere.",
)
WORDS = (
    "Small words like the ones at {at} (“{frag}”) came {count} times, about {rate} a minute.",
    "“{frag}”, at {at}, has one of {count} filler words, about {rate} of which came in a minute.",
)
RESTARTS = (
    "You set out on a sentence and began again {count} times, as at {at}: “{frag}”.",
    "Listen to “{frag}” at {at}: the sentence starts over, which happened {count} times.",
)
TRAILING = (
    "{count} answers faded out before their end, one of them at {at}: “{frag}”.",
    "At {at} the answer drifts off with “{frag}”; {count} of them did.",
)
HEDGES = (
    "You softened what you said {count} times, as in “{frag}” at {at}.",
    "“{frag}”, at {at}, takes back a little of what you know; it happened {count} times.",
)
HABIT_ADVICE = (
    "Say “{last}” ({last_at}) again as one plain sentence, and hear how it stands without the rest.",
    "Take “{last}” ({last_at}) and say it once more with a full stop at its end.",
)
PACE_ADVICE = (
    "Read “{last}” ({last_at}) aloud twice, the second time with a breath after each thought.",
    "One way to steady “{last}” ({last_at}): finish the thought, breathe, and only then go on.",
)
STEADY = (
    "Nothing about your delivery needs attention; your longest answer, from “{frag}” ({at}) on, ran at "
    "{pace} words "
    "a minute and was easy to follow.",
    "There is nothing to correct in how you spoke; from “{frag}” on ({at}), {pace} words a minute "
    "carried well.",
)

OPENING_STRENGTH = (
    "If somebody had walked in at {at}, they would have heard you say “{frag}”, and stayed.",
    "The passage to keep from this rehearsal begins at {at}: “{frag}”.",
    "What stays with me is {at}, on {skill}, where you said “{frag}”.",
    "You were at your best at {at}, with “{frag}”.",
    "I would begin with {at}: “{frag}” is how somebody speaks who has met {skill} at work.",
    "There is a sentence of yours at {at} that I would have quoted to a colleague: “{frag}”.",
)
OPENING_GAP = (
    "Worth your next half hour is what was still open at {at}, around “{frag}”: {p}.",
    "If you take one thing from this letter, take {skill}; at {at} you were at “{frag}”, and this was "
    "missing: {p}.",
    "The thing to work on next came up at {at}, with “{frag}”: {p}.",
    "From “{frag}”, at {at}, to a rounder answer it is one point of {skill}: {p}.",
    "What I would practise first goes back to {at}, where you said “{frag}”: {p}.",
)
CLOSING = (
    "So: {skill} next, starting from what you said at {at}, “{frag}”.",
    "Take “{frag}” ({at}) as the place to begin, and let {skill} be the subject of the next rehearsal.",
    "When you sit down again, begin at “{frag}” ({at}) and go on to {skill}.",
    "One quiet evening with {skill} will change what follows after “{frag}” ({at}).",
)
