// Faults of accessibility, as axe-core finds them.
import assert from "node:assert/strict";
import { axeSource } from "./packages.mjs";

/** Fails if a page breaks rules of serious or critical impact, and tells of all that it breaks. */
export async function hasNoGraveFault(page, name, t) {
  await page.evaluate(axeSource);
  const { broken, kept } = await page.evaluate(async () => {
    const { violations, passes } = await axe.run({ resultTypes: ["violations"] });
    return { broken: violations.map(({ id, impact, help, nodes }) => ({ id, impact, help, at: `${nodes[0].target}` })), kept: passes.length };
  });
  const lines = broken.map(({ id, impact, help, at }) => `${impact}: ${id}: ${help}: ${at}`);
  t.diagnostic(`axe-core, ${name}: ${kept} rules kept, ${broken.length} broken`);
  lines.forEach((line) => t.diagnostic(line));
  assert.deepEqual(lines.filter((line) => /^(serious|critical)/.test(line)), []);
}
