// The parts of the page that tests work with, and how a reader works them.
import assert from "node:assert/strict";

export const slider = "#map input[type=range]";
export const caption = "#map [aria-live]";
export const displaced = "#chart-displaced";
export const map = "#chart-map";

/** Waits until charts and map are drawn. */
export async function drawn(page, charts = [displaced, map]) {
  for (const chart of charts) {
    await page.waitForSelector(`${chart} .main-svg`, { timeout: 60_000 });
  }
}

/** Has a page shown in dark or light colours, its charts with them. */
export async function shade(page, scheme) {
  const ink = () => page.$eval(".main-svg text", (letters) => getComputedStyle(letters).fill);
  const before = await ink();
  await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
  await until(`the charts turn ${scheme}`, async () => (await ink()) !== before);
}

/** Fails if a page must be scrolled sideways. */
export async function fits(page) {
  const [needed, there] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
  assert.ok(needed <= there, `the page is ${needed} px wide in a window of ${there}`);
}

/** The text of an element as a reader sees it. */
export function text(page, selector) {
  return page.$eval(selector, (element) => element.innerText);
}

/** Waits until a condition of this side holds, and fails with what was expected if it never does. */
export async function until(expected, holds, milliseconds = 15_000) {
  const last = Date.now() + milliseconds;
  while (!(await holds())) {
    assert.ok(Date.now() < last, `expected within ${milliseconds} ms: ${typeof expected === "function" ? expected() : expected}`);
    await new Promise((resolve) => setTimeout(resolve, 30));
  }
}

/** Puts the pointer on a point of a chart, in its own units, and waits for a label that holds all of the words. */
export async function hover(page, chart, x, y, words) {
  await page.mouse.move(0, 0);
  await page.$eval(chart, (element) => element.scrollIntoView({ block: "center", behavior: "instant" }));
  const [left, top] = await page.$eval(chart, (element, x, y) => {
    const drawing = element.matches(".js-plotly-plot") ? element : element.querySelector(".js-plotly-plot");
    const { xaxis, yaxis } = drawing._fullLayout;
    const box = drawing.getBoundingClientRect();
    return [box.left + xaxis._offset + xaxis.d2p(x), box.top + yaxis._offset + yaxis.d2p(y)];
  }, x, y);
  let label = "";
  await until(() => `a label says ${words}, and not “${label}”`, async () => {
    await page.mouse.move(left - 2, top - 2);
    await page.mouse.move(left, top);
    label = await page.$eval(`${chart} .hoverlayer`, (layer) => layer.textContent);
    return words.every((word) => label.includes(word));
  });
}
