// A web address, judged as scripts/handbook/model/record.py does: [name, values] of what is wrong, or undefined.

export function judgeAddress(value, key, bare) {
  if (/^https?:\/\/\S*\s/i.test(value)) return ["addressSpaced", {}];
  if (/^https?:(?!\/\/[^/\\])/i.test(value)) return ["notAddress", { value }]; // a browser mends it without a word
  let address;
  try {
    address = new URL(value);
  } catch {
    return bare && new RegExp(`^(?:${bare})$`, "i").test(value) ? ["linkBare", { right: `https://${value}` }] : ["notAddress", { value }];
  }
  if (/[%\s]/.test(address.hostname)) return ["notAddress", { value }]; // some browsers forgive a space here
  if (!["http:", "https:"].includes(address.protocol)) return ["notWeb", { value }];
  if (address.username || address.password) return ["addressSecret", {}];
  if (value.length > 500) return ["addressTooLong", { key, max_length: 500 }];
}
