// What HTML and CSS cannot do alone: the buttons of the header, printing, and paper. Without it every page still reads.
(() => {
  const root = document.documentElement;
  root.classList.replace("no-js", "js");

  const drawer = document.getElementById("__drawer");
  const search = document.getElementById("__search");
  const button = (toggle) => document.querySelector(`.site-header button[data-toggle="${toggle.id}"]`);
  const input = document.querySelector(".md-search__input");
  const menu = document.querySelector(".site-menu");

  // The theme's script serves the search alone. It weighs more than most pages, so it comes when somebody means to
  // search; as it starts it closes what is open, which is why nothing opens before it has started.
  const STARTS_IN = 200; // milliseconds
  const place = document.getElementById("search-script");
  let started = place ? null : Promise.resolve();
  const start = () => {
    started ??= new Promise((done) => {
      const script = document.createElement("script");
      script.src = place.dataset.src;
      script.addEventListener("load", () => setTimeout(done, STARTS_IN));
      document.body.append(script);
    });
    return started;
  };

  const say = (toggle) => {
    for (const each of document.querySelectorAll(`button[data-toggle="${toggle.id}"]`)) {
      each.setAttribute("aria-expanded", String(toggle.checked));
    }
  };
  const show = (toggle, open) => toggle.checked !== open && toggle.click();
  const inMenu = () => menu.contains(document.activeElement);

  if (drawer && menu) {
    drawer.checked = false; // a reload does not bring an open menu back
    drawer.addEventListener("change", () => {
      say(drawer);
      if (drawer.checked) menu.querySelector("a").focus();
    });
    for (const each of document.querySelectorAll('button[data-toggle="__drawer"]')) {
      each.hidden = false;
      each.addEventListener("click", () => {
        const wasInMenu = inMenu();
        drawer.click();
        if (wasInMenu) button(drawer).focus();
      });
    }
    menu.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !drawer.checked) return;
      show(drawer, false);
      button(drawer).focus();
    });
    // The page lies under the open menu: whoever tabs out of the menu closes it.
    menu.addEventListener("focusout", (event) => {
      if (event.relatedTarget && !menu.contains(event.relatedTarget)) show(drawer, false);
    });
  }

  if (search && input && button(search)) {
    const opens = button(search);
    opens.hidden = false;
    for (const meant of ["pointerenter", "focus", "touchstart"]) opens.addEventListener(meant, start, { passive: true });
    opens.addEventListener("click", async () => {
      await start();
      show(search, true);
      input.focus();
    });
    search.addEventListener("change", () => {
      say(search);
      if (!search.checked) opens.focus(); // the theme leaves the focus nowhere
    });
    if (new URLSearchParams(location.search).has("q")) start(); // a search from the browser's own box
  }

  // Colours: the reader's choice, kept by the theme's own functions; until there is one, those of the system.
  const colours = document.querySelector("[data-colours]");
  const choices = [...document.querySelectorAll('[data-md-component="palette"] input')];
  if (colours && choices.length) {
    const body = document.body;
    const scheme = (choice) => choice.getAttribute("data-md-color-scheme");
    const isDark = matchMedia("(prefers-color-scheme: dark)");
    const follow = () => {
      if (!body.hasAttribute("data-md-color-media")) {
        body.setAttribute("data-md-color-scheme", isDark.matches ? "slate" : "default");
      }
      const here = choices.find((choice) => scheme(choice) === body.getAttribute("data-md-color-scheme"));
      colours.setAttribute("aria-label", here.getAttribute("aria-label"));
      colours.title = here.getAttribute("aria-label");
    };
    colours.addEventListener("click", () => {
      const next = choices.findIndex((choice) => scheme(choice) !== body.getAttribute("data-md-color-scheme"));
      const color = { media: "", scheme: scheme(choices[next]), primary: "custom", accent: "custom" };
      for (const [name, value] of Object.entries(color)) body.setAttribute(`data-md-color-${name}`, value);
      __md_set("__palette", { index: next, color });
      follow();
    });
    isDark.addEventListener("change", follow);
    follow();
    colours.hidden = false;
  }

  for (const print of document.querySelectorAll("[data-print]")) {
    print.hidden = false;
    print.addEventListener("click", () => window.print());
  }

  // When the theme's script runs, it unfolds every folded part before printing; on paper only those count that the
  // reader unfolded.
  document.addEventListener("click", (event) => {
    const part = event.target.closest?.("summary")?.parentElement;
    if (part) part.toggleAttribute("data-unfolded", !part.open);
  });
})();
