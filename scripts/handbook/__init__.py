"""The handbook: one file per initiative in; a website, a book and data out.

    initiatives/*.md  content/**
            │ reading       files become frozen records; a mistake becomes a Problem with its place
            ▼
        Catalogue
            │ judging       what can be judged only when everything has been read
            │ edition       every ordering and grouping, decided once
            ▼
         Edition
   ┌────────┼───────────┬──────────┐
   ▼        ▼           ▼          ▼
 site      book        data      forms       pure functions: Edition in, text out
   │ press  │ typeset   │          │
   ▼        ▼           ▼          ▼
 pages     PDF        files   form, guide ──▶ search index ──▶ publish (one step)

The rooms, from the ground up:

words      dates · language · names · vocabulary
running    beside · publish · watch
model      address · fields · gazetteer · guidance · initiative · problem · settings
reading    body · catalogue · glossary · load · reader · syntax · terms · validation
judging    admission · completeness · duplicates · field_rules · fix · formats · likeness · rules · text_rules
edition    edition · freshness · index · map · related · timeline · todo
forms      codebook · contribution · dialogue · entry · form · form_words · issue · issue_form · passage · schema · starter
data       citation · dataset · export · feeds · records · restore · table
book       article · book · nodes · registers · typeset
site       compounds · head · linked · page · pages · press · search · sitemap · templates
links      answer · links · visit

Imports run one way, down this list, and never in a circle within a room; ``pyproject.toml`` states it and a test keeps
it. The verbs beside this package (``build.py``, ``check.py``, …) read arguments and call it; ``hooks.py`` is the only
file that knows MkDocs.
"""
