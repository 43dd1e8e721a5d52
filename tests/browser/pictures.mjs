// Makes the pictures of the README: `node pictures.mjs RUN FOLDER`, where RUN is a folder of results.
import { mkdirSync } from "node:fs";

import { chromium, open } from "./lib/browsers.mjs";
import { displaced, drawn } from "./lib/parts.mjs";

const [run, folder] = process.argv.slice(2);
mkdirSync(folder, { recursive: true });
const browser = await chromium();
try {
  const page = await open(browser, `${run}/report.html`, { width: 1280, height: 1600 });
  await drawn(page);
  await page.screenshot({ path: `${folder}/page.png` });
  const chart = await page.$(displaced);
  await chart.screenshot({ path: `${folder}/displaced.png` });
} finally {
  await browser.close();
}
