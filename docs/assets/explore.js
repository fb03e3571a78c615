// "Explore this chart": each sign of the picture can be pointed at, reached with the arrow keys and looked up by name.
// What a sign tells is its title in the picture, a fact in each line and its name in the first. What this script says
// stands in the figure, as `data-explore`. Without it a pointer is told the same.
(() => {
  const SAME_ROW = 4; // pixels: signs of different shapes begin at slightly different heights

  const fill = (sentence, values) => sentence.replace(/\{(\w+)\}/g, (_, name) => values[name]);

  const made = (name, properties = {}) => Object.assign(document.createElement(name), properties);

  // Every sign that has something to tell, in reading order, in the layout that is shown.
  function signsIn(picture) {
    const paths = [...picture.querySelectorAll("path > title")].map((title) => title.parentNode);
    const signs = paths.map((path) => ({ path, told: path.textContent.split("\n"), box: path.getBoundingClientRect() }));
    const above = (one, other) => Math.abs(one - other) > SAME_ROW && one - other;
    return signs.filter(({ box }) => box.width).sort((a, b) => above(a.box.top, b.box.top) || a.box.left - b.box.left);
  }

  // A list of the names of all signs; choosing one chooses its sign.
  function finder(picture, said, go) {
    const firsts = signsIn(picture).map(({ told: [first] }) => first);
    const [what] = firsts[0].split(": ");
    const label = made("label", { className: "chart-finder", textContent: `${fill(said.find, { what })} ` });
    const list = made("select");
    const options = firsts.map((first) => new Option(first.slice(what.length + 2), first));
    options.sort((a, b) => a.text.localeCompare(b.text, "en-GB"));
    list.append(new Option("", ""), ...options);
    list.addEventListener("change", () => go(signsIn(picture).findIndex(({ told }) => told[0] === list.value)));
    label.append(list);
    return label;
  }

  function begin(figure, button, status, said) {
    const picture = figure.querySelector(".chart-picture");
    let at = -1;
    const choose = (sign) => {
      for (const path of picture.querySelectorAll(".chosen")) path.classList.remove("chosen");
      sign?.path.classList.add("chosen");
      status.textContent = sign?.told.join("; ") ?? "";
    };
    const go = (to) => {
      const signs = signsIn(picture);
      at = Math.max(0, Math.min(signs.length - 1, to));
      choose(signs[at]);
      signs[at].path.scrollIntoView({ block: "nearest", inline: "nearest" });
    };
    const steps = {
      ArrowRight: () => go(at + 1),
      ArrowDown: () => go(at + 1),
      ArrowLeft: () => go(at - 1),
      ArrowUp: () => go(at - 1),
      Home: () => go(0),
      End: () => go(Infinity),
      Escape: () => choose(),
    };
    picture.addEventListener("keydown", (event) => {
      if (!steps[event.key] || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      steps[event.key]();
    });
    const pointed = ({ target }) => {
      const found = signsIn(picture).findIndex(({ path }) => path === target);
      if (found >= 0) go(found);
    };
    picture.addEventListener("pointerover", pointed);
    picture.addEventListener("click", pointed);
    picture.classList.add("chart-explored");
    picture.tabIndex = 0;
    picture.setAttribute("role", "group");
    picture.setAttribute("aria-label", `${figure.querySelector(".chart-headline").textContent} ${said.keys}`);
    picture.before(status, finder(picture, said, go)); // what is said stays in sight, above a long chart
    button.remove();
    status.hidden = false;
    status.textContent = said.hint;
    picture.focus({ preventScroll: true });
  }

  for (const figure of document.querySelectorAll("figure.chart[data-explore]")) {
    const said = JSON.parse(figure.dataset.explore);
    const button = made("button", { type: "button", className: "chart-explore", textContent: said.button });
    const status = made("p", { className: "chart-told", hidden: true });
    status.setAttribute("role", "status");
    figure.querySelector(".chart-picture").after(button, status);
    button.addEventListener("click", () => begin(figure, button, status, said));
  }
})();
