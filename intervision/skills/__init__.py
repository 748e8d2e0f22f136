"""The vocabulary of skills. docs/skills.md says how the list is written."""

from intervision.skills.mentions import SkillMention
from intervision.skills.vocabulary import Skill, Vocabulary, VocabularyError, read_vocabulary, vocabulary

__all__ = ["Skill", "SkillMention", "Vocabulary", "VocabularyError", "read_vocabulary", "vocabulary"]
