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

words      aid · counts · dates · language · messages · names · periods · progress · vocabulary
running    anew · beside · keep · pack · project · publish · receipt · release · scratch · tree · watch · write
model      address · fields · folders · gazetteer · guidance · initiative · problem · record · removed · settings · voice
reading    body · builder · catalogue · certain · chapter · decode · file · former · glossary · headings · kept · load · menu · parse · reader · references · revision · shelf · sources · syntax · terms · unknown · validation · wanted
judging    admission · against · blocks · candidates · completeness · duplicates · editions · fate · field_rules · fix · formats · heal · lasting · likeness · link_rules · losses · marked · pictures · place_rules · quotes · reach · relist · rules · signs · table_rules · term_rules · text_rules · time_rules · traits · vanished · verdict
edition    chart · edition · figures · freshness · hues · index · latest · lazy · map · outcome · part · related · series · standing · timeline · todo
forms      answer · codebook · contribution · dialogue · entry · files · form · form_words · issue · issue_form · passage · patterns · schema · starter · targets
moving     change · edits · front · mentions · mistakes · references · remove · rename · subject
data       citation · dataset · export · feeds · pieces · records · reference · restore · sheet · table
book       apparatus · article · asked · bibliography · bindery · book · catalogue · chapters · colophon · engine · excerpt · extent · fit · format · glossary · guess · hyphens · imposition · jacket · kept · leaflet · lists · marks · matrix · nodes · places · publications · qr · registers · resolver · share · table · typeset · volumes
search     compounds · hidden · index · postings · stems · stopwords · text
site       assets · bound · chapters · complete · compressed · crawl · credits · downloads · environment · frames · head · imprint · legible · linked · live · moved · overviews · page · pages · parts · policy · press · printing · promises · sitemap · tally · templates · told · units · validity · walked · window
links      answer · line · links · published · visit

Imports run one way, down this list, and never in a circle within a room; ``pyproject.toml`` states it and a test keeps
it. The verbs beside this package (``build.py``, ``check.py``, …) read arguments and call it; ``hooks.py`` is the only
file that knows MkDocs.
"""

import sys
from types import TracebackType


def _unready(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """Ctrl-C while a verb still loads what it needs, a second on a slow machine, is answered without a trace."""
    if issubclass(kind, KeyboardInterrupt):
        sys.stderr.write("\n")
    else:
        sys.__excepthook__(kind, error, trace)


sys.excepthook = _unready
