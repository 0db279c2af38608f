"""The site: the Edition as pages, printed in the frame that MkDocs rendered, and made searchable."""
