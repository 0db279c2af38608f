"""The handbook: one file per initiative in; a website, a book and data out.

    initiatives/*.md  content/**
            │ load          reader → validation (model): files become frozen records; a mistake becomes a Problem
            ▼
        Catalogue
            │ rules         field_rules, text_rules: what can be judged only when everything has been read
            │ edition       index, related: every ordering and grouping, decided once
            ▼
         Edition
      ┌─────┴──────┐
      ▼            ▼
    pages         book      pure functions: Edition in, text out (templates, search words; article, nodes)
      │ press      │ typeset
      ▼            ▼
    site files    PDF  ──▶  search index  ──▶  publish (one step)

Imports run one way, from the outputs down to ``language`` and ``names``; ``pyproject.toml`` states the order and a
test keeps it. The verbs beside this package (``build.py``, ``check.py``, …) read arguments and call it; ``hooks.py``
is the only file that knows MkDocs.
"""
