// How code handles an error, and how it answers with it: what the tabs of an error show.

import type { Catalog, Definition } from "../../catalog/catalog.ts";
import { paramSamples } from "../../catalog/fixture.ts";
import { catalogNames, className, guardName } from "../../catalog/names.ts";
import { flat, id, lit, nothing, ts } from "../print/typescript.ts";

/** Returns how a client handles an error, as TypeScript; `from` is the name of the package. */
export function clientCode(definition: Definition, catalog: Catalog, from: string): string {
  const names = catalogNames(catalog.prefix);
  const guard = id(guardName(definition.name));
  const [call, read] = catalog.http
    ? [id(names.fromResponse), ts`await ${id(names.fromResponse)}(response)`]
    : [id(names.parse), ts`${id(names.parse)}({ body })`];
  const [shown] = definition.params.filter(({ optional }) => !optional);
  const inside =
    shown === undefined
      ? ts`console.log(error.code, error.message);`
      : ts`console.log(error.params.${id(shown.name)});`;
  return ts`import { ${guard}, ${call} } from ${lit(from)};

const error = ${read};
if (${guard}(error)) {
  ${inside}
}`.text;
}

/** Returns how a server answers with an error, as TypeScript. */
export function serverCode(definition: Definition, catalog: Catalog, from: string): string {
  const { samples } = catalog.derived;
  const given = paramSamples(definition, samples);
  const needed = definition.params.filter(({ name, optional }) => !optional && name in given);
  const params = Object.fromEntries(needed.map(({ name }) => [name, given[name] ?? null]));
  const init = needed.length === 0 ? nothing : ts`{ params: ${flat(params)} }`;
  const type = id(className(definition.name));
  return ts`import { ${type} } from ${lit(from)};

throw new ${type}(${init});`.text;
}
