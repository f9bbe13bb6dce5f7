// The overlay: what adds the components of a catalog to a spec by a tool that knows OpenAPI Overlay 1.0.

import type { Catalog } from "../../catalog/catalog.ts";
import type { Plain } from "./context.ts";

/** The components of a catalog, each by its name. */
export interface Components {
  /** The component schemas. */
  readonly schemas: Plain;
  /** The component responses. */
  readonly responses: Plain;
}

/** Gives the overlay as plain data: one action that adds all components and touches nothing else. */
export function overlayDocument(
  { title, version }: Catalog,
  { schemas, responses }: Components,
): Plain {
  return {
    overlay: "1.0.0",
    info: { title: `The errors of ${title} as components`, version },
    actions: [
      {
        target: "$",
        description:
          "Adds schemas and responses. Apply it to a document that has none of them: an overlay appends to lists that are there.",
        update: { components: { schemas, responses } },
      },
    ],
  };
}
