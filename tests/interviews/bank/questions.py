"""Questions that keep all rules, as raw as they stand in a file, for tests to break."""

from typing import Any

_SYLLABLES = [consonant + vowel for consonant in "bcdfghklmnprstvw" for vowel in "aeiou"]


def nonsense(seed: str, count: int) -> str:
    """Return words that no other seed gives, so that only what a test repeats is repeated."""
    state = sum(ord(letter) * 31**place for place, letter in enumerate(seed))
    said = []
    for _ in range(count):
        state = (state * 6364136223846793005 + 1442695040888963407) % 2**64
        picks = [(state >> shift) % len(_SYLLABLES) for shift in (20, 28, 36, 44)]
        said.append("".join(_SYLLABLES[pick] for pick in picks))
    return " ".join(said)


def raw_point(slug: str, seed: str) -> dict[str, Any]:
    return {
        "slug": slug,
        "point": nonsense(f"{seed}{slug}point", 10),
        "weight": 3,
        "skill": "caching",
        "paraphrases": [nonsense(f"{seed}{slug}{number}", 10) for number in range(3)],
        "partial": [nonsense(f"{seed}{slug}partial", 8)],
        "misconceptions": [
            {"says": nonsense(f"{seed}{slug}says", 8), "reveals": nonsense(f"{seed}{slug}reveals", 8)}
        ],
        "probe": nonsense(f"{seed}{slug}probe", 8) + "?",
    }


def raw_question(slug: str = "cache-goes-stale", **changes: Any) -> dict[str, Any]:
    return {
        "slug": slug,
        "kind": "design",
        "levels": ["intern", "junior", "mid", "senior", "staff"],
        "strands": ["system-design", "behavioural"],
        "skills": ["caching"],
        "minutes": 4,
        "ask": nonsense(f"{slug}ask", 20) + "?",
        "key_points": [raw_point(name, slug) for name in ("one", "two", "three", "four")],
        "follow_ups": {
            "strong": nonsense(f"{slug}strong", 8),
            "vague": nonsense(f"{slug}vague", 8),
        },
        "stronger_answer": nonsense(f"{slug}answer", 220),
    } | changes


def raw_domain(domain: str = "backend", *, count: int = 18) -> dict[str, Any]:
    return {"domain": domain, "questions": [raw_question(f"{domain}-{number}") for number in range(count)]}


def of_another_release(question: dict[str, Any]) -> dict[str, Any]:
    """Return a question with one field more in each of its parts: as written where these still stood."""
    more = {"dropped_since": ["a", "b"]}
    points = [
        point | more | {"misconceptions": [belief | more for belief in point.get("misconceptions", [])]}
        for point in question["key_points"]
    ]
    return question | more | {"key_points": points, "follow_ups": question["follow_ups"] | more}
