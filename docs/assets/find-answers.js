// What the search for an area answers, without touching the page: which names match what was typed, in which order,
// and which councils a postcode can be in. find.js loads this on first use and hands in how files are fetched.
const KINDS = ["pdu", "region", "council", "town", "county", "name", "former"];
const IDLE = /^(the|of|and|council|borough|district|city|county|metropolitan|royal|unitary|probation|pdu|unit|office|area|region|service)$/;

// ---- Names: how well does an entry match what was typed? ----

export function plain(text) {
  return text.normalize("NFD").replace(/[\u0300-\u036f'’‘`´]/g, "").toLowerCase().replace(/&/g, " and ")
    .replace(/\bsaint\b/g, "st").replace(/[^a-z0-9]+/g, " ").trim();
}

// Whether one letter more, less, other or swapped turns one word into the other.
function slip(one, other) {
  let at = 0;
  while (at < one.length && one[at] === other[at]) at += 1;
  const [a, b] = [one.slice(at), other.slice(at)];
  return a.slice(1) === b.slice(1) || a.slice(1) === b || a === b.slice(1) ||
    (a.length > 1 && a[0] === b[1] && a[1] === b[0] && a.slice(2) === b.slice(2));
}

// How far a typed word is from a word of a name: 0 it begins it, 1 with one slip (in words of four letters and
// more), otherwise infinitely far.
function distance(typed, word) {
  if (word.startsWith(typed)) return 0;
  if (typed.length < 4) return Infinity;
  const near = [-1, 0, 1].some((more) => slip(typed, word.slice(0, typed.length + more)));
  return near ? 1 : Infinity;
}

// The smaller, the better; Infinity where it does not match. `slips` is how many slips are forgiven.
function badness(label, typed, slips) {
  if (label === typed) return 0;
  if (label.startsWith(`${typed} `)) return 1;
  if (label.startsWith(typed)) return 2;
  if (` ${label} `.includes(` ${typed} `)) return 3;
  if (` ${label}`.includes(` ${typed}`)) return 4;
  if (label.replace(/ /g, "").startsWith(typed.replace(/ /g, ""))) return 5;
  const words = label.split(" ");
  let wrong = 0;
  let first = 0;
  for (const part of typed.split(" ")) {
    const [far, place] = words.map((word, index) => [distance(part, word), index])
      .reduce((best, next) => (next[0] < best[0] ? next : best), [Infinity, 0]);
    if (far === Infinity) return Infinity;
    wrong += far;
    first += place + Math.abs(words[place].length - part.length) / 10;
    words[place] = "";
  }
  return wrong > slips ? Infinity : 6 + first;
}

function matches(index, typed, slips) {
  return index.entries.map((entry) => ({ entry, bad: badness(entry.plain, typed, slips) }))
    .filter(({ bad }) => bad < Infinity)
    .sort((a, b) => a.bad - b.bad || KINDS.indexOf(a.entry.kind) - KINDS.indexOf(b.entry.kind) ||
      a.entry.plain.length - b.entry.plain.length || (a.entry.plain < b.entry.plain ? -1 : 1));
}

// What somebody who typed this most likely means: pages in order, each with the entry that led there.
export function rank(index, text) {
  const typed = plain(text);
  if (!typed) return { results: [], guess: false };
  const telling = typed.split(" ").filter((word) => !IDLE.test(word)).join(" ");
  for (const [query, slips] of [[typed, 0], [telling, 0], [typed, 1], [telling, 1]]) {
    const found = query ? matches(index, query, slips) : [];
    if (found.length) return { results: pages(found), guess: slips > 0, exact: found[0].bad === 0 };
  }
  return { results: [], guess: false };
}

// One result a page: its first, best entry. A closed unit comes after the ones that took over from it.
function pages(found) {
  const seen = new Map();
  for (const { entry } of found) {
    for (const target of entry.targets) if (!seen.has(target)) seen.set(target, { target, entry });
  }
  const results = [...seen.values()];
  return [...results.filter(({ target }) => !target.closed), ...results.filter(({ target }) => target.closed)];
}

export function read(data) {
  const targets = data.targets.map(([address, name, where, rating, closed]) =>
    ({ address, name, where, rating: data.ratings[rating], closed: Boolean(closed) }));
  const entries = data.entries.map(([label, kind, numbers, council, why]) =>
    ({ label, kind, council, why, plain: plain(label), targets: numbers.map((number) => targets[number]) }));
  const councils = new Map(entries.filter(({ council }) => council).map((entry) => [entry.council, entry]));
  return { ...data, targets, entries, councils };
}

// ---- Postcodes: the files are described in postcodes/README.md. ----

const ENDINGS = "ABDEFGHJLNPQRSTUWXYZ";
const SYMBOLS = Array.from({ length: 94 }, (_, code) => String.fromCharCode(code + 33))
  .filter((symbol) => symbol !== '"' && symbol !== "\\").join("");

// What a text can be as a postcode, or a part of one; the likelier reading first.
export function postcodes(text) {
  const typed = text.toUpperCase().replace(/[^A-Z0-9]+/g, " ").trim();
  const joined = typed.replace(/ /g, "").replace(/O(?=[A-Z]{2}$)/, "0");
  const reading = (match) => match &&
    { area: match[1], district: match[2], digit: match[3] || "", ending: match[4] || "" };
  const full = /^([A-Z]{1,2})(\d[A-Z\d]?)(\d)([A-Z]{2})$/.exec(joined) || /^(NPT)()(\d)([A-Z]{2})$/.exec(joined);
  if (full) return [reading(full)];
  const sector = /^([A-Z]{1,2})(\d[A-Z\d]?) (\d)[A-Z]?$/.exec(typed);
  if (sector) return [reading(sector)];
  return [/^([A-Z]{1,2})(\d[A-Z\d]?)$/, /^([A-Z]{1,2})(\d[A-Z\d]?)(\d)[A-Z]?$/]
    .map((form) => reading(form.exec(joined))).filter(Boolean);
}

function written({ area, district, digit, ending }) {
  return `${area}${district}${digit && ` ${digit}`}${ending}`;
}

// The council of a unit of a sector, "" where the sector has no such postcode.
export function unit(sector, councils, ending) {
  const [digits, runs] = sector.split(" ");
  const order = [...digits].map((digit) => councils[parseInt(digit, 36)]);
  if (!runs) return order[0];
  let left = ENDINGS.indexOf(ending[0]) * ENDINGS.length + ENDINGS.indexOf(ending[1]);
  if ([...ending].some((letter) => !ENDINGS.includes(letter))) return "";
  for (const symbol of runs) {
    const value = SYMBOLS.indexOf(symbol);
    left -= Math.floor(value / (order.length + 1)) + 1;
    if (left < 0) return ["", ...order][value % (order.length + 1)];
  }
  return "";
}

// The councils of a postcode, a sector or a district; `exact` if it is the one council of a known full postcode.
export function lookUp(file, asked) {
  const keys = Object.keys(file.sectors)
    .filter((key) => (asked.digit ? key === `${asked.district} ${asked.digit}` : key.startsWith(`${asked.district} `)));
  const counts = new Map();
  for (const key of keys) {
    [...file.sectors[key].split(" ")[0]].forEach((digit, place) => {
      const code = file.councils[parseInt(digit, 36)];
      counts.set(code, (counts.get(code) || 0) + 1 / (place + 1));
    });
  }
  const councils = [...counts].sort((a, b) => b[1] - a[1]).map(([code]) => code);
  if (!asked.ending || !keys.length) return { councils, exact: false };
  const one = unit(file.sectors[keys[0]], file.councils, asked.ending);
  return one ? { councils: [one], exact: councils.length > 1 } : { councils, exact: false, missing: true };
}

// ---- Sentences. ----

export const fill = (sentence, values) => sentence.replace(/\{(\w+)\}/g, (_, name) => values[name]);
const list = (words, items) =>
  (items.length > 1 ? `${items.slice(0, -1).join(", ")} ${words.and} ${items[items.length - 1]}` : items.join(""));

// "Bristol, City of" as people say it.
const spoken = (label) => label.replace(/, (City|County) of$/, "");

export function about(index, { target, entry }) {
  const same = entry.plain === plain(target.name);
  const kind = !target.where ? "region" : same ? "pdu" : { council: "place", county: "place" }[entry.kind] || entry.kind;
  const words = fill(index.words.about[kind], { label: spoken(entry.label), where: target.where });
  return [words, kind === "pdu" ? "" : target.where].filter(Boolean).join(" · ");
}

export async function answer(index, text, fetched) {
  const asked = postcodes(text);
  if (asked.length) return answerPostcode(index, asked, fetched);
  const found = rank(index, text);
  const whys = found.exact || found.results.length < 4 ? found.results.map(({ entry }) => entry.why) : [];
  return { ...found, notes: [...new Set(whys.filter(Boolean))].slice(0, 2), credit: "" };
}

async function answerPostcode(index, asked, fetched) {
  const words = index.words.postcode;
  const [{ area }] = asked;
  const country = index.outside[area];
  const no = (sentence, values) => ({ results: [], notes: [fill(sentence, values)], credit: "" });
  if (country) return no(words.outside, { postcode: written(asked[0]), country });
  if (!index.areas.includes(area.toLowerCase())) return no(words.none, { postcode: written(asked[0]) });
  const file = await fetched(`find/postcodes/${area.toLowerCase()}.json`);
  const known = asked.map((reading) => ({ reading, ...lookUp(file, reading) })).find(({ councils }) => councils.length);
  if (!known) return no(words.none, { postcode: written(asked[0]) });
  const name = (code) => (index.councils.has(code) ? spoken(index.councils.get(code).label) : words.countries[code] || code);
  if (known.exact && words.countries[known.councils[0]]) {
    return no(words.outside, { postcode: written(known.reading), country: name(known.councils[0]) });
  }
  const values = { postcode: written(known.reading), councils: list(index.words, known.councils.map(name)) };
  const sector = { ...values, postcode: written({ ...known.reading, ending: "" }) };
  const said = known.exact ? [fill(words.full, values)] : [fill(known.councils.length > 1 ? words.several : words.sector, sector)];
  if (known.missing) said.unshift(fill(words.new, values));
  const entries = known.councils.map((code) => index.councils.get(code)).filter(Boolean);
  const results = pages(entries.map((entry) => ({ entry })));
  return { results, notes: [...said, ...entries.map(({ why }) => why).filter(Boolean)], credit: words.credit };
}

// What is said above the results, and by a screen reader.
export function summary(index, text, { results, notes, guess }) {
  const words = index.words;
  const many = results.length;
  if (!many) return notes.length ? notes.join(" ") : fill(words.none, { query: text });
  return [guess ? fill(words.guess, { query: text }) : "", many > 1 ? fill(words.many, { count: many }) : words.one, ...notes]
    .filter(Boolean).join(" ");
}
