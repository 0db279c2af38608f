"""What people write where no place fits, such as “Twente” and “heel Nederland”; and what to write instead."""

from __future__ import annotations

import re

from ..model.gazetteer import provinces
from ..words.language import N_

# Each of the four patterns matches a whole name, ignoring case; the form uses them too.
_REGIONS = (
    "achterhoek|alblasserwaard|betuwe|bollenstreek|bommelerwaard|brabant|drechtsteden|flevopolder|food ?valley|fryslân"
    "|gelderse vallei|gooi(?: en vechtstreek)?|groene hart|haaglanden|holland|ijmond|kempen|kennemerland|liemers|noordkop|noord-holland (?:noord|zuid)"
    "|parkstad(?: limburg)?|peel|peelland|randstad|rijk van nijmegen|rijnmond|rivierenland|salland|stedendriehoek|twente"
    "|vechtdal|vechtstreek|veenkoloniën|veluwe|veluwezoom|waddeneilanden|walcheren|zaanstreek(?:[ -]waterland)?"
)
_LANDS = (
    "belgië|belgie|(?:oost|west)[ -]vlaanderen|vlaanderen|vlaams[ -]brabant|wallonië|duitsland|luxemburg|frankrijk|engeland"
    "|groot[ -]brittannië|verenigd koninkrijk|ierland|denemarken|zweden|noorwegen|finland|italië|spanje|portugal|europa"
    "|suriname|aruba|curaçao|amerika|verenigde staten"
)
WHOLE = (
    "(?:(?:in |door )?(?:heel |geheel )?(?:nederland|nl)|(?:door )?het hele land|landelijke?(?: dekking)?|nationaal|overal"
    "|online|digitaal)"
)
SEVERAL = "(?:in )?(?:diverse|meerdere|verschillende|enkele|(?:twee|drie|vier|vijf|zes|[0-9]+)) (?:gemeent|plaats|sted|locatie)[a-z]*"
WIDER = (
    rf"(?:de |het |[’'`‘]t )?(?:{'|'.join(provinces())}|{_REGIONS}|zeeuws[ -]vlaanderen"
    rf"|(?:noord|oost|zuid|west|midden)(?:oost|west)?(?:elijk)?[ -](?:{'|'.join(provinces())}|{_REGIONS}|nederland)"
    r"|(?:regio|provincie|kop van|metropoolregio|veiligheidsregio|arbeidsmarktregio) .*|.+ \((?:provincie|regio)\))"
)
ABROAD = rf"(?:.*[ ,(])?(?:{_LANDS})\)?|antwerpen|gent|brussel|leuven|brugge|mechelen|genk|kortrijk|oostende|aken|keulen|berlijn|londen|parijs"

IN_LAND = N_("“%(value)s” is no place; leave “places” empty and choose “landelijk” for “coverage”")
IN_SEVERAL = N_("“%(value)s” is no place; name each one, or leave “places” empty and choose “gemeenten” for “coverage”")
IN_REGION = N_(
    "“%(value)s” is no place; leave “places” empty, choose “regio” for “coverage” and name it in “coverage_note”"
)
OUTSIDE = N_(
    "“%(value)s” lies outside the Netherlands; leave “places” empty, choose “regio” for “coverage” and name it in"
    " “coverage_note”"
)
_SAID = tuple(
    (re.compile(pattern, re.IGNORECASE), what)
    for pattern, what in ((WHOLE, IN_LAND), (SEVERAL, IN_SEVERAL), (WIDER, IN_REGION), (ABROAD, OUTSIDE))
)


def no_place(name: str) -> str | None:
    """What to say of a name that is no place of the Netherlands; None when it may be one."""
    return next((what for pattern, what in _SAID if pattern.fullmatch(name)), None)
