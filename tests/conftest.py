"""Fixtures that many tests share; everything real: Chroma, lexical index, model, browser."""
