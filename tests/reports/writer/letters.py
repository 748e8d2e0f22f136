"""What an honest model would write, and a wrong belief beside a right answer."""

from reports.templatetags.report import clock
from reports.writer.local import LocalWriter


def letter(brief, **spoilt):
    """Return what an honest model would return, with the texts of some findings replaced."""
    texts = {draft.about: draft for draft in LocalWriter().write(brief).drafts if draft.part == "claim"}

    def item(number, finding):
        quote = finding.evidence[0]
        return {
            "id": f"c{number}",
            "text": texts[finding.key].text,
            "evidence": [{"number": 1, "quote": quote.text, "at": clock(quote.start_ms)}],
        } | spoilt.get(f"c{number}", {})

    claims = [item(number, finding) for number, finding in enumerate(brief.findings, start=1)]
    return {"claims": claims, "opening": claims[0], "closing": claims[-1], "stronger": []}


BELIEF = "The bucket is safe in Redis, because Redis has a single thread and nothing can come in between."


BUCKET = "I would take a token bucket that holds fifty tokens. Every request takes one of the tokens."
