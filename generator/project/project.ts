// What a user's own emitters are loaded from: the configuration as a tree, and the lists in it.

import type { YamlNode } from "../text/yaml.ts";

/** A configuration that was read, and where it stands. */
export interface Project {
  readonly root: YamlNode;
  /** The emitters that a module gives itself, by the nodes that stand for them. */
  readonly taken: ReadonlyMap<YamlNode, unknown>;
  /** The absolute path of the configuration's folder. */
  readonly folder: string;
  /** The folder that diagnostics name paths from, absolute. */
  readonly cwd: string;
}

/** A list of the configuration, and the JSON Pointer to it. */
export interface PlacedList<Item> {
  readonly items: readonly Item[];
  readonly at: string;
}
