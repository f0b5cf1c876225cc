/* Search and sort for the table of articles, which can be read without them. */
"use strict";
{
  const table = document.querySelector("table.articles");
  const form = document.getElementById("search");

  const wordsOf = (row) => {
    const parts = row.querySelectorAll("summary bdi, .text, .who");
    return Array.from(parts, (part) => part.textContent.toLowerCase()).join(" ");
  };

  const search = (body) => {
    const hits = document.getElementById("hits");
    const opening = hits.textContent;
    const input = form.querySelector("input");
    const rows = Array.from(body.rows, (row) => ({ row, text: wordsOf(row) }));
    const filter = () => {
      const words = input.value.toLowerCase().split(/\s+/).filter(Boolean);
      let found = 0;
      for (const { row, text } of rows) {
        row.hidden = !words.every((word) => text.includes(word));
        found += !row.hidden;
      }
      hits.textContent = words.length ? `${found} of ${rows.length} articles` : opening;
    };
    form.hidden = false;
    form.addEventListener("submit", (event) => event.preventDefault());
    input.addEventListener("input", filter);
    filter();
  };

  const order = new Intl.Collator("en", { numeric: true });

  const sort = (heads, head, body) => {
    const first = head.dataset.first || "ascending";
    const other = first === "ascending" ? "descending" : "ascending";
    const direction = head.getAttribute("aria-sort") === first ? other : first;
    const key = (row) => row.cells[head.cellIndex].dataset.key;
    const rows = Array.from(body.rows).sort((one, two) => order.compare(key(one), key(two)));
    body.append(...(direction === "ascending" ? rows : rows.reverse()));
    heads.forEach((each) => each.removeAttribute("aria-sort"));
    head.setAttribute("aria-sort", direction);
  };

  if (table) {
    const body = table.tBodies[0];
    const heads = Array.from(table.tHead.rows[0].cells);
    for (const head of heads) {
      const button = document.createElement("button");
      button.type = "button";
      button.append(...head.childNodes);
      button.addEventListener("click", () => sort(heads, head, body));
      head.append(button);
    }
    search(body);
  }

  const reveal = (hash) => {
    const row = document.getElementById(hash.slice(1));
    if (!row || !row.matches("table.articles tr")) return;
    row.querySelector("details").open = true;
    if (!row.hidden) return;
    form.reset();
    form.querySelector("input").dispatchEvent(new Event("input"));
    row.scrollIntoView();
  };
  addEventListener("hashchange", () => reveal(location.hash));
  // A link to where the address leads already changes no address.
  addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='#']");
    if (link) reveal(link.hash);
  });
  reveal(location.hash);
}
