// The words and charts of the page against totals.csv.
import assert from "node:assert/strict";
import { it } from "node:test";

import { displaced, hover, text } from "./lib/parts.mjs";
import { rows, written } from "./lib/results.mjs";

export function charts(desk, folder) {
  const totals = rows(folder, "totals");

  it("says in words how many were displaced, as totals.csv has it", async () => {
    const last = totals.at(-1);
    const words = await text(desk.page, "main");
    const thousands = written(Math.round(last.displaced / 1000) * 1000);
    assert.ok(words.includes(written(last.displaced)) || words.includes(thousands), `${words.slice(0, 600)}`);
  });

  it("gives a label on the chart of the displaced the numbers of that day", async () => {
    for (const row of [totals[40], totals[80]]) {
      await hover(desk.page, displaced, row.date, row.displaced, [written(row.displaced)]);
    }
  });
}
