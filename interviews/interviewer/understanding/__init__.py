"""What the candidate means: an answer, or something about the interview itself. Begin with intent.py."""
