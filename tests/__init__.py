"""Tests of the whole; real components, nothing patched."""
