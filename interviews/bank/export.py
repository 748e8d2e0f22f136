"""The bank back into files: what operators wrote can be kept in a repository, or offered upstream."""

from pathlib import Path
from typing import Any

import yaml

from ..enums import Domain
from .loader import content_of, questions_for
from .schema import Question


class _Dumper(yaml.SafeDumper):
    """Writes long texts folded and lists of slugs on one line, as the shipped files have them."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, False)


def write_files(folder: Path) -> list[Path]:
    """Write the active questions of each domain that has some; return the files."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for domain in Domain:
        questions = questions_for(domain.value)
        if questions:
            path = folder / f"{domain.value}.yaml"
            path.write_text(as_yaml(domain, questions), encoding="utf-8")
            written.append(path)
    return written


def as_yaml(domain: Domain, questions: tuple[Question, ...]) -> str:
    """Return one file of the bank."""
    data: dict[str, Any] = {"domain": domain.value, "questions": [_tidy(question) for question in questions]}
    return yaml.dump(data, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=105)


def _tidy(question: Question) -> dict[str, Any]:
    """Leave out what is empty, as one would by hand."""
    content = content_of(question)
    order = ("slug", "kind", "levels", "strands", "skills", "minutes", "code", "ask", "key_points")
    ordered = {name: content[name] for name in order if content.get(name)}
    return ordered | {name: value for name, value in content.items() if name not in ordered and value}
