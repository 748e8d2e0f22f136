"""What of an interview is an answer, and which of its words may be quoted."""
