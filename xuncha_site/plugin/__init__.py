"""The one package that knows MkDocs: events, staging and publishing, the preview server."""
