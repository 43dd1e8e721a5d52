// A run with names made to break out of a page: they are shown as they are, and nothing in them runs.
import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";

import { chromium, open } from "./lib/browsers.mjs";
import { drawn } from "./lib/parts.mjs";
import { rows, run } from "./lib/results.mjs";

export function hostile(folder, pictures) {
  describe("the page of a run with hostile names, in Chromium", () => {
    const desk = {};
    before(async () => {
      desk.browser = await chromium();
      desk.page = await open(desk.browser, `${folder}/report.html`);
      await drawn(desk.page);
    });
    after(() => desk.browser?.close());

    it("shows the names as they are", async () => {
      await desk.page.screenshot({ path: `${pictures}/hostile.png`, fullPage: true });
      const shown = await desk.page.evaluate(() => document.querySelector("main").textContent);
      assert.equal(await desk.page.title().then((title) => title.includes(run(folder).title)), true);
      for (const { name } of rows(folder, "locations").filter(({ kind }) => kind !== "marker" && kind !== "crossing")) {
        assert.ok(shown.includes(name), `${name} is not shown`);
      }
    });
    it("runs nothing that is written in a name", async () => {
      assert.deepEqual(desk.page.faults, []);
      assert.equal(await desk.page.$$eval("img[src='x']", (images) => images.length), 0);
    });
  });
}
