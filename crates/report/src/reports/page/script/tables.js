"use strict";
// Sorts and filters the tables of the page, and opens what is folded away for print.
(() => {
  const collator = new Intl.Collator("en", { sensitivity: "base", numeric: true });
  const folded = [];

  /** What a cell is sorted by: its date, its number or its text. */
  function keyOf(cell, isNumber) {
    const date = cell.querySelector("time");
    if (date) return date.dateTime;
    const text = cell.textContent.trim();
    if (!isNumber) return text;
    return text === "" ? NaN : Number(text.replace(/[,%+<]/g, "").replace("\u2212", "-"));
  }

  /** Orders two keys of a kind; an empty one comes last either way. */
  function compared(a, b, sign) {
    const isEmpty = (key) => key === "" || Number.isNaN(key);
    if (isEmpty(a) || isEmpty(b)) return isEmpty(a) - isEmpty(b);
    return sign * (typeof a === "number" ? a - b : collator.compare(a, b));
  }

  function sort(table, header) {
    const isNumber = header.classList.contains("n");
    const before = header.getAttribute("aria-sort");
    const first = isNumber ? "descending" : "ascending";
    const second = isNumber ? "ascending" : "descending";
    const order = before === first ? second : first;
    for (const other of header.parentElement.cells) other.removeAttribute("aria-sort");
    header.setAttribute("aria-sort", order);
    const body = table.tBodies[0];
    const sign = order === "ascending" ? 1 : -1;
    const rows = Array.from(body.rows, (row) => [keyOf(row.cells[header.cellIndex], isNumber), row]);
    rows.sort(([a], [b]) => compared(a, b, sign));
    body.append(...rows.map(([, row]) => row));
  }

  function makeSortable(table) {
    for (const header of table.tHead.rows[0].cells) {
      if ("unsorted" in header.dataset) continue;
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = header.textContent;
      button.addEventListener("click", () => sort(table, header));
      header.replaceChildren(button);
    }
  }

  /** Shows the rows that have every word of the field, and says how many those are. */
  function filter(field) {
    const rows = Array.from(document.getElementById(field.dataset.filters).tBodies[0].rows);
    const words = field.value.toLocaleLowerCase("en").split(/\s+/);
    let shown = 0;
    for (const row of rows) {
      const text = `${row.dataset.key} ${row.textContent}`.toLocaleLowerCase("en");
      row.hidden = !words.every((word) => text.includes(word));
      shown += row.hidden ? 0 : 1;
    }
    const count = document.querySelector(`output[for="${field.id}"]`);
    count.textContent = `${refuge.number(shown)} of ${refuge.number(rows.length)} shown`;
  }

  function makeFilter(field) {
    field.closest(".filter").hidden = false;
    field.addEventListener("input", () => filter(field));
  }

  document.querySelectorAll("table.sortable").forEach(makeSortable);
  document.querySelectorAll("input[data-filters]").forEach(makeFilter);

  addEventListener("beforeprint", () => {
    folded.push(...document.querySelectorAll("details:not([open])"));
    folded.forEach((details) => { details.open = true; });
  });
  addEventListener("afterprint", () => {
    folded.splice(0).forEach((details) => { details.open = false; });
  });
})();
