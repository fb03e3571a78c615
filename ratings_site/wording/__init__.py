"""What the site says: words, sentences, and the tables of words that code chooses from."""
