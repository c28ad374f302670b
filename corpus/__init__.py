"""What an article is and how it is read; knows nothing of vectors, questions or pages."""
