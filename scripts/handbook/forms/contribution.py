"""What GitHub shows to somebody who contributes: the choice of forms and the template of a pull request.

In: the fields and the settings. Out: the texts of the files.
"""

from __future__ import annotations

import yaml

from ..model import address
from ..model.fields import fields
from ..model.guidance import needed
from ..model.settings import Settings
from ..words.language import N_, Language, message
from ..words.vocabulary import Section


def chooser(settings: Settings, language: Language) -> str:
    """The configuration of the page on which a form is chosen."""
    say = language.gettext
    links = [
        {
            "name": say(N_("Fill in the form on the website")),
            "url": settings.url + address.FORM,
            "about": say(N_("Checks while you type and shows how the page becomes.")),
        },
        {
            "name": say(N_("How to contribute")),
            "url": f"{settings.url}bijdragen/",
            "about": say(N_("What makes a good description, and what happens with yours.")),
        },
    ]
    values = {"blank_issues_enabled": True, "contact_links": links}
    return "# Made by scripts/generate.py.\n" + yaml.safe_dump(values, sort_keys=False, allow_unicode=True, width=110)


def pull_request(settings: Settings, language: Language) -> str:
    """The text that a pull request begins with."""
    say = language.say
    asked = [(field, needed(field)) for field in fields()]
    required = tuple(f"`{field.key}`" + ("" if field.required else f" ({say(when)})") for field, when in asked if when)
    sections = tuple(message(N_("“%(text)s”"), text=section.heading) for section in Section if section.required)
    guide = settings.url + address.FIELDS
    tasks = [
        say(N_("Every fact stands in a source that is named, in my own words.")),
        say(
            N_("The required fields are there: %(keys)s. The [field guide](%(guide)s) explains them."),
            keys=required,
            guide=guide,
        ),
        say(N_("The fixed headings are there: %(sections)s. Only a stub has none."), sections=sections),
        say(N_("It names no participants and no private details.")),
        say(
            N_("Texts may be used under %(licence)s, code under MIT."),
            licence=f"[{settings.licence}]({settings.licence_url})",
        ),
    ]
    return "\n".join(
        [
            "## " + say(N_("What do you add or change?")),
            "",
            "<!-- " + say(N_("One or two sentences. Which source tells it?")) + " -->",
            "",
            "## " + say(N_("Before you send it")),
            "",
            *(f"- [ ] {task}" for task in tasks),
            "",
            say(
                N_(
                    "The check runs by itself and names each mistake with its line. You do not have to get it right at once."
                )
            ),
            "",
        ]
    )
