// The words and charts of the page against totals.csv.
import assert from "node:assert/strict";
import { it } from "node:test";

import { displaced, hover, text } from "./lib/parts.mjs";
import { rows, written } from "./lib/results.mjs";

const FIGURES = {
  "Displaced since the first day": "displaced",
  "In camps": "in_camps",
  "In host communities": "in_host_communities",
  "On the way": "in_transit",
  "In the home country": "internally_displaced",
  "Abroad": "abroad",
  "Back home": "returned",
};

export function charts(desk, folder) {
  const totals = rows(folder, "totals");

  it("says in words how many were displaced, as totals.csv has it", async () => {
    const last = totals.at(-1);
    const words = await text(desk.page, "main");
    const thousands = written(Math.round(last.displaced / 1000) * 1000);
    assert.ok(words.includes(written(last.displaced)) || words.includes(thousands), `${words.slice(0, 600)}`);
  });

  it("gives as key figures the last day of totals.csv, each with its interval", async () => {
    const last = totals.at(-1);
    const expected = Object.entries(FIGURES).map(([label, column]) => {
      const [low, high] = ["p05", "p95"].map((bound) => last[`${column}_${bound}`]);
      return [label, written(last[column]), low === high ? "no spread" : `${written(low)} to ${written(high)}`];
    });
    const shown = await desk.page.$$eval(".tiles > div", (tiles) =>
      tiles.map((tile) => [...tile.children].map((part) => part.innerText)));
    assert.deepEqual(shown, expected);
  });

  it("gives a label on the chart of the displaced the numbers of that day", async () => {
    for (const row of [totals[40], totals[80]]) {
      await hover(desk.page, displaced, row.date, row.displaced, [written(row.displaced)]);
    }
  });
}
