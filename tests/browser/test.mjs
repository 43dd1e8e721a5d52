// Tests report.html as people use it: `node test.mjs FOLDER`, where FOLDER holds the results `run`, `compare` and `hostile`.
// Pictures and the printed page are left in target/page.
import { mkdirSync } from "node:fs";
import { fileURLToPath } from "node:url";

import { comparison, comparisonInFirefox } from "./comparison.mjs";
import { hostile } from "./hostile.mjs";
import { inChromium } from "./chromium.mjs";
import { inFirefox } from "./firefox.mjs";

const folder = process.argv[2];
const pictures = fileURLToPath(new URL("../../target/page", import.meta.url));
mkdirSync(pictures, { recursive: true });

inChromium(`${folder}/run`, pictures);
comparison(`${folder}/compare`, pictures);
hostile(`${folder}/hostile`, pictures);
if (process.env.REFUGE_WITHOUT_FIREFOX !== "1") {
  inFirefox(`${folder}/run`);
  comparisonInFirefox(`${folder}/compare`);
} else {
  console.log("Not tested in Firefox: REFUGE_WITHOUT_FIREFOX is set.");
}
