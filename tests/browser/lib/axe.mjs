// Faults of accessibility, as axe-core finds them.
import { axeSource } from "./packages.mjs";

/** The rules that a page breaks: `grave` by impact serious or critical, `light` by less, a line each. */
export async function faultsOfAccess(page) {
  await page.evaluate(axeSource);
  const broken = await page.evaluate(async () => {
    const { violations, passes } = await axe.run({ resultTypes: ["violations"] });
    const line = ({ id, impact, help, nodes }) => `${impact}: ${id}: ${help}: ${nodes[0].target} (${nodes.length} in all)`;
    const grave = violations.filter(({ impact }) => ["serious", "critical"].includes(impact));
    const light = violations.filter((violation) => !grave.includes(violation));
    return { grave: grave.map(line), light: light.map(line), passed: passes.length };
  });
  return broken;
}
