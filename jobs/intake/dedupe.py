"""Tell whether two postings are the same opening, by what they say.

Identity (source and identifier) and references are looked up before (nearby.py); here stands what is left:
the cleaned employer, vetoes by level, qualifiers, place and workplace, a close title, and a MinHash share
of at least SAME_BODY on the body without its boilerplate. Without a body to compare nothing is merged.
"""

from enum import Enum
from functools import lru_cache
from typing import Any

import msgspec
from rapidfuzz import fuzz

from intervision.words import words_in

from ..reading.employers import loose_key
from ..reading.languages import common_code
from ..reading.normalise import Normalised
from ..reading.signature import share

SAME_BODY = 0.85  # measured on 16,849 real postings
A_SENTENCE = 16  # words
LEAST_BODY = 0.7
ALIKE_EMPLOYERS = 88.0  # rapidfuzz ratio of two cleaned names
ALIKE_WORDS = 84.0  # of two words of titles: "kubernets" is a slip of the pen for "kubernetes"
BLOCK_CHARS = 6

# Words of a title that tell nothing of the opening itself.
_NEUTRAL = frozenset(
    """
    remote hybrid onsite on site home office based in at of for the a and or to with de la le der
    die das und et fully position role job opportunity opening new urgent hiring team member wanted
    fulltime full time permanent contract area region greater metro location multiple locations
    anywhere worldwide us usa uk eu emea apac
    """.split()  # noqa: SIM905
)


class Verdict(Enum):
    SAME = "same"
    REPOST = "repost"  # an agency's listing of it
    DIFFERENT = "different"


class Traits(msgspec.Struct, frozen=True, gc=False):
    """What is compared of a posting. `feed` is its source and board: one feed lists an opening once."""

    employer: str
    agency: bool
    feed: str
    words: frozenset[str]
    levels: frozenset[str]
    steps: frozenset[str]
    countries: frozenset[str]
    cities: frozenset[str]
    regions: frozenset[str]
    place_words: frozenset[str]
    workplace: str
    employment: str
    language: str
    pay: tuple[float, float, str, str] | None
    reference_board: str
    reference: str
    signature: bytes | None
    own_words: int = 0

    @property
    def block(self) -> str:
        return self.employer[:BLOCK_CHARS]


def traits_of(posting: Normalised, *, feed: str) -> Traits:
    """Return what is compared of a posting. `feed` empty: it may be listed twice in its source."""
    places = {
        word for spot in posting.spots for word in _place_words(f"{spot.city} {spot.region} {spot.words}")
    }
    told = frozenset(word for word in posting.title.words if word not in places and len(word) < 40)
    words = told - _NEUTRAL - posting.title.levels
    if not words:
        # "Office Manager" has nothing but words that tell little elsewhere.
        words = told - posting.title.levels or frozenset(posting.title.words)
    salary = posting.salary
    pay = None
    if salary is not None and salary.basis != "predicted" and salary.currency and salary.period:
        low, high = salary.low or salary.high, salary.high or salary.low
        pay = (float(low or 0), float(high or 0), salary.currency, salary.period)
    return Traits(
        employer=loose_key(posting.employer),
        agency=posting.by_agency,
        feed=feed,
        words=words,
        levels=posting.title.levels,
        steps=posting.title.steps,
        countries=posting.countries | frozenset(posting.workplace.countries),
        cities=frozenset(f"{spot.country}:{spot.city.lower()}" for spot in posting.spots if spot.city),
        regions=frozenset(f"{spot.country}:{spot.region.lower()}" for spot in posting.spots if spot.region),
        place_words=_place_words(" ".join(where.words or where.city for where in posting.raw.places))
        - _NEUTRAL,
        workplace=posting.workplace.kind,
        employment=posting.employment_type,
        language=posting.language,
        pay=pay,
        reference_board=posting.reference_board,
        reference=posting.reference,
        signature=posting.signature,
        own_words=posting.own_words,
    )


def compare(one: Traits, other: Traits) -> Verdict:
    """Return what two postings of different identity are to each other."""
    if one.reference and one.reference_board == other.reference_board:
        return Verdict.SAME if one.reference == other.reference else Verdict.DIFFERENT
    if one.feed and one.feed == other.feed:
        return Verdict.DIFFERENT
    if _vetoed(one, other) or not _titles_agree(one.words, other.words):
        return Verdict.DIFFERENT
    if one.signature is None or other.signature is None:
        return Verdict.DIFFERENT
    if share(one.signature, other.signature) < _bar(one, other):
        return Verdict.DIFFERENT
    if _employers_agree(one.employer, other.employer):
        return Verdict.SAME
    return Verdict.REPOST if one.agency != other.agency else Verdict.DIFFERENT


def _bar(one: Traits, other: Traits) -> float:
    """Return what two bodies must share at least.

    A sentence more or less is a fifth of a short ad: where title, employer and place are the same to the
    letter, a short body may differ by about one.
    """
    words = min(one.own_words, other.own_words)
    if not words or (one.words, one.employer) != (other.words, other.employer) or not _same_place(one, other):
        return SAME_BODY
    return max(LEAST_BODY, min(SAME_BODY, 1 - A_SENTENCE / words))


def _same_place(one: Traits, other: Traits) -> bool:
    return one.cities == other.cities if one.cities else one.place_words == other.place_words != frozenset()


def _vetoed(one: Traits, other: Traits) -> bool:
    if one.levels != other.levels or one.steps != other.steps:
        return True
    if one.countries and other.countries and not one.countries & other.countries:
        return True
    if one.cities and other.cities:
        if not one.cities & other.cities or _other_states(one.regions, other.regions):
            return True
    elif (
        one.place_words
        and other.place_words
        and not one.place_words & other.place_words
        and not one.countries & other.countries
    ):
        # A place that is in no list is compared as it is written, unless a country stands against its city.
        return True
    # A city against the bare country may be another of an employer's many offices.
    if (
        bool(one.cities) != bool(other.cities)
        and one.countries
        and other.countries
        and one.workplace != other.workplace
    ):
        return True
    for ours, theirs in (
        (one.workplace, other.workplace),
        (one.employment, other.employment),
        (one.language, other.language),
    ):
        if ours and theirs and ours != theirs:
            return True
    return _pay_apart(one.pay, other.pay)


def _other_states(one: frozenset[str], other: frozenset[str]) -> bool:
    """Tell Portland in Oregon from Portland in Maine; regions elsewhere have too many spellings to tell."""
    ours = {region for region in one if region.startswith(("US:", "CA:", "AU:"))}
    theirs = {region for region in other if region.startswith(("US:", "CA:", "AU:"))}
    return bool(ours and theirs and not ours & theirs)


def _pay_apart(
    one: tuple[float, float, str, str] | None, other: tuple[float, float, str, str] | None
) -> bool:
    """Tell whether two pays of the same currency and period have nothing in common."""
    if one is None or other is None or one[2:] != other[2:]:
        return False
    return one[1] < other[0] or other[1] < one[0]


def _titles_agree(one: frozenset[str], other: frozenset[str]) -> bool:
    """Tell whether two titles have the same words, but for slips of the pen."""
    only_one, only_other = one - other, other - one
    if not only_one and not only_other:
        return bool(one)
    if len(only_one) != len(only_other) or not one & other:
        # "Front end" and "frontend" are the same words once they are joined.
        return "".join(sorted("".join(one))) == "".join(sorted("".join(other)))
    left = set(only_other)
    for word in only_one:
        near = next((w for w in left if _slip(word, w)), None)
        if near is None:
            return False
        left.discard(near)
    return True


def _slip(one: str, other: str) -> bool:
    """Tell whether a word is another with a slip; short words and numbers are never near each other."""
    if min(len(one), len(other)) < 5 or any(char.isdigit() for char in one + other):
        return False
    return fuzz.ratio(one, other) >= ALIKE_WORDS and one[0] == other[0]


def _employers_agree(one: str, other: str) -> bool:
    return one == other or (min(len(one), len(other)) >= 5 and fuzz.ratio(one, other) >= ALIKE_EMPLOYERS)


@lru_cache(maxsize=50_000)
def _place_words(text: str) -> frozenset[str]:
    return frozenset(words_in(text.lower()))


def pack(traits: Traits) -> dict[str, Any]:
    """Return the traits that have no column of their own, for Posting.traits."""
    return {
        "employer": traits.employer,
        "agency": traits.agency,
        "feed": traits.feed,
        "words": sorted(traits.words),
        "levels": sorted(traits.levels),
        "steps": sorted(traits.steps),
        "countries": sorted(traits.countries),
        "cities": sorted(traits.cities),
        "regions": sorted(traits.regions),
        "place_words": sorted(traits.place_words),
        "workplace": traits.workplace,
        "employment": traits.employment,
        "language": traits.language,
        "pay": list(traits.pay) if traits.pay else [],
        "own_words": traits.own_words,
    }


def unpack(
    stored: dict[str, Any], *, reference_board: str, reference: str, signature: bytes | None
) -> Traits | None:
    """Return stored traits, or None for a row that has none."""
    if "words" not in stored:
        return None
    return Traits(
        employer=stored["employer"],
        agency=stored["agency"],
        feed=stored["feed"],
        words=frozenset(stored["words"]),
        levels=frozenset(stored["levels"]),
        steps=frozenset(stored["steps"]),
        countries=frozenset(stored["countries"]),
        cities=frozenset(stored["cities"]),
        regions=frozenset(stored["regions"]),
        place_words=frozenset(stored["place_words"]),
        workplace=stored["workplace"],
        employment=stored["employment"],
        language=common_code(stored["language"]),
        pay=tuple(stored["pay"]) if stored["pay"] else None,
        reference_board=reference_board,
        reference=reference,
        signature=signature,
        own_words=stored["own_words"],
    )
