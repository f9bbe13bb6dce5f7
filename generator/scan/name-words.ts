// What the name of a variable, a property, a function or a file says of errors.

import { wordsIn } from "../text/words.ts";

function set(words: string): ReadonlySet<string> {
  return new Set(words.trim().split(/\s+/));
}

const errorWords = set(`
  err errs error errors exception exceptions fault faults problem problems failure failures
  rejection thrown caught
`);
const errorNames = set("e ex exc cause reason");
const raisingWords = set("throw throws fail fails reject rejects raise abort deny refuse");
const bodyWords = set(`
  body response res resp reply payload json data result answer parsed output issue detail details
`);
const codeWords = set("code codes");
/** What has codes, types and names of its own, none of which is an error. */
const otherWords = set(`
  country currency lang language locale promo coupon discount voucher postal zip qr bar barcode
  exit key keys area dial invite referral otp event events color colour product sku tax unit
  airport station swift room course region province keyboard column columns flag flags feature
  features topic topics route routes permission permissions state states tracking analytics
  metric metrics log logger console i18n translate
`);
/** What is compared with texts that are no codes. */
const otherNames = set("t type status state kind event action step mode phase method role");

/** Returns the words of a name in lower case. */
function lowerWords(name: string): readonly string[] {
  return wordsIn(name).map((word) => word.toLowerCase());
}

/** Returns whether a name is that of an error, of several, or of what has to do with them. */
export function isErrorName(name: string): boolean {
  return errorNames.has(name) || lowerWords(name).some((word) => errorWords.has(word));
}

/** Returns whether a function's name says that it raises errors. */
export function isRaisingName(name: string): boolean {
  return isErrorName(name) || lowerWords(name).some((word) => raisingWords.has(word));
}

/** Returns whether a name is that of a response or its body. */
export function isBodyName(name: string): boolean {
  return bodyWords.has(lowerWords(name).at(-1) ?? "");
}

/** Returns whether a name speaks of codes. */
export function isCodeName(name: string): boolean {
  return lowerWords(name).some((word) => codeWords.has(word));
}

/** Returns whether a name is that of something else that has codes or names. */
export function isOtherName(name: string): boolean {
  return otherNames.has(name) || lowerWords(name).some((word) => otherWords.has(word));
}

/** Returns whether a property of this name holds the code of an error, whatever it belongs to. */
export function isCodeField(name: string): boolean {
  return /^(?:(?:err(?:or)?|fault|problem|exception|failure)_?(?:code|type|key|slug)|wire_?code)$/i.test(
    name,
  );
}

/** Returns whether a class or a function of this name belongs to JavaScript, so that what it takes are messages. */
export function isBuiltInError(name: string): boolean {
  return /^(?:Type|Range|Syntax|Reference|Eval|URI|Aggregate|)Error$|^DOMException$/.test(name);
}
