// What the search for an area answers, without touching the page: which names match what was typed, in which order,
// and which councils a postcode can be in. find.js loads this on first use and hands in how files are fetched.

// Words that are said of a place and do not name it. A prison, a court and the police are said something about.
const IDLE = new Set(("a an the of and in at to is for my me near nearest where which find local town village centre " +
  "council borough district city county metropolitan royal unitary probation pdu unit office area region service").split(" "));
const ABOUT = {
  prison: new Set("hmp hmyoi yoi hmpyoi prison prisons gaol jail carchar".split(" ")),
  court: new Set("court courts crown magistrates magistrate combined tribunal justice law llys".split(" ")),
  police: new Set("police constabulary force heddlu".split(" ")),
};
const STREETS = new Set("street road lane avenue close drive".split(" "));

// People say the part before: Newcastle for Newcastle upon Tyne, Yorkshire for Yorkshire and the Humber.
const SHORT = /^(.+?) (?:upon|on|under|by|in|le|de|super|next|and the) .+/;
const PRISON = /^hm(?:p|yoi) (.+)/;

// ---- Names: how well does an entry match what was typed? ----

export function plain(text) {
  return text.normalize("NFD").replace(/[\u0300-\u036f'’‘`´]/g, "").toLowerCase().replace(/&/g, " and ")
    .replace(/\bsaint\b/g, "st").replace(/[^a-z0-9]+/g, " ").trim();
}

// The smaller, the better; Infinity where it does not match: the whole name, its beginning, a word within it, the
// letters without their gaps, all words in any order.
function badness(entry, typed, joined, parts) {
  const label = entry.plain;
  if (label === typed || entry.short === typed) return 0;
  if (label.startsWith(typed)) return label[typed.length] === " " ? 1 : 2;
  if (label.includes(` ${typed}`)) return ` ${label} `.includes(` ${typed} `) ? 3 : 4;
  if (entry.joined.startsWith(joined)) return 5;
  return parts.length > 1 && parts.every((part) => label.startsWith(part) || label.includes(` ${part}`)) ? 6 : Infinity;
}

const before = (a, b) => a.kind - b.kind || b.size - a.size || a.plain.length - b.plain.length || (a.plain < b.plain ? -1 : 1);

function matches(index, typed) {
  const [joined, parts] = [typed.replace(/ /g, ""), typed.split(" ")];
  const found = [];
  for (const entry of index.beginning.get(parts[0].slice(0, 2)) || []) {
    const bad = badness(entry, typed, joined, parts);
    if (bad < Infinity) found.push({ entry, bad });
  }
  return found.sort((a, b) => a.bad - b.bad || before(a.entry, b.entry));
}

// How many letters are missing, too many, other or swapped; more than `most` counts as infinitely many.
function slips(one, other, most) {
  if (Math.abs(one.length - other.length) > most) return Infinity;
  let [older, old, row] = [[], [], Array.from({ length: other.length + 1 }, (_, at) => at)];
  for (let i = 1; i <= one.length; i += 1) {
    [older, old, row] = [old, row, [i]];
    let least = i;
    for (let j = 1; j <= other.length; j += 1) {
      let far = old[j - 1] + (one[i - 1] === other[j - 1] ? 0 : 1);
      if (old[j] < far) far = old[j] + 1;
      if (row[j - 1] < far) far = row[j - 1] + 1;
      if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1] && older[j - 2] < far) far = older[j - 2] + 1;
      row[j] = far;
      if (far < least) least = far;
    }
    if (least > most) return Infinity;
  }
  return row[other.length] > most ? Infinity : row[other.length];
}

// Names that begin with the same letter and differ by one letter, long ones by two: the nearest of them, or none. What
// is typed may still be the beginning of a name, then with one slip.
function guesses(index, typed) {
  if (typed.length < 4 || /\d/.test(typed)) return [];
  const most = typed.length < 7 ? 1 : 2;
  const count = typed.split(" ").length;
  const near = [];
  for (const entry of index.beginning.get(typed[0]) || []) {
    const name = entry.plain;
    if (name[0] !== typed[0] || name.length < typed.length - most) continue;
    const words = entry.words.length > count ? entry.words.slice(0, count).join(" ") : name;
    const begun = typed.length < 6 ? Infinity : slips(typed, name.slice(0, typed.length), 1) + 0.5;
    const far = Math.min(slips(typed, name, most), words === name ? Infinity : slips(typed, words, most) + 0.2, begun);
    if (far < Infinity) near.push({ entry, far });
  }
  near.sort((a, b) => a.far - b.far || before(a.entry, b.entry));
  return near.filter(({ far }) => far === near[0].far).map(({ entry }) => entry).slice(0, 3);
}

// One result a page: its first, best entry. A closed unit comes after the ones that took over from it.
function pages(entries) {
  const seen = new Map();
  for (const entry of entries) {
    for (const target of entry.targets) if (!seen.has(target)) seen.set(target, { target, entry });
  }
  const results = [...seen.values()];
  return [...results.filter(({ target }) => !target.closed), ...results.filter(({ target }) => target.closed)];
}

// Two names that both stand there: the first where the second is, "Otley, Leeds" or "Newport Wales".
function pair(index, parts) {
  for (let at = parts.length - 1; at > 0; at -= 1) {
    const [names, places] = [parts.slice(0, at), parts.slice(at)].map((some) => index.whole.get(some.join(" ")) || []);
    const there = new Set(places.flatMap(({ targets }) => targets.flatMap((target) => [target, target.name])));
    const is = (target) => there.has(target) || there.has(target.where);
    const found = names.filter(({ targets }) => targets.some(is))
      .map((entry) => ({ ...entry, why: entry.targets.every(is) ? entry.why : "", targets: entry.targets.filter(is) }));
    if (found.length) return found;
  }
  return [];
}

// The longest name that stands in an address, the last of these: "12 High Street Wakefield".
function within(index, parts) {
  for (let length = parts.length - 1; length > 0; length -= 1) {
    for (let at = parts.length - length; at >= 0; at -= 1) {
      const name = parts.slice(at, at + length).join(" ");
      if (index.whole.has(name) && name.length > 3 && !STREETS.has(name)) return name;
    }
  }
  return "";
}

// What somebody who typed this most likely means: entries, best first, and how they were found.
function search(index, text) {
  const typed = plain(text);
  const parts = typed.split(" ").filter(Boolean);
  const about = Object.keys(ABOUT).filter((kind) => parts.some((part) => ABOUT[kind].has(part)));
  const named = parts.filter((part) => !about.some((kind) => ABOUT[kind].has(part)));
  const telling = named.filter((part) => !IDLE.has(part));
  if (!telling.length && !index.whole.has(typed)) return { about, nothing: true, whole: [], entries: [] };
  const queries = [...new Set([typed, named.join(" "), telling.join(" ")])].filter(Boolean);
  for (const query of queries) {
    const found = matches(index, query);
    const country = index.countries.get(query);
    const whole = found.filter(({ bad }) => bad === 0).map(({ entry }) => entry);
    if (country && !whole.length) return { about, country, entries: [] };
    // Whoever named Liverpool means neither the Liverpool City Region nor its other units.
    const larger = index.kinds.indexOf("larger");
    const meant = found.filter(({ entry, bad }) => bad === 0 || !whole.length || entry.kind !== larger);
    if (found.length) return { about, country, whole, entries: meant.map(({ entry }) => entry) };
  }
  const both = pair(index, telling);
  if (both.length) return { about, whole: both, entries: both };
  const guessed = guesses(index, telling.join(" "));
  if (guessed.length) return { about, guess: true, whole: [], entries: guessed };
  const isAddress = parts.length > 3 || /[,\d]/.test(text) || parts.some((part) => STREETS.has(part));
  const name = isAddress ? within(index, telling) : "";
  const country = telling.map((part) => index.countries.get(part)).find(Boolean);
  if (country && !name) return { about, country, entries: [] };
  const there = name ? index.whole.get(name) : [];
  return { about, name, whole: there, entries: there };
}

export function read(data) {
  const targets = data.targets.map(([address, name, where, rating, closed]) =>
    ({ address, name, where, rating: data.ratings[rating], closed: Boolean(closed) }));
  const place = data.kinds.indexOf("place");
  const rows = [...data.entries, ...data.places.flatMap(([numbers, inside, why, worked, ...places]) =>
    places.map(([label, size]) => [label, place, numbers, "", why, size, inside, worked]))];
  const entries = rows.map(([label, kind, numbers, council = "", why = "", size = 0, inside = "", worked = 0]) => {
    const name = plain(label);
    const [, short] = SHORT.exec(name) || PRISON.exec(name) || [];
    const found = numbers.map((number) => targets[number]);
    const words = name.split(" ");
    return { label, kind, council, why, size, inside, worked, plain: name, short, words, joined: words.join(""), targets: found };
  });
  entries.sort(before);
  const [whole, beginning] = [new Map(), new Map()]; // by whole names, and by the first letters of their words
  const put = (map, key, entry) => (map.has(key) ? map.get(key).push(entry) : map.set(key, [entry]));
  for (const entry of entries) {
    for (const name of new Set([entry.plain, entry.short])) if (name) put(whole, name, entry);
    for (const key of new Set(entry.words.flatMap((word) => [word.slice(0, 1), word.slice(0, 2)]))) put(beginning, key, entry);
  }
  const councils = new Map(entries.filter(({ council }) => council).map((entry) => [entry.council, entry]));
  const countries = new Map(Object.entries(data.elsewhere)
    .flatMap(([country, names]) => names.split(",").map((name) => [name, country])));
  return { ...data, targets, entries, councils, whole, beginning, countries };
}

// ---- Postcodes: the files are described in postcodes/README.md. ----

const ENDINGS = "ABDEFGHJLNPQRSTUWXYZ";
const SYMBOLS = Array.from({ length: 94 }, (_, code) => String.fromCharCode(code + 33))
  .filter((symbol) => symbol !== '"' && symbol !== "\\").join("");

// What a text can be as a postcode, or a part of one; the likelier reading first.
export function postcodes(text) {
  const typed = text.toUpperCase().replace(/[^A-Z0-9]+/g, " ").trim();
  const joined = typed.replace(/ /g, "");
  const reading = (match) => match &&
    { area: match[1], district: match[2], digit: match[3] || "", ending: match[4] || "" };
  const full = /^([A-Z]{1,2})(\d[A-Z\d]?)(\d)([A-Z]{2})$/.exec(joined) || /^(NPT)()(\d)([A-Z]{2})$/.exec(joined);
  if (full) return [reading(full)];
  const sector = /^([A-Z]{1,2})(\d[A-Z\d]?) (\d)[A-Z]?$/.exec(typed);
  if (sector) return [reading(sector)];
  return [/^([A-Z]{1,2})(\d[A-Z\d]?)$/, /^([A-Z]{1,2})(\d[A-Z\d]?)(\d)[A-Z]?$/]
    .map((form) => reading(form.exec(joined))).filter(Boolean);
}

// The same for a postcode inside an address: a whole one anywhere, or else a first half beside other words.
function inside(text) {
  const typed = text.toUpperCase();
  const [full] = typed.match(/\b[A-Z]{1,2}\d[A-Z\d]?[\s-]*\d[A-Z]{2}\b/g) || [];
  if (full) return postcodes(full);
  const half = typed.split(/[^A-Z0-9]+/).filter(Boolean).reverse().find((word) => /^[A-Z]{1,2}\d[A-Z\d]?$/.test(word));
  return half ? postcodes(half) : [];
}

// What would be a postcode if one nought were the letter O, or the other way round.
function swapped(text) {
  const typed = text.toUpperCase();
  const other = { O: "0", 0: "O" };
  return [...typed].flatMap((letter, at) =>
    (other[letter] ? postcodes(`${typed.slice(0, at)}${other[letter]}${typed.slice(at + 1)}`) : []));
}

function written({ area, district, digit, ending }) {
  return `${area}${district}${digit && ` ${digit}`}${ending}`;
}

// A sector as runs: how many postcodes long, and in which council ("" where the sector has no such postcode).
function runs(sector, councils) {
  const [digits, rest] = sector.split(" ");
  const order = ["", ...[...digits].map((digit) => councils[parseInt(digit, 36)])];
  if (digits.length === 1) return [[Number(rest), order[1]]];
  return [...rest].map((symbol) => {
    const value = SYMBOLS.indexOf(symbol);
    return [Math.floor(value / order.length) + 1, order[value % order.length]];
  });
}

// The council of a unit of a sector, "" where the sector has no such postcode.
export function unit(sector, councils, ending) {
  const found = runs(sector, councils);
  if (!sector.includes(" ") || found.length === 1) return found[0][1];
  if ([...ending].some((letter) => !ENDINGS.includes(letter))) return "";
  let left = ENDINGS.indexOf(ending[0]) * ENDINGS.length + ENDINGS.indexOf(ending[1]);
  for (const [length, council] of found) {
    left -= length;
    if (left < 0) return council;
  }
  return "";
}

// The councils of a postcode, a sector or a district, that of most postcodes first; `exact` if it is the one council of
// a known full postcode. EC1 stands for EC1A, EC1M and so on too.
export function lookUp(file, asked) {
  const { district, digit, ending } = asked;
  const form = new RegExp(`^${district}${ending || !/^\d+$/.test(district) ? "" : "[A-Z]?"} ${digit}`);
  const keys = Object.keys(file.sectors).filter((key) => form.test(key));
  const counts = new Map();
  for (const [length, code] of keys.flatMap((key) => runs(file.sectors[key], file.councils))) {
    if (code) counts.set(code, (counts.get(code) || 0) + length);
  }
  const councils = [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([code]) => code);
  if (!ending || !keys.length) return { councils, exact: false };
  const one = unit(file.sectors[keys[0]], file.councils, ending);
  return one ? { councils: [one], exact: councils.length > 1 } : { councils, exact: false, missing: true };
}

// ---- Sentences. ----

export const fill = (sentence, values) => sentence.replace(/\{(\w+)\}/g, (_, name) => values[name]);
const list = (items, word) =>
  (items.length > 1 ? `${items.slice(0, -1).join(", ")} ${word} ${items[items.length - 1]}` : items.join(""));
const distinct = (items) => [...new Set(items)];

// "Bristol, City of" as people say it.
const spoken = (label) => label.replace(/, (City|County) of$/, "");

export function about(index, { target, entry }) {
  const words = index.words.about;
  const kind = index.kinds[entry.kind];
  if (!target.where) return words.region;
  if (entry.plain === plain(target.name)) return target.where;
  const part = kind === "larger" && entry.targets.length > 1;
  const said = fill(words[part ? "part" : kind], { label: spoken(entry.label), within: entry.inside });
  return `${said} · ${target.where}`;
}

// Whether a text is the letters that the postcodes of an area begin with.
export const isArea = (index, text) => text.toLowerCase() in index.areas || text.toUpperCase() in index.outside;

export async function answer(index, text, fetched) {
  const bare = text.trim().toUpperCase();
  if (index.areas[bare.toLowerCase()]) return answerArea(index, bare);
  const country = index.outside[bare];
  if (country) return nothing(fill(index.words.postcode.outside, { postcode: bare, country }));
  const asked = postcodes(text);
  const found = asked.length ? await answerPostcode(index, asked, fetched) : null;
  if (found && found.results.length) return found;
  const meant = await firstKnown(index, swapped(text), fetched);
  if (meant) return { ...meant, guess: true, notes: [fill(index.words.postcode.meant, { query: bare, postcode: meant.postcode })] };
  if (found) return found;
  const part = inside(text);
  return part.length ? answerPostcode(index, part, fetched) : answerName(index, text);
}

const nothing = (note) => ({ results: [], notes: note ? [note] : [], credit: "" });

async function firstKnown(index, readings, fetched) {
  for (const reading of readings) {
    const found = await answerPostcode(index, [reading], fetched);
    if (found.results.length) return { ...found, postcode: written(reading) };
  }
  return null;
}

function answerName(index, text) {
  const { words } = index;
  const found = search(index, text);
  const results = pages(found.entries);
  const country = words.postcode.countries[found.country];
  if (!results.length) {
    if (country) return nothing(fill(plain(country).endsWith(plain(text)) ? words.country : words.outside, { query: text, country }));
    return nothing(found.nothing ? words.nothing : "");
  }
  const first = found.whole[0];
  const place = first && first.worked ? first : null;
  const names = distinct(found.entries.map(({ label }) => spoken(label)));
  const told = found.whole.length ? found.whole : results.map(({ entry }) => entry);
  const whys = found.whole.length || results.length < 4 ? told.map(({ why }) => why) : [];
  const notes = [
    found.guess && fill(words.guess, { query: text, names: list(names, words.or) }),
    found.name && fill(words.inside, { name: spoken(first.label) }),
    ...distinct([...found.about, first && index.kinds[first.kind]]).map((kind) => words.rates[kind]),
    ...distinct(whys.filter(Boolean)).slice(0, 2),
    place && !place.why && fill(words.worked, { place: place.label, councils: place.inside }),
    country && fill(words.also, { query: text, country }),
  ].filter(Boolean);
  return { results, notes, guess: found.guess, credit: place ? words.places : "" };
}

const named = (index, code) =>
  (index.councils.has(code) ? spoken(index.councils.get(code).label) : index.words.postcode.countries[code] || code);

function answerCouncils(index, councils, notes) {
  const entries = councils.map((code) => index.councils.get(code)).filter(Boolean);
  const whys = entries.map(({ why }) => why).filter(Boolean);
  return { results: pages(entries), notes: [...notes, ...distinct(whys).slice(0, 2)], credit: index.words.postcode.credit };
}

function answerArea(index, area) {
  const councils = index.areas[area.toLowerCase()];
  const values = { postcode: area, councils: list(councils.map((code) => named(index, code)), index.words.and) };
  return answerCouncils(index, councils, [fill(index.words.postcode[councils.length > 1 ? "several" : "sector"], values)]);
}

async function answerPostcode(index, asked, fetched) {
  const words = index.words.postcode;
  const [{ area }] = asked;
  const country = index.outside[area];
  if (country) return nothing(fill(words.outside, { postcode: written(asked[0]), country }));
  if (!index.areas[area.toLowerCase()]) return nothing(fill(words.none, { postcode: written(asked[0]) }));
  const file = await fetched(`find/postcodes/${area.toLowerCase()}.json`);
  const known = asked.map((reading) => ({ reading, ...lookUp(file, reading) })).find(({ councils }) => councils.length);
  if (!known) return nothing(fill(words.none, { postcode: written(asked[0]) }));
  const names = known.councils.map((code) => named(index, code));
  if (known.councils.every((code) => words.countries[code])) {
    return nothing(fill(words.outside, { postcode: written(known.reading), country: list(names, index.words.and) }));
  }
  const values = { postcode: written(known.reading), councils: list(names, index.words.and) };
  const sector = { ...values, postcode: written({ ...known.reading, ending: "" }) };
  const said = known.exact ? fill(words.full, values) : fill(known.councils.length > 1 ? words.several : words.sector, sector);
  return answerCouncils(index, known.councils, [...(known.missing ? [fill(words.new, values)] : []), said]);
}

// What is said above the results, and by a screen reader.
export function summary(index, text, { results, notes, guess }) {
  const words = index.words;
  const many = results.length;
  if (!many) return notes.length ? notes.join(" ") : fill(words.none, { query: text });
  const count = many > 1 ? fill(words.many, { count: many }) : words.one;
  return (guess ? [notes[0], count, ...notes.slice(1)] : [count, ...notes]).join(" ");
}
