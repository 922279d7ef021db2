"use strict";
// Search, choice of a group, and order, for tables that have rows enough; without it they stand as they are.
const number = (text) => parseFloat(text.replace(/[,%\u2009 ]/g, "").replace("\u2212", "-"));
const made = (tag, values) => Object.assign(document.createElement(tag), values);
for (const table of document.querySelectorAll("table.many")) {
  const body = table.tBodies[0], rows = [...body.rows], by = table.dataset.by;
  const name = table.parentElement.getAttribute("aria-label");
  const search = made("input", { type: "search", placeholder: "Search", ariaLabel: `Search in ${name}` });
  const found = made("output", {});
  const tools = made("div", { className: "tools" });
  tools.append(search);
  let group = null;
  if (by !== undefined) {
    const values = [...new Set(rows.map((row) => row.cells[by].textContent))];
    group = made("select", { ariaLabel: `${table.tHead.rows[0].cells[by].textContent}, in ${name}` });
    group.append(new Option("all", ""), ...values.map((value) => new Option(value, value)));
    tools.append(group);
  }
  tools.append(found);
  table.parentElement.before(tools);
  const look = () => {
    const words = search.value.toLowerCase().split(/\s+/);
    let left = 0;
    for (const row of rows) {
      const text = row.textContent.toLowerCase();
      const stays = words.every((word) => text.includes(word)) && (!group?.value || row.cells[by].textContent === group.value);
      row.hidden = !stays;
      left += stays;
    }
    found.value = left < rows.length ? `${left} of the ${rows.length} rows here` : "";
  };
  search.addEventListener("input", look);
  group?.addEventListener("change", look);
  [...table.tHead.rows[0].cells].forEach((head, place) => {
    const button = made("button", { type: "button" });
    button.append(...head.childNodes);
    head.append(button);
    const numeric = head.classList.contains("n");
    button.addEventListener("click", () => {
      // Numbers begin with the largest, words with A; what is missing is always last.
      const up = head.ariaSort ? head.ariaSort !== "ascending" : !numeric;
      for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
      head.ariaSort = up ? "ascending" : "descending";
      const value = (row) => row.cells[place].textContent;
      const order = (a, b) => {
        if ((value(a) === "–") !== (value(b) === "–")) return value(a) === "–" ? 1 : -1;
        const more = numeric ? number(value(a)) - number(value(b)) : value(a).localeCompare(value(b));
        return up ? more : -more;
      };
      body.append(...rows.toSorted(order));
    });
  });
}
