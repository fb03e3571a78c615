// The page of all ratings: filters, sorts and downloads the tables that are in the page. The state is in the address, so
// that a view can be shared. What it says are attributes of the form. Without this script the page is the whole table
// and its files.
(() => {
  const form = document.getElementById("ratings-filter");
  const sections = [...document.querySelectorAll("section.ratings")]; // one for each kind of area
  if (!form || !sections.length) return;

  const rows = sections.flatMap((section) => [...section.querySelectorAll("tbody tr")]);
  rows.sort((one, other) => one.dataset.row - other.dataset.row); // in the order of all-ratings.csv, not by region
  const home = new Map(rows.map((row) => [row, row.parentElement]));
  const sectionOf = new Map(rows.map((row) => [row, row.closest("section")]));
  const kindOf = (row) => sectionOf.get(row).dataset.kind;
  const tables = sections.map(oneTable); // each of what was found in a section, in the place of its folds
  const headings = tables.flatMap((table) => [...table.querySelectorAll("thead th")]);
  const columns = [...new Set(headings.map((heading) => heading.dataset.column))];
  const status = form.querySelector("[role=status]");
  const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLocaleLowerCase("en-GB");
  const cell = (row, column) => row.cells[columns.indexOf(column)];
  const standardOf = (row) => cell(row, "standard").dataset.sort;
  const said = new Map(rows.map((row) => [row, plain(row.textContent)]));
  const collator = new Intl.Collator("en-GB", { numeric: true });
  let order = { column: "", descending: false };
  let shown = rows;

  const keeps = {
    text: (row, wanted) => plain(wanted).split(/\s+/).every((word) => said.get(row).includes(word)),
    region: (row, wanted) => row.dataset.region === wanted,
    programme: (row, wanted) => row.dataset.programme === wanted,
    kind: (row, wanted) => kindOf(row) === wanted,
    standard: (row, wanted) => [`/${standardOf(row)}`, `${kindOf(row)}/${standardOf(row)}`].includes(wanted),
    rating: (row, wanted) => cell(row, "rating").firstElementChild.dataset.rating === wanted,
    from: (row, wanted) => cell(row, "published").dataset.sort >= wanted,
    to: (row, wanted) => cell(row, "published").dataset.sort !== "" && cell(row, "published").dataset.sort <= wanted,
  };

  const filters = () => [...new FormData(form)].map(([name, value]) => [name, value.trim()]).filter(([, value]) => value);

  function oneTable(section) {
    const table = section.querySelector(".table-scroll").cloneNode(true);
    const caption = table.querySelector("caption");
    caption.id = `${section.querySelector("h2").id}-found`;
    caption.textContent = section.querySelector("h2").textContent;
    table.setAttribute("aria-labelledby", caption.id);
    table.querySelector("tbody").replaceChildren();
    section.append(table);
    return table;
  }

  function sorted(kept) {
    if (!order.column) return kept;
    const value = (row) => cell(row, order.column).dataset.sort ?? cell(row, order.column).textContent;
    const known = kept.filter((row) => value(row) !== "");
    known.sort((one, other) => collator.compare(value(one), value(other)) * (order.descending ? -1 : 1));
    return [...known, ...kept.filter((row) => value(row) === "")]; // what is unknown comes last either way
  }

  function show() {
    const wanted = filters();
    const kept = sorted(rows.filter((row) => wanted.every(([name, value]) => keeps[name](row, value))));
    const folded = !wanted.length && !order.column;
    shown = sections.flatMap((section) => kept.filter((row) => sectionOf.get(row) === section));
    const stays = new Set(shown);
    for (const row of rows) row.hidden = !stays.has(row);
    for (const row of folded ? rows : shown) {
      (folded ? home.get(row) : tables[sections.indexOf(sectionOf.get(row))].querySelector("tbody")).append(row);
    }
    sections.forEach((section, place) => {
      section.hidden = !shown.some((row) => sectionOf.get(row) === section);
      for (const fold of section.querySelectorAll("details")) fold.hidden = !folded;
      tables[place].hidden = folded;
    });
    headings.forEach((heading) => {
      if (heading.dataset.column !== order.column) heading.removeAttribute("aria-sort");
      else heading.setAttribute("aria-sort", order.descending ? "descending" : "ascending");
    });
    announce();
  }

  function announce() {
    const all = rows.length.toLocaleString("en-GB");
    const some = shown.length.toLocaleString("en-GB");
    const sentence = shown.length === rows.length ? form.dataset.all : form.dataset.some;
    status.textContent = sentence.replace("{some}", some).replace("{all}", all);
  }

  function remember() {
    const state = new URLSearchParams(filters());
    if (order.column) state.set("sort", order.column);
    if (order.descending) state.set("order", "descending");
    const query = state.toString();
    window.history.replaceState(null, "", query ? `?${query}` : window.location.pathname);
  }

  function recall() {
    const state = new URLSearchParams(window.location.search);
    for (const name of Object.keys(keeps)) form.elements[name].value = state.get(name) ?? "";
    const column = state.get("sort") ?? "";
    order = { column: columns.includes(column) ? column : "", descending: state.get("order") === "descending" };
  }

  function change() {
    show();
    remember();
  }

  // The records of a CSV as they are written, each with its line end: a quoted cell may hold commas and line ends.
  const records = (text) => text.match(/(?:"(?:[^"]|"")*"|[^"\n])+(?:\n|$)/g) ?? [];

  async function download() {
    const response = await fetch(form.dataset.rows);
    if (!response.ok) throw new Error(String(response.status));
    const [header, ...all] = records(await response.text());
    if (all.length !== Number(form.dataset.count)) throw new Error("the file has other rows than the page");
    const text = header + shown.map((row) => all[row.dataset.row]).join("");
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([text], { type: "text/csv;charset=utf-8" }));
    link.download = "ratings-selection.csv";
    link.click();
    URL.revokeObjectURL(link.href);
  }

  for (const heading of headings) {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...heading.childNodes);
    heading.append(button);
    button.addEventListener("click", () => {
      const again = order.column === heading.dataset.column;
      order = { column: heading.dataset.column, descending: again && !order.descending };
      change();
    });
  }
  form.addEventListener("input", change);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.querySelector("[data-action=all]").addEventListener("click", () => {
    form.reset();
    order = { column: "area", descending: false };
    change();
  });
  form.querySelector("[data-action=clear]").addEventListener("click", () => {
    form.reset();
    order = { column: "", descending: false };
    change();
  });
  form.querySelector("[data-action=download]").addEventListener("click", () => {
    download().catch(() => {
      status.textContent = form.dataset.notLoaded;
    });
  });
  window.addEventListener("popstate", () => {
    recall();
    show();
  });

  form.hidden = false;
  recall();
  show();
})();

// Any other table whose columns sort: a heading puts the rows in the order of its column, what is unknown last.
(() => {
  const collator = new Intl.Collator("en-GB", { numeric: true });
  const value = (row, place) => row.cells[place].dataset.sort ?? row.cells[place].textContent.trim();

  for (const table of document.querySelectorAll("table.sorts")) {
    const body = table.tBodies[0];
    const headings = [...table.tHead.rows[0].cells];

    function sort(place) {
      const falls = headings[place].getAttribute("aria-sort") === "ascending";
      const rows = [...body.rows];
      const known = rows.filter((row) => value(row, place) !== "");
      known.sort((one, other) => collator.compare(value(one, place), value(other, place)) * (falls ? -1 : 1));
      body.append(...known, ...rows.filter((row) => value(row, place) === ""));
      for (const heading of headings) heading.removeAttribute("aria-sort");
      headings[place].setAttribute("aria-sort", falls ? "descending" : "ascending");
    }

    headings.forEach((heading, place) => {
      if (!heading.textContent) return; // the strip beside the scores
      const button = document.createElement("button");
      button.type = "button";
      button.append(...heading.childNodes);
      heading.append(button);
      button.addEventListener("click", () => sort(place));
    });
  }
})();
