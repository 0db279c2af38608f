// A web address, judged as in scripts/handbook/model/record.py: [name, values] of what is wrong, or undefined.

/** ``patterns`` are those of form/config.js; a link in a text is judged without. */
export function judgeAddress(value, key, patterns) {
  if (patterns && new RegExp(`^${patterns.mail}$`, "i").test(value.replace(/^mailto:/, ""))) return ["addressMail", { value }];
  if (/^https?:\/\/\S*\s/i.test(value)) return [/\s.*(?:https?:\/\/|www\.)/i.test(value) ? "addressTwo" : "addressSpaced", {}];
  if (/^https?:(?!\/\/[^/\\])/i.test(value)) return ["notAddress", { value }]; // a browser corrects it silently
  let address;
  try {
    address = new URL(value);
  } catch {
    const right = patterns && inFull(value, patterns);
    return right ? whole(value, right) : ["notAddress", { value }];
  }
  if (/[%\s]/.test(address.hostname)) return ["notAddress", { value }]; // some browsers accept a space here
  if (!["http:", "https:"].includes(address.protocol)) return ["notWeb", { value }];
  if (address.username || address.password) return ["addressSecret", {}];
  if (value.length > 500) return ["addressTooLong", { key, max_length: 500 }];
}

/** The web address in a text that lacks its beginning or has brackets or quotes around it. */
export function inFull(text, patterns) {
  const held = new RegExp(`^(?:${patterns.wrapped})$`, "i").exec(text);
  const bare = held?.[1] ?? text;
  if (new RegExp(`^(?:${patterns.bare})$`, "i").test(bare)) return `https://${bare}`;
  return held?.[1];
}

/** The right form of an address that lacks its beginning or has brackets or quotes around it. */
export function whole(value, right) {
  return [right.endsWith(value) ? "linkBare" : "written", { value, right }];
}
