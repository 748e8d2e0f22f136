"""What an answer said of a point already: who is asked for it as if they had not was not listened to.

Told by the words alone, which costs a millisecond while the candidate waits. Half of the points of training
answers that labellers heard have such words, a third of those that they heard in part, a sixth of the others:
enough to take the words up, too little to say that they made the point.
"""

from ..analysis.content.terms import bank_rarity
from ..bank.schema import KeyPoint, Question
from ..content_words import content_words, words
from .clauses import is_fit_to_say, pieces_of
from .surely_heard import is_known

LEAST_SHARED, LEAST_RARE = 2, 7.0  # words that a piece has of the point, and nats of idf that they weigh
PIECE_WORDS = range(4, 17)


def words_near(answer: str, *, point: KeyPoint, question: Question, said: str) -> str:
    """Return the piece of an answer that comes nearest to a point, in its very words, '' when none is near.

    Words that the question has tell nothing. `said` is all that the interviewer has said.
    """
    ways = (point.point, point.probe, *point.paraphrases, *point.partial)
    own = content_words(" ".join(ways)) - content_words(question.ask)
    told = said.casefold()

    def shared(piece: str) -> float:
        both = content_words(piece) & own
        return bank_rarity().total(both) if len(both) >= LEAST_SHARED else 0.0

    def may_be_quoted(piece: str) -> bool:
        fits = len(words(piece)) in PIECE_WORDS and is_fit_to_say(piece) and is_known(piece)
        return fits and piece.casefold() not in told

    pieces = [piece for piece in pieces_of(answer) if shared(piece) >= LEAST_RARE and may_be_quoted(piece)]
    return max(pieces, key=shared, default="")
