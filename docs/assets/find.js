// Find my area. Each form.find leads to the list of all places without any script; this makes it give results as you
// type: a combobox with a list box, as the ARIA practices describe. What it answers is in find-answers.js, which is
// loaded with the index on first use; nothing leaves this site. Without them the form stays what it was.
(() => {
  "use strict";

  const base = new URL("../", document.currentScript.src);
  const SHOWN = 8;

  const waiting = new Map();
  function fetched(path) {
    if (!waiting.has(path)) {
      waiting.set(path, fetch(new URL(path, base)).then((response) => {
        if (!response.ok) throw new Error(`${path}: ${response.status}`);
        return response.json();
      }));
      waiting.get(path).catch(() => waiting.delete(path));
    }
    return waiting.get(path);
  }

  // The answers with the index they are found in, once.
  let finder = null;
  async function load() {
    const [answers, data] = await Promise.all([import(new URL("assets/find-answers.js", base)), fetched("find/index.json")]);
    finder = finder || { ...answers, index: answers.read(data) };
    return finder;
  }

  function make(tag, attributes, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    element.append(...children);
    return element;
  }

  function chip([value, symbol, label, isRating]) {
    const sign = make("span", { class: "symbol", "aria-hidden": "true" }, symbol);
    return make("span", { class: isRating ? "rating" : "rating unknown", "data-rating": value }, sign, ` ${label}`);
  }

  function described(result) {
    return [
      make("span", { class: "find-about" }, finder.about(finder.index, result)),
      chip(result.target.rating),
    ];
  }

  function enhance(form) {
    const input = form.querySelector("input");
    const id = input.id;
    const options = make("ul", { role: "listbox", id: `${id}-list`, "aria-label": form.getAttribute("aria-label") });
    const note = make("p", { class: "find-note" });
    const all = make("a", { class: "find-all", href: form.action });
    const credit = make("p", { class: "find-credit" });
    const popup = make("div", { class: "find-popup", hidden: "" }, note, options, all, credit);
    const status = make("p", { class: "find-status", role: "status" });
    let active = -1;
    let turn = 0;
    let speaking = 0;
    let answered = ""; // what the options shown are the answer to
    let waiting = 0; // keys that wait for an answer
    let acting = Promise.resolve();
    form.append(popup, status);
    for (const [name, value] of Object.entries({
      role: "combobox", "aria-expanded": "false", "aria-autocomplete": "list", "aria-controls": options.id,
    })) input.setAttribute(name, value);

    const say = (text) => {
      clearTimeout(speaking);
      speaking = setTimeout(() => { status.textContent = text; }, 400);
    };

    function open(shown) {
      popup.hidden = !shown;
      input.setAttribute("aria-expanded", String(shown && options.children.length > 0));
      if (!shown) mark(-1);
    }

    function mark(next) {
      active = next;
      [...options.children].forEach((option, place) => option.setAttribute("aria-selected", String(place === next)));
      const option = options.children[next];
      if (option) {
        input.setAttribute("aria-activedescendant", option.id);
        option.scrollIntoView({ block: "nearest" });
      } else input.removeAttribute("aria-activedescendant");
    }

    async function show() {
      const text = input.value.trim();
      const mine = (turn += 1);
      if (!text) {
        clear(text);
        return;
      }
      try {
        await load();
        if (text.length < 2 && !finder.isArea(finder.index, text)) { // one letter is an area of postcodes, or too little
          if (mine === turn) clear(text);
          return;
        }
        const found = await finder.answer(finder.index, text, fetched);
        if (mine === turn) draw(text, found);
      } catch (error) {
        clear(text);
      }
    }

    function clear(text) {
      answered = text;
      options.replaceChildren();
      note.textContent = "";
      open(false);
      say("");
    }

    // A key acts on the answer to what is typed by now: whoever types fast would choose from an earlier one.
    function afterAnswer(act) {
      waiting += 1;
      acting = acting.then(() => (answered === input.value.trim() ? undefined : show())).then(act)
        .finally(() => { waiting -= 1; });
    }

    function step(way) {
      const last = options.children.length - 1;
      if (popup.hidden) open(note.textContent !== "");
      else if (last >= 0) mark(way > 0 ? (active < last ? active + 1 : 0) : (active > 0 ? active - 1 : last));
    }

    function draw(text, found) {
      const { words } = finder.index;
      answered = text;
      const said = finder.summary(finder.index, text, found);
      const shown = found.results.slice(0, SHOWN);
      const more = found.results.length > shown.length;
      options.replaceChildren(...shown.map((result, place) => make("li", {
        role: "option", id: `${id}-${place}`, "aria-selected": "false", "data-address": result.target.address,
      }, make("span", { class: "find-name" }, result.target.name), ...described(result))));
      note.textContent = said;
      all.hidden = !more;
      all.textContent = finder.fill(words.every, { count: found.results.length });
      all.href = `${new URL("find/", base)}?place=${encodeURIComponent(text)}`;
      credit.textContent = found.credit;
      credit.hidden = !found.credit;
      mark(-1);
      open(form.contains(document.activeElement)); // not where somebody has gone on before the answer came
      say([said, more ? finder.fill(words.first, { shown: SHOWN }) : "", shown.length ? words.keys : ""].join(" "));
    }

    function go(option) {
      window.location.assign(new URL(option.dataset.address, base));
    }

    input.addEventListener("focus", () => load().catch(() => {}), { once: true });
    input.addEventListener("input", () => {
      mark(-1);
      show();
    });
    input.addEventListener("keydown", (event) => {
      const ways = { ArrowDown: 1, ArrowUp: -1 };
      if (event.key in ways) {
        event.preventDefault();
        afterAnswer(() => step(ways[event.key]));
      } else if (event.key === "Enter" && (active >= 0 || waiting)) {
        event.preventDefault();
        afterAnswer(() => (active >= 0 ? go(options.children[active]) : form.requestSubmit()));
      } else if (event.key === "Escape") {
        event.preventDefault();
        if (popup.hidden) input.value = "";
        open(false);
      }
    });
    options.addEventListener("mousedown", (event) => event.preventDefault());
    options.addEventListener("click", (event) => {
      const option = event.target.closest("[role=option]");
      if (option) go(option);
    });
    form.addEventListener("focusout", (event) => {
      if (!form.contains(event.relatedTarget)) open(false);
    });
  }

  // The page of all places, asked with ?place=: the same results as links.
  async function answerPage(place) {
    const text = (new URLSearchParams(window.location.search).get("place") || "").trim();
    if (!text) return;
    await load();
    const found = await finder.answer(finder.index, text, fetched);
    place.replaceChildren(
      make("h2", { id: "results", tabindex: "-1" }, finder.fill(finder.index.words.results, { query: text })),
      make("p", {}, finder.summary(finder.index, text, found)),
      make("ul", { class: "areas" }, ...found.results.map((result) => make("li", {},
        make("a", { href: new URL(result.target.address, base) }, result.target.name), " ",
        ...described(result).flatMap((part) => [part, " "])))),
      ...(found.credit ? [make("p", { class: "find-credit credit" }, found.credit)] : []),
    );
    document.querySelectorAll("form.find input").forEach((input) => { input.value = text; });
    place.querySelector("h2").focus();
  }

  document.querySelectorAll("form.find").forEach(enhance);
  const place = document.getElementById("find-results");
  if (place) answerPage(place).catch(() => {});
})();
