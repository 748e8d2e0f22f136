"""What several modules read a turn with: its sentences, its pieces, its words without fillers."""

import re

SENTENCE = re.compile(r"[^.!?…]+[.!?…]*")  # with the marks that end it


def any_of(*patterns: str) -> re.Pattern[str]:
    """Return what finds any of these, in any case."""
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.IGNORECASE)


FILLER = any_of(
    r"\b(?:u[hm]+|erm*|hmm+|well|okay|ok|so|oh|yeah|right|sorry|actually|honestly|please|i mean)\b"
)
# Asked for something that they have been through: 'I don't have one', and no index, replica or team.
HAS_NONE = (
    r"\bi (?:really |honestly |just )?(?:(?:don't|do not) have|(?:haven't|have not) (?:had|got)) "
    r"(?:one(?=\s*[,.!…]|\s*$)|(?:any|an) (?:example|experience|story)\b|such an? (?:example|story|case)\b"
    r"|(?:anything|one|something) like (?:that|this)\b)"
)
DOES_NOT_KNOW = any_of(
    r"\bi (?:really |honestly |just )?(?:don't|do not) (?:really |actually )?(?:know|remember|recall)\b",
    r"\b(?:i have|i've got|i've|^got) (?:really |absolutely )?no (?:idea|clue)\b",
    r"(?:^|[.!?,]\s*)(?:absolutely )?no (?:idea|clue)\b",
    r"(?:^|[.!?,]\s*)(?:dunno|don't know|not sure|nothing comes to mind|beats me)\b",
    r"\bi(?:'m| am) not (?:really |too |so )?(?:sure|familiar)\b",
    r"\b(?:i've|i have) (?:never|not) (?:really |actually )?(?:done|used|worked|heard|seen|touched|had)\b",
    r"\bnot (?:something|a thing) (?:that )?i(?:'ve| have)\b",
    r"(?:\bi |^)(?:really |just )?(?:can't|cannot|can not|couldn't) (?:really )?(?:answer|think of|say\b)",
    r"\bi(?:'m| am) (?:lost|stuck|blank(?:ing)?)\b",
    HAS_NONE,
    r"\bmy mind (?:is|went|has gone) blank\b",
    r"\bi give up(?=[\s.!…]*$|[.!,…]\s)",
    # 'I'd look it up in the table' is an answer.
    r"\bi(?:'d| would|'ll)? (?:probably |just )*(?:(?:have|need) to (?:look (?:it|that|this) up|"
    r"google (?:it|that|this)|check the (?:docs|documentation))|google (?:it|that|this)|"
    r"look (?:it|that|this) up,? (?:online|in the (?:docs|documentation)|to be honest|honestly))"
    r"(?=[\s.!…]*$|[.!,…]\s)",
)
PIECE = re.compile(r"[.!?…,;:—–]+|\s-\s")
WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")


def count_words(text: str) -> int:
    """Count the words that are no fillers."""
    return len(WORD.findall(FILLER.sub(" ", text)))


def pieces(text: str) -> list[str]:
    """Return what stands between the marks, in lower case and without fillers."""
    bare = (" ".join(FILLER.sub(" ", piece).split()) for piece in PIECE.split(text.lower()))
    return [piece for piece in bare if piece]
