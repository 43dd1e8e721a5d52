// The page of a comparison in Chromium: its numbers are those of compare.csv.
import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";

import { faultsOfAccess } from "./lib/axe.mjs";
import { chromium, open } from "./lib/browsers.mjs";
import { drawn } from "./lib/parts.mjs";
import { rows, written } from "./lib/results.mjs";
import { fits } from "./chromium.mjs";

export function comparison(folder, pictures) {
  describe("the page of a comparison, in Chromium", () => {
    const desk = {};
    before(async () => {
      desk.browser = await chromium();
    });
    after(() => desk.browser.close());

    for (const [width, dark] of [[1280, false], [1280, true], [390, false]]) {
      const name = `${width}-${dark ? "dark" : "light"}`;
      it(`fits, makes no error and has no serious fault of access at ${name}`, async (t) => {
        const page = await open(desk.browser, `${folder}/report.html`, { width, dark });
        await drawn(page, ["main"]);
        await page.screenshot({ path: `${pictures}/compare-${name}.png`, fullPage: true });
        await fits(page);
        const { grave, light, passed } = await faultsOfAccess(page);
        t.diagnostic(`axe-core, ${name}: ${passed} rules kept, ${grave.length} broken gravely, ${light.length} lightly`);
        light.forEach((line) => t.diagnostic(line));
        assert.deepEqual(grave, []);
        assert.deepEqual(page.faults, []);
        desk.words = await page.$eval("main", (main) => main.innerText);
        await page.close();
      });
    }

    it("gives the differences of compare.csv", () => {
      const all = rows(folder, "compare");
      const last = all.filter(({ date, place }) => date === all.at(-1).date && place === "");
      for (const measure of ["displaced", "in_camps", "abroad"]) {
        const row = last.find((one) => one.measure === measure);
        for (const branch of ["no-ceasefire", "border-open"]) {
          const number = written(Math.abs(row[`${branch}_difference`]));
          assert.ok(desk.words.includes(number), `${branch}, ${measure}: ${number} is not on the page`);
        }
      }
    });
  });
}
