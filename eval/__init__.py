"""Question sets, measures, runs and reports; knows nothing of Gradio."""
