"""Read a job's title: without its ornaments, as words that compare, with its level and its shape apart."""

import re
import unicodedata
from functools import lru_cache

import msgspec

from intervision.columns import fitted

# "(m/w/d)", "(all genders)", "m/f/x": said of everybody, so it tells nothing about the job.
_GENDERS = re.compile(
    r"[\(\[\{]?\s*\b(?:[mwfdhxivn](?:\s*[/|*,.-]\s*[mwfdhxivn]){1,4}|all[ -]genders?|any gender|h/f|f/h|"
    r"gn|divers)\b\*?\s*[\)\]\}]?",
    re.IGNORECASE,
)
_GERMAN_FORM = re.compile(r"(?<=\w)(?:[:*_/]-?in(?:nen)?\b|\(in\))", re.IGNORECASE)
_ORNAMENT = re.compile(
    r"^\s*(?:we'?re hiring|we are hiring|now hiring|hiring|urgent|new|hot|apply now|job)\s*[:!–-]+\s*|"
    r"\s*[-–|!(]+\s*(?:apply now|apply today|jetzt bewerben|we'?re hiring|urgent)\W*$",
    re.IGNORECASE,
)
_NOT_WORDS = re.compile(r"[^\w+#./&]+")
_LOOSE_SIGNS = re.compile(r"(?<!\w)[./&]+|[./&]+(?!\w)")
# Abbreviations that stand for one thing only in a job's title.
_SHORT = {
    "sr": "senior",
    "snr": "senior",
    "jr": "junior",
    "jnr": "junior",
    "eng": "engineer",
    "engr": "engineer",
    "mgr": "manager",
    "mngr": "manager",
    "dev": "developer",
    "sde": "software engineer",
    "swe": "software engineer",
    "sre": "site reliability engineer",
    "qa": "quality assurance",
    "ml": "machine learning",
    "ai": "artificial intelligence",
    "pm": "product manager",
    "hr": "human resources",
    "vp": "vice president",
    "svp": "senior vice president",
    "avp": "assistant vice president",
    "cto": "chief technology officer",
    "assoc": "associate",
    "admin": "administrator",
    "ops": "operations",
    "devops": "devops",
    "frontend": "front end",
    "front-end": "front end",
    "backend": "back end",
    "back-end": "back end",
    "fullstack": "full stack",
    "full-stack": "full stack",
    "acct": "account",
    "exec": "executive",
    "tech": "technical",
    "&": "and",
    "dir": "director",
    "rep": "representative",
    "reps": "representative",
    "internship": "intern",
    "intl": "international",
    "svc": "service",
    "svcs": "services",
}
_LEVELS = {
    "intern": "intern",
    "internship": "intern",
    "trainee": "intern",
    "apprentice": "intern",
    "praktikant": "intern",
    "praktikum": "intern",
    "werkstudent": "intern",
    "stagiaire": "intern",
    "stage": "intern",
    "lehrling": "intern",
    "azubi": "intern",
    "auszubildende": "intern",
    "auszubildender": "intern",
    "fresher": "junior",
    "freshers": "junior",
    "junior": "junior",
    "graduate": "junior",
    "entry": "junior",
    "early": "junior",
    "associate": "associate",
    "mid": "mid",
    "midlevel": "mid",
    "intermediate": "mid",
    "senior": "senior",
    "lead": "lead",
    "staff": "staff",
    "principal": "principal",
    "distinguished": "distinguished",
    "fellow": "fellow",
    "head": "head",
    "director": "director",
    "chief": "chief",
    "president": "president",
    "vice": "vice",
    "executive": "executive",
    "deputy": "deputy",
    "assistant": "assistant",
    "expert": "expert",
    "manager": "manager",
    "supervisor": "supervisor",
    "managing": "managing",
    "regional": "regional",
    "global": "global",
    "founding": "founding",
}
_STEPS = {"i": "1", "ii": "2", "iii": "3", "iv": "4", "v": "5", "vi": "6"}
_STEP = re.compile(r"(?:[lp])?([1-9])|(?:ic|e|t)([1-9])")
# Words of a title that say how much experience it wants, and nothing of what is done.
_ONLY_LEVEL = frozenset({"junior", "senior", "staff", "principal", "lead", "mid", "intermediate", "midlevel"})
# Before "staff" it is people: a member of technical staff may be of any level.
_OF_STAFF = frozenset({"technical", "support", "office", "medical", "administrative"})
# Of who is trained; "Leitung Ausbildung" trains others.
_APPRENTICESHIP = re.compile(
    r"(?:^|[(|] ?| [-–] )(?:duale |deine )?ausbildung\b|\bausbildung (?:zu[mr]|als)\b", re.IGNORECASE
)
_FIRST_YEARS = re.compile(r"\b0\s?(?:-|–|to)\s?[12]\s?(?:yrs?|years?)\b", re.IGNORECASE)
_EXPERIENCE = {
    "intern": "intern",
    "junior": "junior",
    "associate": "junior",
    "mid": "mid",
    "senior": "senior",
    "lead": "senior",
    "expert": "senior",
    "staff": "staff",
    "principal": "staff",
    "distinguished": "staff",
    "fellow": "staff",
    "head": "staff",
    "director": "staff",
    "chief": "staff",
    "president": "staff",
}
_ORDER = ("intern", "junior", "mid", "senior", "staff")
_MANAGERS = frozenset({"head", "director", "chief", "president", "supervisor", "managing"})
# "Account manager", "product manager": managers of a thing, not of people.
_MANAGES_PEOPLE = re.compile(
    r"\b(?:engineering|development|software|qa|quality assurance|data|design|people|team|support|"
    r"infrastructure|platform|security|research|science|analytics|store|shift|operations|it)\s+manager\b|"
    r"\bmanager[,\s]+(?:of\s+)?(?:software|engineering|data|platform|infrastructure|security|"
    r"machine learning)\b|\bteam\s*lead(?:er)?\b|\bteamleit\w*",
)


class Title(msgspec.Struct, frozen=True, gc=False):
    """A title, read. `words` compare; `levels` and `steps` ("II", "L5") forbid a merge when they differ."""

    shown: str
    words: tuple[str, ...]
    normalised: str
    levels: frozenset[str]
    steps: frozenset[str]
    seniority: str
    role_shape: str


def _fold(text: str) -> str:
    text = unicodedata.normalize("NFKC", text).replace("’", "'")
    return "".join(char if char.isprintable() else " " for char in text)


@lru_cache(maxsize=50_000)
def read_title(title: str) -> Title:
    """Return a title's words, level and shape. An empty seniority or shape means that it does not say."""
    shown = fitted(" ".join(_fold(title).split()), 300)
    bare = _GERMAN_FORM.sub("", _GENDERS.sub(" ", _ORNAMENT.sub("", shown)))
    plain = _LOOSE_SIGNS.sub(" ", _NOT_WORDS.sub(" ", bare.lower())).replace("/", " ")
    words: list[str] = []
    kept: list[str] = []
    levels = {"junior"} if _FIRST_YEARS.search(shown) else set()
    if _APPRENTICESHIP.search(shown):
        levels.add("intern")
    steps: set[str] = set()
    for raw in plain.split():
        word = raw.strip("._")
        for part in _SHORT.get(word, word).split():
            people = part == "staff" and bool(words) and words[-1] in _OF_STAFF
            if part in _LEVELS and not people:
                levels.add(_LEVELS[part])
            elif part in _STEPS and words:
                steps.add(_STEPS[part])
            elif (step := _STEP.fullmatch(part)) and words:
                steps.add(step[1] or step[2])
            if part:
                words.append(part)
                if people or part not in _ONLY_LEVEL:
                    kept.append(part)
    normalised = " ".join(kept or words)
    return Title(
        shown=shown,
        words=tuple(words),
        normalised=fitted(normalised, 300),
        levels=frozenset(levels),
        steps=frozenset(steps),
        seniority=_seniority(levels, " ".join(words)),
        role_shape=_shape(levels, " ".join(words)),
    )


def _seniority(levels: set[str], words: str) -> str:
    if "vice" in levels or "deputy" in levels or "assistant" in levels:
        levels = levels - {"assistant"}
    if "intern" in levels:
        return "intern"
    if "head" in levels and " head " in f" {words} " and " of" not in words and words.split()[0] != "head":
        levels = levels - {"head"}  # "Head" without "of" is often a piece of gear
    found = [_EXPERIENCE[level] for level in levels if level in _EXPERIENCE]
    if "junior" in found and "senior" in found:
        return ""  # "junior to senior": it does not say which
    return max(found, key=_ORDER.index, default="")


def _shape(levels: set[str], words: str) -> str:
    if levels & _MANAGERS or _MANAGES_PEOPLE.search(words):
        return "manager"
    if re.search(r"\b(?:engineer|developer|scientist|analyst|designer|programmer|administrator)\b", words):
        return "individual"
    return ""
