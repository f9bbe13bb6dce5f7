// The outputs of a configuration as one list, each with the options that it says itself over the general ones.

import { posix } from "node:path";
import { type Diagnostic, diagnostic, type Outcome } from "../diagnostics/diagnostic.ts";
import type { ConfigDocument, EmittersDocument, OutputDocument } from "../schema/config.ts";
import { merged } from "../text/data.ts";
import { nodeAt, type YamlNode } from "../text/yaml.ts";

/** An output as the configuration says it, without any default. */
export interface ConfiguredOutput extends OutputDocument {
  /** Its own options over the general ones. */
  readonly emitters: EmittersDocument;
  readonly places: OutputPlaces;
}

/** Where the configuration says what about an output, as JSON Pointers. */
export interface OutputPlaces {
  /** Its folder. */
  readonly path: string;
  /** The list of its catalogs, which need not be there. */
  readonly catalogs: string;
  /** The name of its one package, which need not be there. */
  readonly name: string;
}

/** Returns the outputs of a configuration; `output` is the short form of one, and `fallback` is the default. */
export function configuredOutputs(
  { output, outputs, emitters = {} }: ConfigDocument,
  root: YamlNode,
  fallback: string,
): Outcome<readonly ConfiguredOutput[]> {
  if (output !== undefined && outputs !== undefined) return { diagnostics: [bothSaid(root)] };
  const value =
    outputs === undefined
      ? [
          {
            path: output ?? fallback,
            emitters,
            places: { path: "/output", catalogs: "", name: "" },
          },
        ]
      : outputs.map((one, i) => ({
          ...one,
          emitters: merged(emitters, one.emitters ?? {}) as EmittersDocument,
          places: placesBelow(`/outputs/${i}`),
        }));
  const diagnostics = value.flatMap((one) => outsideFault(one, root));
  return diagnostics.length > 0 ? { diagnostics } : { value, diagnostics };
}

function placesBelow(output: string): OutputPlaces {
  return { path: `${output}/path`, catalogs: `${output}/catalogs`, name: `${output}/joined/name` };
}

function bothSaid(root: YamlNode): Diagnostic {
  const { span } = nodeAt(root, "/output");
  const notes = [{ message: "The list stands here.", span: nodeAt(root, "/outputs").span }];
  return diagnostic("output-said-twice", {}, { span, notes });
}

/** Refuses an output folder that is not below the configuration's: what is generated stays in the project. */
function outsideFault({ path, places }: ConfiguredOutput, root: YamlNode): readonly Diagnostic[] {
  if (posix.normalize(path).split("/")[0] !== "..") return [];
  return [diagnostic("path-outside", { path }, { span: nodeAt(root, places.path).span })];
}
