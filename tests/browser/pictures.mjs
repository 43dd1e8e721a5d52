// Makes the pictures of the README: `node pictures.mjs RUN FOLDER`, where RUN is a folder of results.
import { mkdirSync } from "node:fs";

import { chromium, open } from "./lib/browsers.mjs";
import { displaced, drawn, map } from "./lib/parts.mjs";
import { rows } from "./lib/results.mjs";

const DAY = "2020-02-20"; // the height of the winter in Idlib
const [run, folder] = process.argv.slice(2);
mkdirSync(folder, { recursive: true });
const browser = await chromium();
try {
  const page = await open(browser, `${run}/report.html`, { height: 780 });
  await drawn(page);
  const part = async (selector, name) => (await page.$(selector)).screenshot({ path: `${folder}/${name}.png` });
  await page.screenshot({ path: `${folder}/page.png` });
  await part(displaced, "displaced");
  const day = rows(run, "totals").findIndex(({ date }) => date === DAY);
  await page.evaluate((day) => refuge.map.go(refuge.map.days.indexOf(day)), day);
  await part(map, "map");
} finally {
  await browser.close();
}
