// On the page for a missing address: the pages whose addresses look most like the one asked for.
(async () => {
  const base = new URL("../", document.currentScript.src);
  const place = document.getElementById("nearest");
  const last = (path) => decodeURIComponent(path).toLowerCase().split("/").filter(Boolean).pop() || "";
  const asked = last(location.pathname).replace(/\.\w+$/, "");
  if (!place || !asked) return;

  const pairs = (word) => new Set([...` ${word} `].slice(1).map((letter, index) => ` ${word} `[index] + letter));
  const likeness = (one, other) => {
    const [first, second] = [pairs(one), pairs(other)];
    const shared = [...first].filter((pair) => second.has(pair)).length;
    return (2 * shared) / (first.size + second.size);
  };

  const answer = await fetch(new URL("search/search_index.json", base));
  if (!answer.ok) return;
  const { docs } = await answer.json();
  const near = docs
    .filter(({ location: path }) => path && !path.includes("#"))
    .map((page) => ({ ...page, score: likeness(asked, last(page.location)) }))
    .filter(({ score }) => score > 0.4)
    .sort((one, other) => other.score - one.score || one.location.localeCompare(other.location))
    .slice(0, 5);

  for (const page of near) {
    const link = document.createElement("a");
    link.href = new URL(page.location, base);
    link.textContent = new DOMParser().parseFromString(page.title, "text/html").body.textContent;
    place.querySelector("ul").append(document.createElement("li"));
    place.querySelector("ul").lastChild.append(link);
  }
  place.hidden = near.length === 0;
})();
