// The ways to send or keep the result: a file, a copy, a new file on GitHub, a mail.

import { element } from "../shelf.js";

/** ``part`` finds an element by its name, ``say`` a sentence; ``current()`` gives {name, text, title} of the file. */
export function sending({ part, say, tell, current, config }) {
  const area = document.getElementById("bestand");

  part("download").addEventListener("click", () => {
    const { name, text } = current();
    const href = URL.createObjectURL(new Blob([text], { type: "text/markdown;charset=utf-8" }));
    element("a", { href, download: name }).click();
    setTimeout(() => URL.revokeObjectURL(href), 10000);
    tell(say("downloaded", { name }));
  });

  part("copy").addEventListener("click", async () => {
    if (await copied()) return tell(say("copied"));
    part("file").open = true;
    area.focus();
    area.select();
    tell(say("notCopied"), true);
  });

  // GitHub may lose the text when it first makes a fork for somebody; or the text was too long for the address.
  part("github").addEventListener("click", async () => {
    if (await copied()) tell(say("copiedToo"), true);
  });

  async function copied() {
    try {
      await navigator.clipboard.writeText(current().text);
      return true;
    } catch {
      return false;
    }
  }

  /** Let every way of sending use the file as it is now. */
  return function refresh({ name, text, title }) {
    area.value = text;
    part("name").textContent = `initiatives/${name}`;
    github(name, text);
    mail(name, text, title);
  };

  function github(name, text) {
    const start = `${config.new}initiatives?filename=${encodeURIComponent(name)}`;
    const whole = `${start}&value=${encodeURIComponent(text)}`;
    const fits = whole.length < config.limits.address;
    part("github").href = fits ? whole : start;
    note("github-note", !fits && say("tooBig", { size: kilo(whole.length), limit: kilo(config.limits.address) }));
  }

  function mail(name, text, title) {
    const start = `mailto:${config.email}?subject=${encodeURIComponent(say("subject", { name: title || name }))}&body=`;
    const whole = start + encodeURIComponent(text.replace(/\n/g, "\r\n"));
    const fits = whole.length < config.limits.mail;
    part("mail-link").href = fits ? whole : start + encodeURIComponent(say("attached"));
    note("mail-note", !fits && say("mailBig"));
  }

  function note(name, text) {
    part(name).hidden = !text;
    part(name).textContent = text || "";
  }

  function kilo(count) {
    return (count / 1000).toLocaleString(config.language, { maximumFractionDigits: 1 });
  }
}
