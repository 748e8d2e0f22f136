"""What can be claimed: strengths, gaps and delivery, each with the words that it rests on."""
