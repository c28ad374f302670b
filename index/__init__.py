"""Passages, embeddings, the Chroma store and retrieval; does not know what an answer is."""
