// Compare two to four areas of one kind, side by side. The choice is kept in the address (?areas=a,b), so that it can be
// sent on. Only the one programme whose ratings are comparable is in the index; areas stand in the order chosen.
(() => {
  "use strict";

  const base = new URL("../", document.currentScript.src);
  const place = document.getElementById("compare");
  const MOST = 4;
  if (!place) return;

  const fill = (sentence, values) => sentence.replace(/\{(\w+)\}/g, (_, name) => values[name]);

  function make(tag, attributes, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    element.append(...children);
    return element;
  }

  function chip(index, value) {
    const [symbol, label, isRating] = index.ratings[value];
    const sign = make("span", { class: "symbol", "aria-hidden": "true" }, symbol);
    return make("span", { class: isRating ? "rating" : "rating unknown", "data-rating": value }, sign, ` ${label}`);
  }

  // What the address asks for: known areas of the first one's kind, each once, four at most; and what was left out.
  function asked(index, search) {
    const ids = [...new Set((new URLSearchParams(search).get("areas") || "").split(",").filter(Boolean))];
    const byId = new Map(index.areas.map((area) => [area.id, area]));
    const known = ids.filter((id) => byId.has(id)).map((id) => byId.get(id));
    const areas = known.filter((area) => area.kind === known[0].kind).slice(0, MOST);
    return { areas, unknown: ids.filter((id) => !byId.has(id)), mixed: known.some((area) => area.kind !== known[0].kind) };
  }

  // The form: what kind, and four lists of the areas of that kind.
  function draw(index, { areas, unknown, mixed }) {
    const { words } = index;
    const kind = areas.length ? areas[0].kind : "pdu";
    const form = make("form", { class: "compare-form" });
    const kinds = make("fieldset", {}, make("legend", {}, words.kind), ...[["pdu", words.units], ["region", words.regions]]
      .map(([value, label]) => {
        const radio = make("input", { type: "radio", name: "kind", value, id: `compare-${value}` });
        radio.checked = value === kind;
        return make("div", {}, radio, make("label", { for: radio.id }, label));
      }));
    const lists = make("div", { class: "compare-lists" });
    const result = make("div", { class: "compare-result" });
    form.append(kinds, lists, make("button", { type: "submit" }, words.button));
    lists.append(...choices(index, kind, areas));
    kinds.addEventListener("change", (event) => lists.replaceChildren(...choices(index, event.target.value, [])));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const ids = [...lists.querySelectorAll("select")].map((select) => select.value).filter(Boolean);
      const address = `?areas=${[...new Set(ids)].join(",")}`;
      window.history.pushState(null, "", address);
      show(index, result, asked(index, address), true);
    });
    place.replaceChildren(form, result);
    if (areas.length > 1 || unknown.length) show(index, result, { areas, unknown, mixed }, false);
  }

  function choices(index, kind, areas) {
    return Array.from({ length: MOST }, (_, number) => {
      const id = `compare-area-${number + 1}`;
      const select = make("select", { id }, make("option", { value: "" }, index.words.nothing), ...grouped(index, kind));
      select.value = areas[number] ? areas[number].id : "";
      return make("div", {}, make("label", { for: id }, fill(index.words.area, { number: number + 1 })), select);
    });
  }

  function grouped(index, kind) {
    const option = (area) => make("option", { value: area.id }, area.name);
    const areas = index.areas.filter((area) => area.kind === kind);
    if (kind === "region") return areas.map(option);
    return [...new Set(areas.map((area) => area.region))].map((region) =>
      make("optgroup", { label: region }, ...areas.filter((area) => area.region === region).map(option)));
  }

  function show(index, result, { areas, unknown, mixed }, moved) {
    const { words } = index;
    const said = unknown.map((area) => fill(words.unknown, { area }));
    if (mixed) said.push(fill(words.mixed, { kind: areas[0].kind === "pdu" ? words.units : words.regions }));
    if (areas.length < 2) said.push(words.few);
    const notes = said.length ? [make("p", { class: "notice", role: "alert" }, said.join(" "))] : [];
    if (areas.length < 2) {
      result.replaceChildren(...notes);
      return;
    }
    const heading = make("h2", { id: "compare-heading", tabindex: "-1" },
      fill(words.caption, { areas: areas.map((area) => area.name).join(", ") }));
    result.replaceChildren(heading, ...notes, table(index, areas), make("p", {}, words.share));
    if (moved) heading.focus();
  }

  function table(index, areas) {
    const { words } = index;
    const row = (label, cells) =>
      make("tr", {}, make("th", { scope: "row" }, label), ...cells.map((cell) => make("td", {}, cell)));
    const link = (area) => make("a", { href: new URL(area.address, base) }, area.name);
    const rows = [
      row(words.overall, areas.map((area) => chip(index, area.overall))),
      ...(areas.some((area) => area.score) ? [row(words.score, areas.map((area) => area.score || "–"))] : []),
      row(words.published, areas.map((area) => area.published || "–")),
      ...(areas[0].region ? [row(words.region, areas.map((area) => area.region))] : []),
      ...index.standards[areas[0].kind]
        .map((standard, number) => row(standard, areas.map((area) => chip(index, area.ratings[number])))),
    ];
    return make("div", { class: "table-scroll", role: "region", "aria-labelledby": "compare-caption", tabindex: "0" },
      make("table", { class: "data" },
        make("caption", { id: "compare-caption" }, index.programme),
        make("thead", {}, make("tr", {}, make("td", {}), ...areas.map((area) => make("th", { scope: "col" }, link(area))))),
        make("tbody", {}, ...rows)));
  }

  fetch(new URL("compare/index.json", base))
    .then((response) => (response.ok ? response.json() : Promise.reject(new Error(String(response.status)))))
    .then((index) => {
      draw(index, asked(index, window.location.search));
      window.addEventListener("popstate", () => draw(index, asked(index, window.location.search)));
    })
    .catch(() => {}); // the page keeps the sentence that leads to the tables of the regions
})();
