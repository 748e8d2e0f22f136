"""What the lint reports, and what it reports about."""

from dataclasses import dataclass

from interviews.bank.schema import Question


@dataclass(frozen=True, slots=True)
class Finding:
    """One breach of a rule; `question` is '' where the whole file is meant."""

    file: str
    question: str
    rule: str
    message: str

    def __str__(self) -> str:
        return f"  {self.question or '(file)'}: {self.rule}: {self.message}"


@dataclass(frozen=True, slots=True)
class FiledQuestion:
    """A question and the name of the file that it stands in."""

    file: str
    question: Question

    @property
    def where(self) -> str:
        """Name the question for somebody who looks at another file."""
        return f"{self.file}/{self.question.slug}"

    def finding(self, rule: str, message: str) -> Finding:
        """Report a breach of a rule by this question."""
        return Finding(self.file, self.question.slug, rule, message)
