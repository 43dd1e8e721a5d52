// The table of places against places.csv: its values, its order, its filter.
import assert from "node:assert/strict";
import { it } from "node:test";

import { read, rows } from "./lib/results.mjs";

const NAME = /^place$/i;
const PERSONS = /^persons$/i;
const CHANGE = /^change$/i;
const COLLATOR = new Intl.Collator("en", { sensitivity: "base", numeric: true });
const TABLE = "#places table.sortable";

export function places(desk, folder) {
  const all = rows(folder, "places");
  const present = new Map(all.filter(({ date }) => date === all.at(-1).date).map((row) => [row.place, Number(row.present)]));
  const named = new Map(rows(folder, "locations").map(({ place, name }) => [name, place]));

  it("opens with the places that gained most people since the first day", async () => {
    const first = new Map(all.filter(({ date }) => date === all[0].date).map((row) => [row.place, Number(row.present)]));
    const truth = [...present].map(([place, persons]) => Math.round(persons - first.get(place)) + 0).sort((a, b) => b - a);
    assert.deepEqual((await column(desk.page, CHANGE)).map(([, text]) => read(text)), truth);
  });
  it("sorts the places by people and by name, with the numbers of places.csv", async () => {
    await sort(desk.page, PERSONS, "descending");
    const shown = await column(desk.page, PERSONS);
    assert.equal(shown.length, present.size, "places");
    for (const [name, text] of shown) {
      const truth = present.get(named.get(name));
      assert.ok(Math.abs(read(text) - truth) <= 0.5, `${name}: ${text} in the page, ${truth} in the table`);
    }
    const inOrder = [...present.values()].sort((a, b) => b - a).map(Math.round);
    assert.deepEqual(shown.map(([, text]) => read(text)), inOrder);

    await sort(desk.page, NAME, "ascending");
    const names = (await column(desk.page, NAME)).map(([name]) => name);
    assert.deepEqual(names, [...named.keys()].sort(COLLATOR.compare));
  });

  it("filters the places by what is typed", async () => {
    const filter = await desk.page.$("#places input");
    await filter.type("maarrat");
    const names = (await column(desk.page, NAME)).map(([name]) => name);
    assert.deepEqual(names, [...named.keys()].filter((name) => /maarrat/i.test(name)).sort(COLLATOR.compare));
    await filter.evaluate((input) => input.select());
    await desk.page.keyboard.press("Backspace");
    assert.equal((await column(desk.page, NAME)).length, present.size);
  });
}

/** Presses a heading until the table says that it is sorted by it in this direction. */
async function sort(page, heading, direction) {
  const index = await headingOf(page, heading);
  const button = (await page.$$(`${TABLE} thead th`))[index];
  for (let press = 0; press < 3; press += 1) {
    if ((await button.evaluate((th) => th.ariaSort)) === direction) return;
    await (await button.$("button")).click();
  }
  assert.fail(`the table cannot be sorted ${direction} by ${heading}`);
}

/** The cells of a column as they are shown, each with the name in the first column of its row. */
async function column(page, heading) {
  const index = await headingOf(page, heading);
  return page.$$eval(`${TABLE} tbody tr`, (lines, index) => lines
    .filter((line) => line.checkVisibility())
    .map((line) => [line.cells[0].innerText.trim(), line.cells[index].innerText.trim()]), index);
}

async function headingOf(page, heading) {
  const headings = await page.$$eval(`${TABLE} thead th`, (all) => all.map((th) => th.textContent.trim()));
  const index = headings.findIndex((text) => heading.test(text));
  assert.ok(index >= 0, `no heading like ${heading} in ${headings}`);
  return index;
}
