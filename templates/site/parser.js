// Recognises a response as the packages of a catalog do, for the page of that catalog.

import { explainResponse } from "../../generator/explain/explain-response.ts";
import { readPasted } from "../../generator/explain/pasted-response.ts";

const explain = (response, { id, tables }) => {
  const errors = Object.values(tables.codes)
    .flat()
    .map(([{ name }]) => ({ name, explain: () => ({ name }) }));
  return explainResponse(response, [{ catalog: { id }, tables, errors }])[0];
};

/** Returns what the page shows of a text that was pasted, with what the script of the page lends. */
const pasted = (text, page) => {
  const { all, element, entries, open, removedOf, same, say } = page;
  // Advice comes in English sentences, with numbers and times in them.
  const sayAll = (text) =>
    text.replace(/[^.\s](?:[^.]|\.(?=\S))*\./g, (sentence) => {
      const [n] = /\d[\w:.-]*(?=[\s.])/.exec(sentence) ?? [];
      return say(n ? sentence.replace(n, "{n}") : sentence, { n });
    });
  const line = (...content) => element("p", ...content);
  const faults = {
    end: "Its end is missing.",
    quote: "Strings need double quotes.",
    comma: "Remove the comma at the end of a list or an object.",
    other: "",
  };
  const broken = ({ line: at, what }) =>
    line(
      `${say("This is not valid JSON (line {line}).", { line: at })} ${say(faults[what])}`.trim(),
    );
  const linkTo = (name, text) => Object.assign(element("a", text), { href: `#${name}` });
  // An error, or one of its codes: with what is true of that code alone.
  const shown = (name, code) => {
    const article = document.getElementById(name);
    open(article);
    const entry = entries.find((one) => one.article === article && one.code === `${code}`);
    const own = all("section[data-own]", article).find((one) => one.dataset.own === `${code}`);
    const part = (selector) => {
      const found = own ? all(selector, own) : [];
      return found.length > 0 ? found : all(`:scope > ${selector}`, article);
    };
    const [title, summary] = entry
      ? [entry.link.firstElementChild, entry.link.querySelector("span")]
      : [article.querySelector("h2"), article.querySelector(".summary")];
    const head = line(linkTo(name, title.textContent), `: ${summary.textContent}`);
    return [
      head,
      ...[...part(".deprecated"), ...part(".resolution")].map((one) => one.cloneNode(true)),
    ];
  };
  const gone = (code) => {
    const found = removedOf(`${code}`);
    if (!found) return undefined;
    const reason = [...found.reason.childNodes].map((one) => one.cloneNode(true));
    return line(`${say("Removed and reserved")}: ${code}. `, ...reason);
  };
  const unknown = (code) =>
    gone(code) ??
    line(say("Unknown code: {code}. Add the HTTP status to see its advice.", { code }));

  const nothing = line(
    say("There is no JSON in this text. Add the HTTP status to see its advice."),
  );
  const { response, fault, word, html } = readPasted(text);
  const [known, ...others] = word === undefined ? [] : same(word);
  if (known) {
    if (others.length === 0) location.hash = known.link.hash;
    return [known, ...others].flatMap(({ article, code }) => shown(article.id, code));
  }
  if (!response) {
    if (fault) return [broken(fault)];
    if (html) return [line(say("This is an HTML page. Add the HTTP status to see its advice."))];
    if (word !== undefined && !/\s/.test(word)) return [unknown(word)];
    return [(word && gone(word)) || nothing];
  }
  const tables = globalThis.faultbookTables;
  const notes = fault ? [broken(fault)] : [];
  const found = explain(response, tables);
  if (found === undefined) {
    if (response.body === "" && response.status === undefined) return [nothing];
    // As an error it would have a code, perhaps.
    const { code } =
      (response.status === undefined && explain({ ...response, status: 400 }, tables)) || {};
    return [
      ...notes,
      code === undefined ? line(say("This is no error of this API.")) : unknown(code),
    ];
  }
  const { error, candidates, code, advice, message, requestId, happened } = found;
  const parts = (error ? [error.name] : candidates).flatMap((name) => shown(name, code));
  if (parts.length === 0)
    parts.push(
      line(code === undefined ? say("No code.") : say("Unknown code: {code}", { code })),
      ...[code === undefined ? undefined : gone(code)].filter(Boolean),
    );
  const isSame = advice.once === advice.idempotent;
  const most = 1000;
  const facts = Object.entries({
    Message: message?.length > most ? `${message.slice(0, most)}…` : message,
    "Request ID": requestId,
    "Did it happen?": sayAll(happened),
    "Retry it unchanged?": sayAll(advice.once),
    "Retry if idempotent?": isSame ? undefined : sayAll(advice.idempotent),
  }).filter(([, value]) => value !== undefined);
  const rows = facts.flatMap(([key, value]) => [element("dt", say(key)), element("dd", value)]);
  return [...notes, ...parts, element("dl", ...rows)];
};

Object.assign(globalThis, { faultbookExplain: explain, faultbookPasted: pasted });
