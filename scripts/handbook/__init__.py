"""The handbook: one file per initiative in; a website, a book and data out.

    initiatives/*.md  content/**
            │ load          reader → validation (model): files become frozen records; a mistake becomes a Problem
            ▼
        Catalogue
            │ rules         what can be judged only when everything has been read
            │ edition       every ordering and grouping, decided once
            ▼
         Edition
   ┌────────┼───────────┬──────────┐
   ▼        ▼           ▼          ▼
 pages    book        export     forms      pure functions: Edition in, text out
   │ press  │ typeset   │          │
   ▼        ▼           ▼          ▼
 site      PDF        data       form, guide ──▶ search index ──▶ publish (one step)

The rooms, from the ground up:

words      language · names · dates · vocabulary
model      model · fields · address · settings · gazetteer · terms · problem
reading    reader · syntax · body · glossary · validation · catalogue · load
judging    field_rules · text_rules · rules · likeness · duplicates · completeness · freshness · todo · admission
edition    index · related · timeline · edition
site       page · templates · pages · press · map · head · linked · sitemap · search · compounds
book       nodes · article · registers · book · typeset
data       records · table · dataset · citation · feeds · export · restore
forms      guidance · schema · starter · codebook · form · form_words · issue_form · contribution
writing    entry · passage · issue · dialogue · fix · formats
around     publish · watch · beside · links · visit · answer

Imports run one way, down this list; ``pyproject.toml`` states the exact order and a test keeps it. The verbs beside
this package (``build.py``, ``check.py``, …) read arguments and call it; ``hooks.py`` is the only file that knows MkDocs.
"""
