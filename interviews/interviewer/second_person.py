"""What somebody said of themselves, as one says it to them."""

YOU = {
    "i": "you", "i'd": "you'd", "i'll": "you'd", "i'm": "you're", "i've": "you've", "me": "you", "my": "your",
    "mine": "yours", "myself": "yourself", "we": "you", "we'd": "you'd", "we'll": "you'd", "we're": "you're",
    "we've": "you've", "us": "you", "our": "your", "ours": "yours", "ourselves": "yourselves",
    "you'll": "you'd",
}  # fmt: skip


def to_you(clause: str) -> str:
    """Turn what somebody said of themselves into what one says to them: 'I'd put my' to 'you'd put your'."""
    tokens = clause.split(" ")
    turned: list[str] = []
    for number, token in enumerate(tokens):
        bare = token.strip(",.").casefold()
        before = tokens[number - 1].casefold() if number else ""
        if bare in YOU:
            token = token.casefold().replace(bare, YOU[bare])
        elif before == "i" and bare in ("am", "was", "wasn't"):
            token = {"am": "are", "was": "were", "wasn't": "weren't"}[bare]
        turned.append(token)
    text = " ".join(turned)
    first = text.split(" ", 1)[0]
    return text if first.isupper() and len(first) > 1 else text[:1].lower() + text[1:]
