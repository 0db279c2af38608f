// Rules for one place, as in scripts/handbook/judging/place_rules.py.

import { nearest, same, slug } from "./names.js";

export function placesBy({ places, patterns, limits }) {
  const whole = (pattern, flags = "iu") => new RegExp(`^(?:${pattern})$`, flags);
  const NO_PLACE = Object.entries({ placeWhole: whole(patterns.whole), placeSeveral: whole(patterns.several), placeWider: whole(patterns.wider), placeAbroad: whole(patterns.abroad) });
  const BRACKETED = whole(patterns.bracketed, "u");
  const AROUND = whole(patterns.around);
  const CALLED = new RegExp(patterns.called, "iu");
  const BETWEEN = new RegExp(patterns.between, "gu");
  const names = places.map(([name]) => name);
  const placeOf = new Map(places.flatMap(([name, ...keys]) => keys.map((key) => [key, name])));
  const addressOf = new Map(places.flatMap(([name, ...keys]) => keys.map((key) => [slug(key), name])));
  const known = (name) => placeOf.get(same(name));

  /** What is wrong with a place: [name of a sentence, its values]. */
  function* judgePlace(place) {
    const [first, ...rest] = place.split("/");
    const city = first.trim(), district = rest.join("/").trim();
    if (rest.length && known(place)) return yield ["placeWritten", { value: place, right: known(place) }];
    if (rest.length && city && !district) yield ["noDistrict", { value: place }];
    if (known(city) === city) return;
    if (!city) yield ["placeCity", { district }];
    else if (known(city)) yield ["placeWritten", { value: city, right: known(city) }];
    else yield unknown(city);
  }

  function unknown(city) {
    const bare = city.replace(CALLED, "");
    const guessed = (guess) => ["placeGuess", { value: city, guess, slug: slug(city) }];
    const right = known(bare) ?? addressOf.get(slug(bare));
    if (right) return ["placeWritten", { value: city, right }];
    const [kind] = NO_PLACE.find(([, pattern]) => pattern.test(city)) ?? [];
    if (kind) return [kind, { value: city }];
    const [, of, part] = BRACKETED.exec(city) ?? [];
    if (of && known(of)) return ["placeWritten", { value: city, right: `${known(of)}/${part}` }];
    for (const match of [...bare.matchAll(BETWEEN)].reverse()) {
      const head = known(bare.slice(0, match.index)), rest = bare.slice(match.index + match[0].length);
      if (!head) continue;
      const other = known(rest.replace(/^en +/, ""));
      if (other) return ["placeTwo", { value: city, one: head, other }];
      if (rest.startsWith("en ") && !AROUND.test(rest)) continue; // “Beek en Donk” is not a part of Beek
      return guessed(AROUND.test(rest) ? head : `${head}/${rest}`);
    }
    const guess = nearest(city, names, limits.off);
    return guess ? guessed(guess) : ["place", { value: city, slug: slug(city) }];
  }

  /** The place that is certainly meant, in the spelling of the handbook. */
  function placeMeant(place) {
    const [[name, { right } = {}] = []] = place ? judgePlace(place) : [];
    return name === "placeWritten" ? right : undefined;
  }

  return { judgePlace, placeMeant };
}
