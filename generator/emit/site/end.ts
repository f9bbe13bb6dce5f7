// What stands behind the errors of a page: what is true of statuses and unknown codes, what was removed, and the shapes of bodies.

import type { Catalog, Reservation } from "../../catalog/catalog.ts";
import { tailView } from "../pages/tail.ts";
import { stepsTitle } from "../pages/words.ts";
import { type Inline, say } from "../print/inline.ts";
import type { ArticleContext } from "./article.ts";

/** The parts of the end's view that are used here by name. */
interface Tail {
  readonly statuses: readonly object[];
  readonly families: readonly object[];
}

/** Returns the view of the end of a page. */
export function endView(catalog: Catalog, context: ArticleContext): object {
  const tail = tailView(catalog) as Tail;
  const groups = [
    {
      title: say("Statuses"),
      intro: say("What is true of a response with a status, whichever code it has."),
      entries: tail.statuses,
    },
    {
      title: say("Families of codes"),
      intro: say("What is true of codes that this page does not list."),
      entries: tail.families,
    },
  ];
  return {
    ...tail,
    groups: groups
      .filter(({ entries }) => entries.length > 0)
      .map((group) => ({ ...group, entries: group.entries.map(withKeys) })),
    reserved: catalog.reserved.map((one) => reservedView(one, context)),
  };
}

/** Names the lists of an entry as those of an error. */
function withKeys(entry: object): object {
  const { lists = [] } = entry as { readonly lists?: readonly { readonly title: Inline }[] };
  const keyed = lists.map((list) => ({
    ...list,
    key: "texts",
    ordered: list.title === stepsTitle,
  }));
  return { ...entry, lists: keyed };
}

/** Returns what was removed, at the place where links to it arrive. */
function reservedView(one: Reservation, context: ArticleContext): object {
  const view = { id: "", raw: "", from: "", to: "", reason: withLinks(one.reason, context) };
  switch (one.kind) {
    case "code":
      return { ...view, ...placeOf(String(one.code), context) };
    case "codes": {
      const [from, to] = [String(one.from), String(one.to)];
      return {
        ...view,
        from,
        to,
        what: say("{from} to {to}", { from: { code: from }, to: { code: to } }),
      };
    }
    case "name":
      return { ...view, ...placeOf(one.name, context) };
  }
}

/** Returns how links reach what was removed: by an id if it can be one, else by the script of the page. */
function placeOf(text: string, context: ArticleContext): object {
  const id = newId(text, context);
  return { id, raw: id === "" ? text : "", what: { code: text } };
}

/** Returns an id that nothing of the page has; none if it is taken. */
function newId(wanted: string, { anchors }: ArticleContext): string {
  if (!/^[\w.-]+$/.test(wanted) || anchors.has(wanted)) return "";
  anchors.add(wanted);
  return wanted;
}

/** Links the names and the codes of errors in a reason, so that "use X" leads there. */
function withLinks(reason: string, { catalog, codes }: ArticleContext): Inline {
  const names = new Set(catalog.definitions.map(({ name }) => name));
  return reason.split(/([\w.-]*\w)/).map((word) => {
    const [owner] = codes.get(word)?.owners ?? [];
    // A short code, or one that is a plain word, may mean something else in a sentence.
    const isCode = owner !== undefined && /^(?=.*[\d_.-]).{3,}$/.test(word);
    const name = names.has(word) ? word : isCode ? owner.definition.name : undefined;
    return name === undefined ? word : { text: { code: word }, url: `#${name}` };
  });
}
