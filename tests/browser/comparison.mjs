// The page of a comparison in both browsers: its numbers are those of compare.csv.
import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";

import { chromium, firefox, open } from "./lib/browsers.mjs";
import { looksWell, WINDOWS } from "./lib/looks.mjs";
import { drawn } from "./lib/parts.mjs";
import { read, rows } from "./lib/results.mjs";

export function comparison(folder, pictures) {
  describe("the page of a comparison, in Chromium", () => {
    const desk = {};
    before(async () => {
      desk.browser = await chromium();
    });
    after(() => desk.browser?.close());

    for (const window of WINDOWS) {
      it(`fits, makes no error and has no serious fault of access at ${window.width} px, light and dark`, async (t) => {
        await desk.page?.close();
        desk.page = await looksWell(desk.browser, `${folder}/report.html`, window, `${pictures}/compare`, ["#chart-branches"], t);
        assert.deepEqual(desk.page.faults, []);
      });
    }

    differences(desk, folder);
  });
}

export function comparisonInFirefox(folder) {
  describe("the page of a comparison, in Firefox", () => {
    const desk = {};
    before(async () => {
      desk.browser = await firefox();
      desk.page = await open(desk.browser, `${folder}/report.html`);
      await drawn(desk.page, ["#chart-branches"]);
    });
    after(() => desk.browser?.close());

    differences(desk, folder);
    it("makes no error and asks for nothing from a network", () => assert.deepEqual(desk.page.faults, []));
  });
}

function differences(desk, folder) {
  it("gives the differences of compare.csv", async () => {
    const all = rows(folder, "compare");
    const last = all.filter(({ date, place }) => date === all.at(-1).date && place === "");
    for (const [index, branch] of ["no-ceasefire", "border-open"].entries()) {
      const truth = last.map((row) => [row.main, row[branch], row[`${branch}_difference`]].map((x) => Math.round(x)).join(" "));
      const shown = await desk.page.$$eval(`table:has(#totals-${index + 1}) tbody tr`, (lines) =>
        lines.map((line) => [1, 2, 3].map((column) => line.cells[column].innerText)));
      assert.ok(shown.length >= 6, `${shown.length} measures`);
      for (const numbers of shown) {
        const line = numbers.map(read).join(" ");
        assert.ok(truth.includes(line), `${branch}: ${line} is not in compare.csv, which has\n${truth.join("\n")}`);
      }
    }
  });
}
