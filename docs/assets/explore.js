// "Explore this chart": draws the chart again from its Vega-Lite specification, so that each symbol or cell can be
// pointed at, reached with the arrow keys and looked up by name. Vega is loaded only when somebody asks, and runs with
// its own interpreter, which needs no `unsafe-eval`. What it says stands in the figure, as `data-words`. Without this
// script, or when anything fails, the picture stays.
(() => {
  const NARROW = 636; // below this the style sheet shows the narrow picture too
  const WIDEST = 680; // pixels of the wide picture
  const SAME_ROW = 4; // pixels: outlined cells begin a little lower than filled ones
  let loading; // the promise of Vega, once for all charts of the page

  const fill = (sentence, values) => sentence.replace(/\{(\w+)\}/g, (_, name) => values[name]);

  const made = (name, properties = {}) => Object.assign(document.createElement(name), properties);

  function loadVega(address) {
    loading ??= new Promise((resolve, reject) => {
      const script = made("script", { src: address, onload: resolve, onerror: () => reject(new Error(address)) });
      document.head.append(script);
    });
    return loading;
  }

  // A chart that is as high as its rows, in pixels: Vega-Lite cannot fit the width of one whose height is a step.
  function heightOf({ height, layer }, rows) {
    if (!height?.step) return height;
    const { field } = layer.map(({ encoding }) => encoding?.y).find((y) => y?.field);
    return height.step * new Set(rows.map((row) => row[field])).size;
  }

  async function specification(figure) {
    const wide = new URL(figure.dataset.explore, document.baseURI);
    const narrow = new URL(wide.href.replace(/\.json$/, "-narrow.json"));
    await loadVega(new URL("vega.js", wide).href);
    const answer = await fetch(figure.clientWidth < NARROW ? narrow : wide);
    if (!answer.ok) throw new Error(answer.statusText);
    const { title, ...chart } = await answer.json(); // the page says what stands above and below the drawing
    chart.config.background = null;
    chart.height = heightOf(chart, chart.datasets.rows);
    return { ...chart, width: Math.min(figure.clientWidth, WIDEST), autosize: { type: "fit-x", contains: "padding" } };
  }

  const known = (tooltip) => Object.entries(tooltip).filter(([, value]) => !["", "null", null].includes(value));

  // What is chosen, in words: one mark with the title of each value, several of one area as a list.
  function words(chosen) {
    if (chosen.length < 2) {
      return chosen.map((mark) => known(mark.tooltip).map(([title, value]) => `${title}: ${value}`).join("; ")).join("");
    }
    const values = chosen.map((mark) => known(mark.tooltip).map(([, value]) => value));
    return `${values[0][0]}: ${values.map(([, ...rest]) => rest.join(" ")).join("; ")}`;
  }

  // Every mark that has something to tell, in reading order, with what it tells.
  function marksIn(stage) {
    const told = [...stage.querySelectorAll("svg path")].filter((path) => path.__data__?.tooltip);
    const marks = told.map((path) => ({ path, tooltip: path.__data__.tooltip, box: path.getBoundingClientRect() }));
    const above = (one, other) => Math.abs(one - other) > SAME_ROW && one - other;
    return marks.sort((a, b) => above(a.box.top, b.box.top) || a.box.left - b.box.left);
  }

  function finder(marks, said, choose) {
    const title = Object.keys(marks[0].tooltip)[0];
    const names = [...new Set(marks.map((mark) => mark.tooltip[title]))].sort((a, b) => a.localeCompare(b, "en-GB"));
    const label = made("label", { className: "chart-finder", textContent: `${fill(said.find, { what: title })} ` });
    const list = made("select");
    list.append(new Option("", ""), ...names.map((name) => new Option(name, name)));
    list.addEventListener("change", () => choose(marks.filter((mark) => mark.tooltip[title] === list.value)));
    label.append(list);
    return label;
  }

  function explore(stage, status, said) {
    const marks = marksIn(stage);
    let at = -1;
    const choose = (chosen) => {
      for (const { path } of marks) path.classList.toggle("chosen", chosen.some((mark) => mark.path === path));
      status.textContent = words(chosen);
    };
    const go = (to) => {
      at = Math.max(0, Math.min(marks.length - 1, to));
      choose([marks[at]]);
      marks[at].path.scrollIntoView({ block: "nearest", inline: "nearest" });
    };
    const steps = {
      ArrowRight: () => go(at + 1),
      ArrowDown: () => go(at + 1),
      ArrowLeft: () => go(at - 1),
      ArrowUp: () => go(at - 1),
      Home: () => go(0),
      End: () => go(marks.length - 1),
      Escape: () => choose([]),
    };
    stage.addEventListener("keydown", (event) => {
      if (!steps[event.key] || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      steps[event.key]();
    });
    const pointed = (event) => {
      const found = marks.findIndex((mark) => mark.path === event.target);
      if (found >= 0) go(found);
    };
    stage.addEventListener("pointerover", pointed);
    stage.addEventListener("click", pointed);
    return finder(marks, said, choose);
  }

  async function begin(figure, button, status, said) {
    const picture = figure.querySelector(".chart-picture");
    const stage = made("div", { className: "chart-explored", tabIndex: 0, hidden: true });
    stage.setAttribute("role", "group");
    stage.setAttribute("aria-label", `${figure.querySelector(".chart-headline").textContent} ${said.keys}`);
    button.disabled = true;
    status.hidden = false;
    status.textContent = said.loading;
    try {
      const chart = await specification(figure);
      const drawing = made("div");
      stage.append(drawing);
      status.after(stage);
      await window.vegaEmbed(drawing, chart, { ast: true, actions: false, renderer: "svg", defaultStyle: false, tooltip: () => {} });
      drawing.querySelector("svg").setAttribute("aria-hidden", "true"); // its marks are told one by one, in the status
      picture.hidden = true;
      stage.hidden = false;
      stage.before(explore(stage, status, said));
      button.remove();
      status.textContent = said.hint;
      stage.focus({ preventScroll: true });
    } catch {
      stage.remove();
      button.disabled = false;
      status.textContent = said.failed;
    }
  }

  for (const figure of document.querySelectorAll("figure.chart[data-explore]")) {
    const said = JSON.parse(figure.dataset.words);
    const button = made("button", { type: "button", className: "chart-explore", textContent: said.button });
    const status = made("p", { className: "chart-told", hidden: true });
    status.setAttribute("role", "status");
    figure.querySelector(".chart-picture").after(button, status);
    button.addEventListener("click", () => begin(figure, button, status, said));
  }
})();
