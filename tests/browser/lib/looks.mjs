// How a page looks in windows of two widths, in light and in dark.
import { hasNoGraveFault } from "./axe.mjs";
import { open } from "./browsers.mjs";
import { drawn, fits, shade } from "./parts.mjs";

/** The wide one comes last, as its page is worked with further. */
export const WINDOWS = [
  { width: 390, height: 844 },
  { width: 1280, height: 900 },
];

/** Opens a page, takes pictures of it and looks for faults; the page is left in light colours. */
export async function looksWell(browser, file, window, pictures, charts, t) {
  const page = await open(browser, file, window);
  await drawn(page, charts);
  for (const scheme of ["light", "dark"]) {
    if (scheme === "dark") await shade(page, scheme);
    const name = `${pictures}-${window.width}-${scheme}`;
    await page.screenshot({ path: `${name}.png`, fullPage: true });
    await fits(page);
    await hasNoGraveFault(page, `${window.width} px, ${scheme}`, t);
  }
  await shade(page, "light");
  return page;
}
