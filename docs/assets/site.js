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

  // The theme's search asks for any of the words, and reads a colon as code. Here all words must be on a page, whole
  // ones first and without accents and apostrophes, as the index has them. Where no page has them all, each may have one
  // slip, and of a longer question a page may have some. Words that every question has are left out of it.
  const ASKS = 2; // the theme's numbers for its messages
  const ANSWERS = 3;
  const COMMON = /^(a|an|and|about|are|at|by|do|does|for|from|how|i|in|is|it|mean|means|my|of|on|or|the|this|to|was|what|when|where|which|who|why|with)$/;
  const asked = (text) => {
    const words = text.normalize("NFD").replace(/[\u0300-\u036f'’]/g, "").toLowerCase().split(/[^\p{L}\p{N}]+/u).filter(Boolean);
    const telling = words.filter((word) => !COMMON.test(word));
    return telling.length ? telling : words;
  };
  const strictly = (words) => words.map((word) => `+${word}* ${word}^4`).join(" ");
  const loosely = (words) => words.map((word) => (word.length > 4 ? `+${word}~1` : `+${word}*`)).join(" ");
  class Search extends Worker {
    constructor(...given) {
      super(...given);
      this.next = []; // what is asked if there is no answer
      this.addEventListener("message", (event) => {
        if (event.data.type !== ANSWERS || event.data.data.items.length || !this.next.length) return;
        event.stopImmediatePropagation();
        super.postMessage({ type: ASKS, data: this.next.shift() });
      });
    }
    postMessage(message, ...rest) {
      if (message.type !== ASKS) super.postMessage(message, ...rest);
      else {
        const words = asked(message.data);
        this.next = [loosely(words), ...(words.length > 2 ? [words.map((word) => `${word}*`).join(" ")] : [])];
        super.postMessage({ ...message, data: strictly(words) }, ...rest);
      }
    }
  }
  const place = document.getElementById("search-script");
  let started = place ? null : Promise.resolve();
  const start = () => {
    started ??= new Promise((done) => {
      window.Worker = Search;
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

    // Where no page has the words, they may be a place: the search for an area is offered, by its own label.
    const found = document.querySelector(".md-search-result");
    const area = document.querySelector("form.find");
    const offer = document.createElement("a");
    offer.className = "search-area";
    found.querySelector(".md-search-result__meta").after(offer);
    const offers = () => {
      const nothing = input.value.trim() && !found.querySelector(".md-search-result__list").children.length;
      offer.hidden = !nothing;
      if (!nothing) return;
      offer.textContent = `${area.querySelector("label").textContent}: ${input.value.trim()}`;
      offer.href = `${area.action}?place=${encodeURIComponent(input.value.trim())}`;
    };
    new MutationObserver(offers).observe(found.querySelector(".md-search-result__list"), { childList: true });
    input.addEventListener("input", offers);
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
