// The packages that scripts/test put into target/browser.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const require = createRequire(new URL("../../../target/browser/package.json", import.meta.url));

export const puppeteer = require("puppeteer-core");
export const axeSource = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
