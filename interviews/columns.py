"""How long what the rows keep may be."""

SLUG_LENGTH = 100  # of a question
CODE_LANGUAGE_LENGTH = 20
MODEL_LENGTH = 100  # of a model's name; one that is a file goes by its path, which may be longer
