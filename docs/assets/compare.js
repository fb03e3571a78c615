// Compare an area with up to three others of its kind, side by side; it offers those of its region and nearest by score. The choice is kept in the address (?areas=a,b), so that it can be
// sent on. What is compared is read from the tables of all areas in the page, which serve readers without a script; only
// the one programme whose ratings are comparable is in them. Areas stand in the order chosen.
(() => {
  "use strict";

  const place = document.getElementById("compare");
  const MOST = 4;
  const OFFERED = 6;
  if (!place) return;

  const words = JSON.parse(place.dataset.words);
  const fill = (sentence, values) => sentence.replace(/\{(\w+)\}/g, (_, name) => values[name]);

  function make(tag, attributes, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    element.append(...children);
    return element;
  }

  // The tables of the page: for each kind its headings, and every area with its link and its cells.
  const tables = [...place.querySelectorAll("form[data-kind]")].map((form) => ({
    kind: form.dataset.kind,
    caption: form.querySelector("caption").textContent,
    headings: [...form.querySelectorAll("thead th")].slice(1).map((head) => head.textContent),
    areas: [...form.querySelectorAll("tr[data-area]")].map((row) => ({
      id: row.dataset.area,
      kind: form.dataset.kind,
      link: row.querySelector("th a"),
      score: row.dataset.score === undefined ? undefined : Number(row.dataset.score),
      region: row.parentElement.querySelector(".compare-group a"),
      median: row.parentElement.querySelector(".compare-median"),
      cells: [...row.querySelectorAll("td")],
    })),
  }));
  const all = tables.flatMap((table) => table.areas);
  const tableOf = (kind) => tables.find((table) => table.kind === kind);
  const copies = (element) => [...element.cloneNode(true).childNodes];

  // What the address asks for: known areas of the first one's kind, each once, four at most; and what was left out.
  function asked(search) {
    const ids = [...new Set((new URLSearchParams(search).get("areas") || "").split(",").filter(Boolean))];
    const known = ids.map((id) => all.find((area) => area.id === id)).filter(Boolean);
    const areas = known.filter((area) => area.kind === known[0].kind).slice(0, MOST);
    const unknown = ids.filter((id) => !all.some((area) => area.id === id));
    return { areas, unknown, mixed: known.some((area) => area.kind !== known[0].kind) };
  }

  // The form: what kind, and four lists of the areas of that kind.
  function draw({ areas, unknown, mixed }) {
    const kind = areas.length ? areas[0].kind : tables[0].kind;
    const form = make("form", { class: "compare-form" });
    const kinds = make("fieldset", {}, make("legend", {}, words.kind), ...tables.map((table) => {
      const radio = make("input", { type: "radio", name: "kind", value: table.kind, id: `compare-${table.kind}` });
      radio.checked = table.kind === kind;
      return make("div", {}, radio, make("label", { for: radio.id }, words.kinds[table.kind]));
    }));
    const lists = make("div", { class: "compare-lists" });
    const result = make("div", { class: "compare-result" });
    form.append(kinds, lists, make("button", { type: "submit" }, words.button));
    lists.append(...choices(kind, areas));
    kinds.addEventListener("change", (event) => lists.replaceChildren(...choices(event.target.value, [])));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const ids = [...lists.querySelectorAll("select")].map((select) => select.value).filter(Boolean);
      const address = `?areas=${[...new Set(ids)].join(",")}`;
      window.history.pushState(null, "", address);
      show(result, asked(address));
    });
    place.replaceChildren(form, result);
    if (areas.length || unknown.length) show(result, { areas, unknown, mixed });
  }

  function choices(kind, areas) {
    return Array.from({ length: MOST }, (_, number) => {
      const id = `compare-area-${number + 1}`;
      const select = make("select", { id }, make("option", { value: "" }, words.nothing), ...grouped(kind));
      select.value = areas[number] ? areas[number].id : "";
      return make("div", {}, make("label", { for: id }, fill(words.area, { number: number + 1 })), select);
    });
  }

  function grouped(kind) {
    const option = (area) => make("option", { value: area.id }, area.link.textContent);
    const { areas } = tableOf(kind);
    return [...new Set(areas.map((area) => area.region))].flatMap((region) => {
      const options = areas.filter((area) => area.region === region).map(option);
      return region ? make("optgroup", { label: region.textContent }, ...options) : options;
    });
  }

  function show(result, { areas, unknown, mixed }) {
    const said = unknown.map((area) => fill(words.unknown, { area }));
    if (mixed) said.push(fill(words.mixed, { kind: words.kinds[areas[0].kind] }));
    if (areas.length < 2 && (unknown.length || !areas.length)) said.push(words.few);
    const notes = said.length ? [make("p", { class: "notice", role: "alert" }, said.join(" "))] : [];
    if (!areas.length) {
      result.replaceChildren(...notes);
      return;
    }
    const names = areas.map((area) => area.link.textContent).join(", ");
    const title = areas.length > 1 ? fill(words.caption, { areas: names }) : fill(words.alone, { area: names });
    const heading = make("h2", { id: "compare-heading", tabindex: "-1" }, title);
    const share = areas.length > 1 ? [make("p", {}, words.share)] : [];
    result.replaceChildren(heading, ...notes, ...offers(areas), sideBySide(areas), ...share);
    heading.focus();
  }

  // What to compare with the first area next: units of its region, then those of the nearest scores.
  function offers(areas) {
    const [first] = areas;
    const isScored = (area) => first.score !== undefined && area.score !== undefined;
    const far = (area) => (isScored(area) ? Math.abs(area.score - first.score) : 99);
    const others = tableOf(first.kind).areas.filter((area) => !areas.includes(area));
    others.sort((one, other) => far(one) - far(other));
    const near = others.filter((area) => area.region && area.region === first.region && isScored(area));
    const chosen = [...new Set([...near.slice(0, OFFERED / 2), ...others])].slice(0, OFFERED);
    if (areas.length >= MOST || !chosen.length) return [];
    const ids = areas.map((area) => area.id).join(",");
    const link = (area) => make("a", { href: `?areas=${ids},${area.id}` }, area.link.textContent);
    const label = make("p", { id: "compare-offer" }, fill(words.offer, { area: first.link.textContent }));
    const list = make("ul", { class: "compare-offers", "aria-labelledby": "compare-offer" });
    list.append(...chosen.map((area) => make("li", {}, link(area))));
    return [label, list];
  }

  // The rows of these areas as columns; a line that is empty for all of them is left out.
  function sideBySide(areas) {
    const { caption, headings } = tableOf(areas[0].kind);
    const line = (label, cells) =>
      make("tr", {}, make("th", { scope: "row" }, label),
        ...cells.map((cell, place) => make("td", { "data-area": areas[place].link.textContent }, ...cell)));
    const lines = headings
      .map((label, number) => [label, areas.map((area) => area.cells[number])])
      .filter(([, cells]) => cells.some((cell) => cell.textContent !== "–"))
      .map(([label, cells]) => line(label, cells.map(copies)));
    if (areas[0].region) {
      lines.push(line(words.region, areas.map((area) => [area.region.textContent])));
      lines.push(line(words.median, areas.map((area) => [area.median.textContent])));
    }
    const heads = areas.map((area) => make("th", { scope: "col" }, area.link.cloneNode(true)));
    return make("div", { class: "table-scroll", role: "region", "aria-labelledby": "compare-caption", tabindex: "0" },
      make("table", { class: "data" },
        make("caption", { id: "compare-caption" }, caption),
        make("thead", {}, make("tr", {}, make("td", {}), ...heads)),
        make("tbody", {}, ...lines)));
  }

  draw(asked(window.location.search));
  window.addEventListener("popstate", () => draw(asked(window.location.search)));
})();
