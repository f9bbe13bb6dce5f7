// The colors and fonts of a site as variables of its style.

import type { SiteTheme } from "../../schema/config.ts";

/** Returns the rules that stand behind the style, so that what a theme says wins; its values are checked by the schema. */
export function themeRules(theme: SiteTheme): string {
  const rules = Object.entries(theme).map(([name, value]) => {
    const [light, dark] = [value].flat();
    return `  --${name}: ${dark === undefined ? light : `light-dark(${light}, ${dark})`};\n`;
  });
  return rules.length === 0 ? "" : `:root {\n${rules.join("")}}\n`;
}
