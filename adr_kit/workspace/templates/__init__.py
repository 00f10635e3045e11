"""Values into text by templates: the one room for jinja2."""
