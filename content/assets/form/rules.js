// The rules of check.py, for the contents of the form: an entry in; everything that is wrong out, in one sentence each.
// See scripts/handbook/reading/validation.py and scripts/handbook/judging/: the messages are theirs, by name.

import { judgeAddress } from "./address.js";
import { countsBy } from "./counts.js";
import { datesBy, later, today, Wrong } from "./dates.js";
import { clean, isEmpty, isStub, line } from "./entry.js";
import { marksBy } from "./marks.js";
import { nearest, same, slug } from "./names.js";
import { anchorsIn, invisible, judgeText, saysNothing } from "./text.js";
import { placesBy } from "./places.js";
import { body, file } from "./yaml.js";

/** The judge of one handbook; ``judge(entry)`` gives [{path, name, text}], in the order of the form. */
export function rulesBy(config) {
  const { date, day, period } = datesBy(config);
  const BARRED = new RegExp(config.patterns.barred, "u");
  const HELD = new RegExp(`^${config.patterns.held}$`, "u");
  const { marks } = marksBy(config.patterns);
  const NOTHING = new RegExp(`^(?:${config.patterns.nothing})$`, "i");
  const counts = countsBy(config.patterns);
  const SLUG = new RegExp(config.patterns.slug);
  const RESERVED = new RegExp(`^(?:${config.patterns.reserved})$`, "i");
  const { judgePlace } = placesBy(config);
  const parse = { date: day, "partial-date": date, period };

  function judge(entry) {
    const found = [];
    const tell = (path, name, values = {}) => found.push({ path, name, text: say(name, values) });
    const stub = isStub(entry, config);
    const fields = config.fields.filter((field) => field.stub || !stub);
    for (const field of fields) judgeField(field, entry.values[field.key], [field.key], tell);
    const wrong = new Set(found.map(({ path }) => path[0])); // what the rules below find does not stop the others
    const fine = (key) => !wrong.has(key) && fields.some((field) => field.key === key);
    for (const rule of RULES) rule(entry.values, fine, tell);
    const cleaned = clean(entry, config);
    const title = slug(line(entry.values.title));
    const own = { title, source: `initiatives/${title}.md`, anchors: anchorsIn(body(cleaned, config), config) };
    const tellText = (text, path) => judgeText(text, config, own).forEach(({ name, values }) => tell(path, name, values));
    if (stub) tellText(entry.text, ["text"]);
    else for (const section of config.sections) {
      const text = entry.sections[section.key];
      if (section.required && saysNothing(text, config)) tell(["sections", section.key], "empty", { key: section.label });
      else tellText(text, ["sections", section.key]);
    }
    const size = new TextEncoder().encode(file(cleaned, config)).length;
    if (size > config.limits.file) tell(["file"], "fileSize", { size: Math.floor(size / 1024), limit: config.limits.file / 1024 });
    return found;
  }

  function judgeField(field, value, path, tell) {
    if (isEmpty(value)) {
      if (field.required) tell(path, "empty", { key: field.label });
    } else if (field.many) {
      const count = value.filter((item) => !isEmpty(item)).length;
      if (field.greatest && count > field.greatest) tell(path, "tooMany", { key: field.label, actual_length: count, max_length: field.greatest });
      if (field.fewest && count < field.fewest) tell(path, "tooFew", { key: field.label, min_length: field.fewest });
      value.forEach((item, number) => isEmpty(item) || judgeField({ ...field, many: false }, item, [...path, number], tell));
    } else if (field.fields.length) {
      for (const inner of field.fields) judgeField(inner, value[inner.key], [...path, inner.key], tell);
    } else {
      const [name, values] = judgeValue(field, line(value)) ?? [];
      const empty = name && !field.required && !field.options.length && NOTHING.test(line(value));
      if (name) tell(path, ...(empty ? ["nothing", { key: field.label }] : [name, values]));
    }
  }

  function judgeValue(field, value) {
    const barred = BARRED.exec(value);
    const key = field.label;
    if (barred) return Object.values(invisible(barred[0].codePointAt(0)));
    if (field.options.length && !field.options.some(([option]) => option === value)) return unknown(value, field.options);
    if (parse[field.shape]) return attempt(() => parse[field.shape](value));
    if (field.shape === "number") return judgeNumber(field, value, key);
    if (field.shape === "address") return judgeAddress(value, key, config.patterns);
    const length = [...value].length;
    if (field.least && length < field.least) return ["tooShort", { key, min_length: field.least }];
    if (field.most && length > field.most) return ["tooLong", { key, length, max_length: field.most }];
  }

  function judgeNumber(field, value, key) {
    if (!/^[+-]?\d+(?:_\d+)*(?:\.0+)?$/.test(value)) return ["notWhole", { value }];
    const number = Number(value.replace(/_/g, ""));
    if (field.least !== null && number < field.least) return ["tooSmall", { key, ge: field.least }];
    if (field.most !== null && number > field.most) return ["tooLarge", { key, le: field.most }];
  }

  function unknown(value, options) {
    const guess = nearest(value, options.map(([option]) => option));
    return guess ? ["unknownGuess", { value, guess }] : ["unknown", { value, choices: options.map(([option]) => option).join(", ") }];
  }

  /** Names and the file name are not in use yet. */
  function named(values, fine, tell) {
    if (fine("title")) {
      const own = slug(line(values.title));
      const other = config.names.get(same(line(values.title)));
      if (other) tell(["title"], "nameTaken", { other });
      else if (!SLUG.test(own) || own.length > 80) tell(["title"], "fileName", { guess: own.slice(0, 80).replace(/-$/, "") || config.words.nameless });
      else if (RESERVED.test(own)) tell(["title"], "fileReserved", { name: own });
      else if (config.slugs?.includes(own) || Object.hasOwn(config.fates, `initiatives/${own}.md`)) tell(["title"], "fileTaken", { slug: own });
    }
    const title = same(line(values.title));
    const seen = new Set();
    if (fine("aliases")) values.aliases.forEach((alias, number) => {
      const key = same(line(alias));
      const other = config.names.get(key);
      if (other) tell(["aliases", number], "nameTaken", { other });
      else if (key && key === title) tell(["aliases", number], "isTitle", { value: line(alias) });
      else if (key && seen.has(key)) tell(["aliases", number], "twice", { value: line(alias) });
      seen.add(key);
    });
  }

  /** Quotes around a whole title or summary were meant to delimit it; elsewhere they may belong to a quotation. */
  function unheld(values, fine, tell) {
    for (const key of ["title", "summary"]) {
      if (fine(key) && HELD.test(line(values[key]))) tell([key], "quoted", { value: line(values[key]) });
    }
  }

  /** Text fields have no marks of Markdown or HTML: these are only for the text below the fields. */
  function unmarked(values, fine, tell) {
    const look = (field, value, path) => {
      if (Array.isArray(value)) value.forEach((item, number) => look(field, item, [...path, number]));
      else if (field.fields.length) for (const inner of field.fields) look(inner, value[inner.key], [...path, inner.key]);
      else if (field.shape === "text") for (const [piece, right] of marks(line(value ?? ""))) tell(path, right ? "marked" : "tagged", { value: piece, right });
    };
    for (const field of config.fields) if (fine(field.key)) look(field, values[field.key], [field.key]);
  }

  /** Every city is known; an entry without cities tells its coverage. */
  function placed(values, fine, tell) {
    if (fine("places")) values.places.forEach((place, number) => {
      for (const [name, found] of isEmpty(place) ? [] : judgePlace(line(place))) tell(["places", number], name, found);
    });
    if (fine("coverage") && fine("places") && values.coverage && values.coverage !== config.words.named && !isEmpty(values.places)) tell(["coverage"], "bothReach");
  }

  /** A value that is counted is in its list only once. */
  function once(values, fine, tell) {
    for (const key of ["themes", "target_groups", "places", "methods"].filter(fine)) {
      const own = values[key].map((value) => line(value).split("/").map(same).join("/"));
      own.forEach((value, number) => value && own.indexOf(value) < number && tell([key, number], "twice", { value: line(values[key][number]) }));
    }
  }

  /** Fields that some entries must have are present; as long as the field that decides this is empty, they are asked for too. */
  function described(values, fine, tell) {
    for (const { key, label, when: [other, value] } of config.fields.filter(({ when }) => when)) {
      if (!fine(key) || !isEmpty(values[key]) || (values[other] || value) !== value) continue;
      tell([key], key === "places" ? "nowhere" : "empty", { key: label });
    }
  }

  /** Every figure is a number, a range or an approximation, and points to an existing source. */
  function counted(values, fine, tell) {
    const count = values.sources.filter((source) => !isEmpty(source)).length;
    if (fine("figures")) values.figures.forEach((figure, number) => {
      if (isEmpty(figure)) return;
      const value = counts.meant(line(figure.value));
      if (counts.falls(value)) tell(["figures", number, "value"], "figureFalls", { value });
      if (!counts.isCount(value)) tell(["figures", number, "value"], "notFigure", { value });
    });
    for (const key of ["figures", "follow_up"].filter(fine)) values[key].forEach((item, number) => {
      const there = values.sources[item.source - 1];
      if (item.source && (!there || isEmpty(there))) tell([key, number, "source"], "noSource", { number: Number(item.source), count });
    });
  }

  /** Nothing was known, published or reviewed before it could be. */
  function inTime(values, fine, tell) {
    if (!fine("reviewed")) return;
    const reviewed = day(line(values.reviewed));
    if (fine("added") && later(day(line(values.added)), reviewed)) tell(["reviewed"], "reviewedEarly");
    const dated = [[["status", "as_of"], values.status.as_of], [["evidence", "date"], values.evidence.date]];
    values.figures.forEach((figure, number) => dated.push([["figures", number, "as_of"], figure.as_of]));
    values.sources.forEach((source, number) => dated.push([["sources", number, "date"], source.date]));
    values.follow_up.forEach((item, number) => dated.push([["follow_up", number, "date"], item.date]));
    for (const [path, value] of dated) {
      if (fine(path[0]) && !isEmpty(value) && later(date(line(value)), reviewed)) tell(path, "future", { date: line(value) });
    }
  }

  /** No date is after tomorrow, which it is already elsewhere; see until in scripts/handbook/model/settings.py. */
  function past(values, fine, tell) {
    const until = [today(1), config.words.ends].sort()[1];
    for (const key of ["added", "reviewed"].filter(fine)) {
      if (line(values[key]) > until) tell([key], "ahead", { value: line(values[key]) });
    }
    if (fine("period") && !isEmpty(values.period)) {
      const [start] = period(line(values.period));
      const end = until.split("-").map(Number);
      if (start && later(start, end)) tell(["period"], "ahead", { value: line(values.period) });
    }
    if (fine("sources")) values.sources.forEach(({ retrieved }, number) => {
      if (!isEmpty(retrieved) && line(retrieved) > until) tell(["sources", number, "retrieved"], "ahead", { value: line(retrieved) });
    });
  }

  /** The name of an organisation makes the address of its page. */
  function addressed(values, fine, tell) {
    if (fine("organisations")) values.organisations.forEach(({ name }, number) => {
      const own = slug(line(name));
      if (!isEmpty(name) && /^\d*$/.test(own)) tell(["organisations", number, "name"], own ? "digits" : "noAddress", { value: line(name) });
    });
  }

  /** A judgement names who gave it and when; only something that ended has a reason for the end. */
  function judged(values, fine, tell) {
    const { level, assessor, date: when } = values.evidence;
    if (fine("evidence") && level && level !== config.words.unjudged && (isEmpty(assessor) || isEmpty(when))) tell(["evidence"], "unjudged");
    if (fine("evidence") && level === config.words.unjudged && !(isEmpty(assessor) && isEmpty(when))) tell(["evidence", "level"], "noJudgement");
    if (fine("status") && !isEmpty(values.status.why) && config.words.open.includes(values.status.value)) tell(["status", "why"], "notEnded");
  }

  const RULES = [named, unheld, unmarked, placed, once, described, counted, inTime, past, judged, addressed];

  function say(name, values) {
    return config.sentences[name].replace(/%\((\w+)\)[sd]/g, (_, key) => values[key]);
  }

  return { judge };
}

function attempt(parse) {
  try {
    parse();
  } catch (error) {
    if (!(error instanceof Wrong)) throw error;
    return [error.name, error.values];
  }
}
