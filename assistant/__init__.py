"""Questions in, checked and cited answers out; knows nothing of Gradio or of question sets."""
