// The page of a run in Chromium: how it looks, reads, works and prints, and whether its numbers are the tables'.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { statSync } from "node:fs";
import { after, before, describe, it } from "node:test";

import { chromium, open } from "./lib/browsers.mjs";
import { looksWell, WINDOWS } from "./lib/looks.mjs";
import { displaced, fits, map as chartOfMap, shade, slider } from "./lib/parts.mjs";
import { run } from "./lib/results.mjs";
import { charts } from "./charts.mjs";
import { map } from "./map.mjs";
import { places } from "./places.mjs";

export function inChromium(folder, pictures) {
  const file = `${folder}/report.html`;
  describe("the page of a run, in Chromium", () => {
    const desk = {};
    before(async () => {
      desk.browser = await chromium();
    });
    after(() => desk.browser?.close());

    for (const window of WINDOWS) {
      it(`fits and has no serious fault of access at ${window.width} px, light and dark`, async (t) => {
        await desk.page?.close();
        desk.page = await looksWell(desk.browser, file, window, `${pictures}/run`, [displaced, chartOfMap], t);
        assert.deepEqual(desk.page.faults, []);
      });
    }
    it("is below 6 MB", (t) => {
      const { size } = statSync(file);
      t.diagnostic(`report.html: ${(size / 1e6).toFixed(2)} MB`);
      assert.ok(size < 6e6, `${size} bytes`);
    });
    it("is worked by keyboard, and shows where the focus is", () => worksByKeyboard(desk.page));
    charts(desk, folder);
    map(desk, folder);
    places(desk, folder);
    it("prints all its sections on light paper", () => prints(desk.page, folder, pictures));
    it("has made no error in all this, and asked for nothing from a network", () => {
      assert.deepEqual(desk.page.faults, []);
    });
    it("is readable without script", () => readsWithoutScript(desk.browser, file, folder));
  });
}

async function worksByKeyboard(page) {
  const sought = new Map([
    [slider, "the slider"], ["#map button", "a button of the map"],
    ["#places th button", "a button that sorts"], ["#places input", "the filter"],
  ]);
  for (let presses = 0; sought.size > 0 && presses < 150; presses += 1) {
    await page.keyboard.press("Tab");
    const { reached, visible, name } = await page.evaluate((selectors) => {
      const now = document.activeElement;
      const style = getComputedStyle(now);
      const outlined = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 1;
      return {
        reached: selectors.filter((selector) => now.matches(selector)),
        visible: outlined || style.boxShadow !== "none",
        name: now.outerHTML.slice(0, 120),
      };
    }, [...sought.keys()]);
    assert.ok(visible, `focus cannot be seen on ${name}`);
    reached.forEach((selector) => sought.delete(selector));
  }
  assert.deepEqual([...sought.values()], [], "not reached by Tab");
}

async function prints(page, folder, pictures) {
  await shade(page, "dark");
  const path = `${pictures}/run.pdf`;
  await page.pdf({ path, format: "A4", printBackground: true });
  const printed = spaced(execFileSync("pdftotext", ["-layout", path, "-"], { encoding: "utf8" }));
  const headings = (await page.$$eval("h1, h2", (all) => all.map((heading) => heading.textContent))).map(spaced);
  assert.ok(headings.length > 5 && headings[0].includes(run(folder).title), `${headings}`);
  for (const heading of headings) {
    assert.ok(printed.includes(heading), `“${heading}” is not printed`);
  }
  assert.ok(lightness(path) > 0.8, `the paper is dark: ${lightness(path)} in the mean`);
  await page.emulateMediaType("print");
  const controls = await page.$$eval(":not(th) > button, input, select", (all) => all.filter((one) => one.checkVisibility()).length);
  assert.equal(controls, 0, "controls are printed");
}

function spaced(text) {
  return text.trim().replace(/\s+/g, " ");
}

/** How light the pages of a PDF are in the mean, from 0 (black) to 1 (white). */
function lightness(path) {
  const pages = execFileSync("pdftoppm", ["-r", "20", "-gray", path], { maxBuffer: 1e8 });
  return pages.reduce((sum, grey) => sum + grey, 0) / pages.length / 255;
}

async function readsWithoutScript(browser, file, folder) {
  const page = await open(browser, file, { script: false });
  await fits(page);
  // The browser's own reading of the page, since nothing can be asked of a page without script.
  const { nodes } = await (await page.createCDPSession()).send("Accessibility.getFullAXTree");
  const said = nodes.filter(({ ignored }) => !ignored).map(({ name }) => name?.value ?? "").join("\n");
  assert.match(said, new RegExp(run(folder).title));
  assert.match(said, /script/i, "that charts need script");
  assert.match(said, /displaced/);
  await page.close();
}
