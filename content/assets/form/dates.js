// Dates and periods, by the rules of scripts/handbook/words/dates.py. A wrong value throws a Wrong.

/** What is wrong with a value: the name of a sentence, and the values in it. */
export class Wrong {
  constructor(name, values) {
    this.name = name;
    this.values = values;
  }
}

export function datesBy({ patterns, months, years: [first, last], ofToday }) {
  const WRITTEN = new RegExp(`^(?:${patterns.written})$`, "u");
  const YEAR_FIRST = new RegExp(`^(?:${patterns.yearFirst})$`, "u");
  const DATE = new RegExp(`^(?:${patterns.date})$`, "u");
  const PERIOD = new RegExp(`^(?:${patterns.period})$`, "u");
  const SPOKEN = new RegExp(`^(?:${patterns.spoken})$`, "u");
  const SHORT = new RegExp(`^(?:${patterns.short})$`, "u");
  const CUT = new RegExp(patterns.cut, "gu");
  const ENDING = new RegExp(`^(?:${patterns.ending})$`, "u");
  const YEAR = new RegExp(patterns.year, "gu");

  /** “2018”, “2018-06” or “2018-06-25” as [year, month or 0, day or 0]. */
  function date(value) {
    const match = DATE.exec(value.trim());
    if (!match) throw otherWay(value) ?? short(value, likely(value)) ?? new Wrong("notDate", { value, guess: yearIn(value) ?? "2018-06-25" });
    const [year, month, day] = match.slice(1).map((part) => (part === undefined ? undefined : Number(part)));
    if (!exists(year, month ?? 1, day ?? 1) || !isNear(year)) throw new Wrong("noSuchDate", { value });
    return [year, month ?? 0, day ?? 0];
  }

  /** “2017–2020”, “2017”, “vanaf 2017” or “tot 2020” as [start, end], open ends undefined. */
  function period(value) {
    const text = value.trim();
    const ended = ENDING.test(text) && short(text, periodLikely(text));
    if (ended) throw ended;
    const found = asWritten(text);
    const right = found ? undefined : periodMeant(text);
    if (right) throw new Wrong("periodWritten", { value: text, right });
    if (!found) throw short(text, periodLikely(text)) ?? new Wrong("notPeriod", { value: text });
    return found;
  }

  function asWritten(text) {
    const [, word, only] = /^(vanaf|tot) (.*)$/.exec(text) ?? [];
    if (word && DATE.test(only.trim())) return word === "tot" ? [undefined, date(only)] : [date(only), undefined];
    if (DATE.test(text)) return [date(text), date(text)];
    const match = PERIOD.exec(text);
    if (!match) return undefined;
    const start = date(match.groups.a);
    const end = match.groups.b === "heden" ? undefined : date(match.groups.b);
    if (end && later(start, lastDay(end))) throw new Wrong("reversed", { value: text });
    return [start, end];
  }

  /** A full date, as year-month-day. */
  function day(value) {
    const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(value);
    if (!match && meant(value)?.length === 10) throw otherWay(value);
    if (!match && likely(value)?.length === 10) throw short(value, likely(value));
    const parts = match?.slice(1).map(Number);
    if (match && !isNear(parts[0])) throw new Wrong("noSuchDate", { value });
    if (!match || !exists(...parts)) throw new Wrong("notDay", { value });
    return parts;
  }

  /** The date that was meant, if it is in a common notation: “25-06-2018”, “juni 2018”. */
  function meant(value) {
    const turned = YEAR_FIRST.exec(value.trim());
    const match = turned ? [undefined, turned[3] ?? turned[5], turned[2] ?? turned[4], turned[1]] : WRITTEN.exec(value.trim());
    if (!match) return undefined;
    let [, dayOfMonth, name, year] = match;
    if (dayOfMonth && Number(name) > 12) [dayOfMonth, name] = [name, dayOfMonth]; // “06/25/2018” can only be American
    const month = /^\d/.test(name) ? Number(name) : (months[name.slice(0, 3).toLowerCase()] ?? 0);
    if (!exists(Number(year), month, dayOfMonth === undefined ? 1 : Number(dayOfMonth)) || !isNear(Number(year))) return undefined;
    return [year, month, dayOfMonth].filter((part) => part !== undefined).map((part) => String(part).padStart(2, "0")).join("-");
  }

  /** The period that was meant: “sinds juni 2017”, “juni 2017 - mei 2018”. */
  function periodMeant(value, read = meant) {
    const parts = SPOKEN.exec(value)?.groups;
    if (!parts) return read(value);
    const written = (text) => text && (read(text) ?? text);
    const [from, to, only, since] = [parts.from, parts.to, parts.only, parts.since].map(written);
    const until = parts.open?.toLowerCase() === "tot";
    const found = since || (only && !until) ? `vanaf ${since ?? only}` : only ? `tot ${only}` : `${from}–${to === "nu" ? "heden" : to}`;
    try {
      return asWritten(found) && found;
    } catch {
      return undefined;
    }
  }

  /** The date that a year of two digits probably stands for: “12-03-26”, “’19”. */
  function likely(value) {
    let full = value.trim().replace(CUT, (_, year) => century(year));
    const { before, year } = SHORT.exec(full)?.groups ?? {};
    if (year) full = before + century(year);
    const [, ...parts] = DATE.exec(full) ?? [];
    if (parts.length && exists(...parts.map((part) => Number(part ?? 1))) && isNear(Number(parts[0]))) return full;
    return full === value.trim() ? undefined : meant(full);
  }

  /** The period that years of two digits probably stand for: “vanaf ’19”, “2017-20”. */
  function periodLikely(text) {
    let full = text.replace(CUT, (_, year) => century(year));
    const { first: start, last: end } = ENDING.exec(full)?.groups ?? {};
    if (start) full = `${start}–${start.slice(0, 2)}${end}`;
    const [, word, rest] = /^(vanaf|van|sinds|tot) (.*)$/i.exec(full) ?? [];
    const only = word && likely(rest);
    if (only) full = `${word} ${only}`;
    full = likely(full) ?? full;
    try {
      const found = asWritten(full);
      return found ? shown(found) : periodMeant(full, (part) => meant(part) ?? likely(part));
    } catch {
      return undefined;
    }
  }

  /** The only day, or otherwise the only year, in a text. */
  function yearIn(value) {
    const years = new Set(value.match(/\d{4}-\d{2}-\d{2}/g) ?? value.match(YEAR));
    return years.size === 1 ? [...years][0] : undefined;
  }

  function isNear(year) {
    return year >= first && year <= last;
  }

  function century(year) {
    return (Number(year) < ofToday ? "20" : "19") + year;
  }

  function short(value, guess) {
    return guess && new Wrong("dateShort", { value, guess });
  }

  function otherWay(value) {
    const right = meant(value);
    return right && new Wrong("dateWritten", { value, right });
  }

  return { date, day, meant, period, periodMeant };
}

/** A period in the notation of the handbook. */
function shown([start, end]) {
  const [from, to] = [start, end].map((date) => date?.map((part) => String(part).padStart(2, "0")).filter((part) => part !== "00").join("-"));
  return from === to ? from : !to ? `vanaf ${from}` : from ? `${from}–${to}` : `tot ${to}`;
}

/** Whether one [year, month, day] is later than another. */
export function later(one, other) {
  for (let i = 0; i < 3; i++) if (one[i] !== other[i]) return one[i] > other[i];
  return false;
}

/** The last day that [year, month or 0, day or 0] may mean, as if every month had 31 days. */
function lastDay([year, month, dayOfMonth]) {
  return [year, month || 12, dayOfMonth || 31];
}

export function today(ahead = 0) {
  const now = new Date();
  now.setDate(now.getDate() + ahead);
  const two = (number) => String(number).padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

function exists(year, month, dayOfMonth) {
  if (year < 1 || month < 1 || month > 12 || dayOfMonth < 1) return false;
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return dayOfMonth <= [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1];
}
