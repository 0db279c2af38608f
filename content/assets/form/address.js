// A web address, judged as scripts/handbook/model/record.py does: [name, values] of what is wrong, or undefined.

/** ``patterns`` are those of form/config.js; a link of a text is judged without. */
export function judgeAddress(value, key, patterns) {
  if (patterns && new RegExp(`^${patterns.mail}$`, "i").test(value.replace(/^mailto:/, ""))) return ["addressMail", { value }];
  if (/^https?:\/\/\S*\s/i.test(value)) return [/\s.*(?:https?:\/\/|www\.)/i.test(value) ? "addressTwo" : "addressSpaced", {}];
  if (/^https?:(?!\/\/[^/\\])/i.test(value)) return ["notAddress", { value }]; // a browser mends it without a word
  let address;
  try {
    address = new URL(value);
  } catch {
    const right = patterns && inFull(value, patterns);
    return right ? whole(value, right) : ["notAddress", { value }];
  }
  if (/[%\s]/.test(address.hostname)) return ["notAddress", { value }]; // some browsers forgive a space here
  if (!["http:", "https:"].includes(address.protocol)) return ["notWeb", { value }];
  if (address.username || address.password) return ["addressSecret", {}];
  if (value.length > 500) return ["addressTooLong", { key, max_length: 500 }];
}

/** The web address that stands there without its begin, or is held by brackets or quotes. */
export function inFull(text, patterns) {
  const held = new RegExp(`^(?:${patterns.wrapped})$`, "i").exec(text);
  const bare = held?.[1] ?? text;
  if (new RegExp(`^(?:${patterns.bare})$`, "i").test(bare)) return `https://${bare}`;
  return held?.[1];
}

/** How an address is written that lacks its begin, or that brackets or quotes hold. */
export function whole(value, right) {
  return [right.endsWith(value) ? "linkBare" : "written", { value, right }];
}
