// The licence of a generated package as a file: the text of a common one, with whom it names.

import { licenseText as zeroBsd } from "spdx-license-list/licenses/0BSD.json";
import { licenseText as apache2 } from "spdx-license-list/licenses/Apache-2.0.json";
import { licenseText as bsd2 } from "spdx-license-list/licenses/BSD-2-Clause.json";
import { licenseText as bsd3 } from "spdx-license-list/licenses/BSD-3-Clause.json";
import { licenseText as isc } from "spdx-license-list/licenses/ISC.json";
import { licenseText as mit } from "spdx-license-list/licenses/MIT.json";
import { licenseText as mozilla2 } from "spdx-license-list/licenses/MPL-2.0.json";

const texts = new Map<string, string>([
  ["0BSD", zeroBsd],
  ["Apache-2.0", apache2],
  ["BSD-2-Clause", bsd2],
  ["BSD-3-Clause", bsd3],
  ["ISC", isc],
  ["MIT", mit],
  ["MPL-2.0", mozilla2],
]);

/** Returns the text of a licence by its SPDX id, granted by a holder; nothing for one that is not common, an expression, or none at all. */
export function licenseText(license: string, holder: string): string | undefined {
  const text = texts.get(license);
  // The list has the names of whoever wrote the first of these licences, and places for a year, which no run knows.
  const lines = text
    ?.replace(/^(?:Copyright \(c\) .*\n)+/im, () => `Copyright (c) ${holder}\n`)
    .replaceAll(/\bISC (?=DISCLAIMS|BE )/g, "THE AUTHOR ");
  return lines && `${lines.trim()}\n`;
}

/** Returns whom a licence names: the author without addresses, or else all authors of the package. */
export function holderOf(author: string | undefined, name: string): string {
  const person = author?.replace(/[<(].*$/, "").trim() ?? "";
  return person === "" ? `the authors of ${name}` : person;
}
