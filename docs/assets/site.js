// What HTML and CSS cannot do alone: the buttons of the header, and paper. Without it every page still reads.
(() => {
  const toggles = ["__drawer", "__search"].map((id) => document.getElementById(id)).filter(Boolean);
  const buttons = (toggle) => document.querySelectorAll(`button[data-toggle="${toggle.id}"]`);
  let opener = null;

  const follow = (toggle) => {
    for (const button of buttons(toggle)) button.setAttribute("aria-expanded", String(toggle.checked));
    if (toggle.id !== "__drawer") return;
    if (toggle.checked) document.querySelector(".site-menu a")?.focus();
    else if (opener) opener.focus();
    opener = null;
  };

  // The theme takes the focus out of the search when it closes, and leaves it nowhere.
  const returnFromSearch = (toggle) => {
    if (toggle.id === "__search" && !toggle.checked) document.querySelector('button[data-toggle="__search"]')?.focus();
  };

  const close = (toggle) => toggle.checked && toggle.click();

  for (const toggle of toggles) {
    toggle.checked = false; // a reload does not bring an open menu back
    toggle.addEventListener("change", () => {
      follow(toggle);
      returnFromSearch(toggle);
    });
    for (const button of buttons(toggle)) {
      button.hidden = false;
      button.addEventListener("click", () => {
        opener = toggle.checked ? document.querySelector(`.site-header button[data-toggle="${toggle.id}"]`) : null;
        toggle.click();
        if (toggle.id === "__search" && toggle.checked) document.querySelector(".md-search__input")?.focus();
      });
    }
  }

  // The theme keeps two labels and shows the one that changes the colours; the button does what that label does.
  const colours = document.querySelector("[data-colours]");
  const palette = document.querySelector('[data-md-component="palette"]');
  if (colours && palette) {
    const label = () => palette.querySelector("label:not([hidden])");
    const say = () => {
      if (!label()) return;
      colours.setAttribute("aria-label", label().title);
      colours.title = label().title;
      colours.hidden = false;
    };
    colours.addEventListener("click", () => label()?.click());
    new MutationObserver(say).observe(palette, { subtree: true, attributeFilter: ["hidden"] });
    say();
  }

  const [drawer] = toggles;
  const menu = document.querySelector(".site-menu");
  if (drawer && menu) {
    menu.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !drawer.checked) return;
      opener = document.querySelector('.site-header button[data-toggle="__drawer"]');
      close(drawer);
    });
    // The page lies under the open menu: whoever tabs out of the menu closes it.
    menu.addEventListener("focusout", (event) => {
      if (event.relatedTarget && !menu.contains(event.relatedTarget)) close(drawer);
    });
  }

  // Before printing the theme unfolds every folded part; on paper only those count that the reader unfolded.
  document.addEventListener("click", (event) => {
    const part = event.target.closest?.("summary")?.parentElement;
    if (part) part.toggleAttribute("data-unfolded", !part.open);
  });
})();
