// The page of a run in Firefox: it opens, draws and is worked as in Chromium.
import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";

import { firefox, open } from "./lib/browsers.mjs";
import { drawn } from "./lib/parts.mjs";
import { map } from "./map.mjs";
import { places } from "./places.mjs";

export function inFirefox(folder) {
  describe("the page of a run, in Firefox", () => {
    const desk = {};
    before(async () => {
      desk.browser = await firefox();
      desk.page = await open(desk.browser, `${folder}/report.html`);
      await drawn(desk.page);
    });
    after(() => desk.browser?.close());

    map(desk, folder);
    places(desk, folder);
    it("makes no error and asks for nothing from a network", () => assert.deepEqual(desk.page.faults, []));
  });
}
