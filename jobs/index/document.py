"""What the index holds of a job, and how words are compared in it."""

import unicodedata
from functools import cache, lru_cache
from typing import Any

import msgspec
import tantivy

from intervision.words import Blanking

from ..enums import EmploymentType
from .entries import Entry, Listing
from .reach import UNKNOWN, applicants_of, reach_of

SCHEMA_VERSION = 7
# Stands between the key of a city and its name, and in no key.
NAME_AFTER = "\x1f"
# Jobs are spread evenly over slices, so that counting in a few of them tells of all.
SLICES = 64
_encode = msgspec.msgpack.Encoder().encode
_decode = msgspec.msgpack.Decoder(Entry).decode

# Facets and filters: words that are compared whole.
RAW_FIELDS = (
    "country", "workplace", "level", "employment", "status", "source", "applicants", "pay", "language",
    "skill",
)  # fmt: skip


@cache
def schema() -> Any:
    builder = tantivy.SchemaBuilder()
    for name in ("id", "city", "city_name", "employer_key", "title_key", "reach"):
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic")
    for name in ("title", "employer", "body"):
        builder.add_text_field(name, tokenizer_name="words", index_option="freq")
    for name in RAW_FIELDS:
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic", fast=True)
    builder.add_unsigned_field("posted", indexed=True, fast=True)
    builder.add_unsigned_field("slice", indexed=True)
    builder.add_bytes_field("entry", stored=True)
    return builder.build()


@cache
def analyzer() -> Any:
    """Words of written(text) in lower case, without accents."""
    return (
        tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace())
        .filter(tantivy.Filter.lowercase())
        .filter(tantivy.Filter.ascii_fold())
        .filter(tantivy.Filter.remove_long(40))
        .build()
    )


_SIGNS = "+#."
_KEPT = frozenset(f"_{_SIGNS}")
_BLANKS = Blanking(lambda char: char.isalnum() or char in _KEPT or unicodedata.category(char)[0] == "M")
_LEADING = tuple(f" {sign}" for sign in _SIGNS)


def written(text: str) -> str:
    """Return a text with a blank between its words; the signs of C++, C# and Node.js belong to them.

    What a pattern would do in the index's tokenizer, in half the time of a rebuild.
    """
    text = f" {text.translate(_BLANKS)} "
    while any(sign in text for sign in _LEADING):
        for sign in _LEADING:
            text = text.replace(sign, " ")
    while ". " in text:
        text = text.replace(". ", " ")
    return text


def words_of(text: str) -> list[str]:
    """Return the words of a text as the index compares them."""
    return list(analyzer().analyze(written(text)))


def city_key(text: str) -> str:
    """Return how a city, with or without its country, is compared: "São Paulo, BR" is "sao paulo br"."""
    return " ".join(words_of(text))


@lru_cache(maxsize=50_000)
def _city_terms(city: str) -> tuple[str, str, str]:
    """Return the keys of a city with and without its country, and its name behind the first of them."""
    key = city_key(city)
    return key, city_key(city.rpartition(", ")[0]), f"{key}{NAME_AFTER}{city}"


def document(listing: Listing) -> Any:
    entry = listing.entry
    doc = tantivy.Document()
    add = doc.add_text
    add("id", entry.key.hex())
    add("title", written(entry.title))
    add("employer", written(entry.employer))
    add("body", written(listing.text))
    add("employer_key", entry.employer_key)
    add("title_key", entry.normalised_title)
    for city in listing.cities:
        key, bare, name = _city_terms(city)
        add("city", key)
        add("city", bare)
        add("city_name", name)
    for skill in entry.skills:
        add("skill", skill)
    for country in entry.job_countries or (UNKNOWN,):
        add("country", country)
    for country in applicants_of(entry):
        add("applicants", country)
    for source in entry.sources:
        add("source", source)
    for word in reach_of(entry):
        add("reach", word)
    add("workplace", entry.workplace or UNKNOWN)
    add("level", entry.level or UNKNOWN)
    add("employment", entry.employment_type or UNKNOWN)
    if entry.employment_type == EmploymentType.FULL_TIME and entry.part_time:
        add("employment", EmploymentType.PART_TIME)
    add("status", entry.status)
    add("pay", entry.salary_basis or UNKNOWN)
    add("language", entry.language or UNKNOWN)
    doc.add_unsigned("posted", entry.fresh)
    doc.add_unsigned("slice", entry.key[-1] % SLICES)
    doc.add_bytes("entry", _encode(entry))
    return doc


def read_entry(searcher: Any, address: Any) -> Entry:
    entry: Entry = _decode(searcher.doc(address)["entry"][0])
    return entry
