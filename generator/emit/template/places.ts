// What is known of the places of holes: how the text of a template is followed to them, and what may be there.

/** What a template must not hold at a place, and what to do. */
export type Fault = readonly [what: string, advice: string];

/** How the text of an output is followed, as far as it decides what a value may be. */
export interface Places<Place = unknown> {
  /** The place at the beginning of a file. */
  readonly start: Place;
  /** Returns the place after text of the template itself. */
  after(place: Place, text: string): Place;
  /** Returns the place after a value that a helper prints. */
  afterValue(place: Place, helper: string): Place;
  /** Returns the place at which two ways come together; nothing if no value could hold in both. */
  both(one: Place, other: Place): Place | undefined;
  /** Returns the helper of a hole that names none; nothing if it must name one. */
  own(place: Place): string | undefined;
  /** Returns why a helper's value must not be at a place; nothing if it may. */
  fault(place: Place, helper: string): Fault | undefined;
  /** Returns why nothing is known of a place; nothing if it is. */
  lost(place: Place): Fault | undefined;
  /** Returns whether a partial may be at a place. */
  takesPartial(place: Place): boolean;
}

/** Returns the fault of a helper that is not one of those that hold somewhere. */
export function helperFault(
  helper: string,
  known: readonly string[],
  where: string,
): Fault | undefined {
  if (known.includes(helper)) return undefined;
  const use = known.map((one) => `"${one}"`).join(" or ");
  return [`"${helper}" ${where}`, `Use the helper ${use}.`];
}

/** The places of a file in which each hole has a helper, which may be any of some. */
export function anyPlaces(helpers: readonly string[], where: string): Places<""> {
  return {
    start: "",
    after: () => "",
    afterValue: () => "",
    both: () => "",
    own: () => undefined,
    fault: (_, helper) => helperFault(helper, helpers, where),
    lost: () => undefined,
    takesPartial: () => true,
  };
}
