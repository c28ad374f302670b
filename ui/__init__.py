"""The command line and the Gradio pages: every sentence a reader sees; never retrieves or ranks."""
