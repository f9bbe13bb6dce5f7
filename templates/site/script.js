(() => {
  const $ = (id) => document.getElementById(`page:${id}`);
  const all = (selector, of = document) => [...of.querySelectorAll(selector)];
  const search = $("search");
  const filters = all(".filters select");
  const title = document.title;
  // The words of the page's language, by the English ones.
  const words = JSON.parse(document.querySelector(".page").dataset.words ?? "{}");
  const say = (word, holes = {}) =>
    (words[word] ?? word).replace(/\{(\w+)\}/g, (_, hole) => holes[hole]);
  // Advice comes in English sentences, with numbers and times in them.
  const sayAll = (text) =>
    text.replace(/[^.\s](?:[^.]|\.(?=\S))*\./g, (sentence) => {
      const [n] = /\d[\w:.-]*(?=[\s.])/.exec(sentence) ?? [];
      return say(n ? sentence.replace(n, "{n}") : sentence, { n });
    });
  const entries = all(".index li").map((item) => {
    const link = item.firstElementChild;
    const isHere = link.getAttribute("href").startsWith("#");
    const article = isHere ? document.getElementById(link.hash.slice(1)) : null;
    const code = link.firstElementChild.textContent.replace(/^"|"$/g, "").toLowerCase();
    return { item, link, article, code };
  });
  const articles = new Set(entries.flatMap(({ article }) => article ?? []));
  const element = (name, ...content) => {
    const made = document.createElement(name);
    made.append(...content);
    return made;
  };
  // With scripts, what follows the summary of an error is a text until it is needed, so that a page of thousands opens at once.
  const button = (what, words) => {
    const made = element("button", say(words));
    made.dataset.copy = what;
    return Object.assign(made, { type: "button", className: "copy js" });
  };
  const entryOf = (code) => entries.find((entry) => entry.code === code.trim().toLowerCase());

  // Light and dark: the choice is kept if the browser allows it.
  const kept = (use) => {
    try {
      return use(localStorage);
    } catch {}
  };
  const { style } = document.documentElement;
  style.colorScheme = kept((storage) => storage.getItem("scheme")) ?? "";
  $("scheme").addEventListener("click", () => {
    const isDark = matchMedia("(prefers-color-scheme: dark)").matches;
    const now = style.colorScheme || (isDark ? "dark" : "light");
    style.colorScheme = now === "dark" ? "light" : "dark";
    kept((storage) => storage.setItem("scheme", style.colorScheme));
  });

  // Code is the same in all errors, so only their words and their responses are searched.
  const codeStart = /<div class="client">|<details class="more">/;
  const markup = /<label>.*?<\/label>|<[^>]*>/g;
  const decoder = document.createElement("textarea");
  const known = new Map();
  const wordsOf = (article) => {
    if (!known.has(article)) {
      const [rest] = article.querySelector("noscript").textContent.split(codeStart);
      decoder.innerHTML = rest.replace(markup, " ");
      const summary = article.querySelector(".summary").textContent;
      known.set(article, `${article.id} ${summary} ${decoder.value}`);
    }
    return known.get(article);
  };
  const textOf = ({ link, article }) =>
    `${link.textContent} ${article ? wordsOf(article) : ""}`.toLowerCase();
  const open = (article) => {
    const rest = article?.querySelector("noscript");
    if (!rest) return;
    wordsOf(article);
    rest.outerHTML = rest.textContent;
    article
      .querySelector("header")
      .append(button("code", "Copy code"), button("link", "Copy link"));
    for (const block of all(".block", article)) block.append(button("block", "Copy"));
  };
  // A few at a time, so that the page answers meanwhile: the words of all errors for a search, then all are opened.
  const read = (at) => {
    const end = performance.now() + 8;
    const { length } = entries;
    let next = at;
    for (; next < 2 * length && performance.now() < end; next++) {
      const entry = entries[next % length];
      if (next < length) entry.text ??= textOf(entry);
      else open(entry.article);
    }
    if (next < 2 * length) setTimeout(read, 8, next);
  };
  const nearby = new IntersectionObserver(
    (seen) => {
      for (const { isIntersecting, target } of seen) if (isIntersecting) open(target);
    },
    { rootMargin: "1000px" },
  );
  for (const article of articles) nearby.observe(article);
  addEventListener("beforeprint", () => articles.forEach(open));

  const passes = ({ article }) =>
    filters.every(({ value, dataset }) => {
      const has = article?.getAttribute(`data-${dataset.key}`) ?? "";
      return value === "" || has.split("\n").includes(value);
    });
  const arrange = (seen) => {
    for (const article of articles) article.hidden = !seen.has(article);
  };
  let pause;
  // The list follows each key, and the errors when no key follows: the more of them there are, the longer they take.
  const show = (wait = 0) => {
    const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    const seen = new Set();
    let count = 0;
    for (const entry of entries) {
      const { item, article } = entry;
      if (words.length > 0) entry.text ??= textOf(entry);
      const isFound = passes(entry) && words.every((word) => entry.text.includes(word));
      item.hidden = !isFound;
      if (isFound) seen.add(article);
      if (isFound) count++;
    }
    clearTimeout(pause);
    if (wait > 0) pause = setTimeout(arrange, wait, seen);
    else arrange(seen);
    $("found").value = say("{count} of {all}", { count, all: entries.length });
    if ($("none")) $("none").hidden = count > 0;
  };
  search.addEventListener("input", () => {
    const { article, link } = entryOf(search.value) ?? {};
    show(article ? 0 : 200);
    // A code that is typed in full is shown; the focus stays, since a longer one may follow.
    if (!article) return;
    history.replaceState(null, "", link.hash);
    article.scrollIntoView();
    named();
  });
  for (const filter of filters) filter.addEventListener("change", () => show());

  // What the address names: the title says it, and a link to a removed code leads to what became of it.
  const targetOf = (id) => {
    const isIn = ({ dataset: { from, to } }) => id !== "" && +id >= +from && +id <= +to;
    const own = document.getElementById(id) ?? entryOf(id)?.article;
    return own ?? all("[data-from]").find(isIn);
  };
  const named = () => {
    let id = location.hash.slice(1);
    try {
      id = decodeURIComponent(id);
    } catch {}
    const target = targetOf(id);
    const article = target?.closest("article");
    open(article);
    const folded = target?.closest("details");
    if (folded) folded.open = true;
    if (article?.hidden) {
      search.value = "";
      for (const filter of filters) filter.value = "";
      show();
    }
    if (target && (target.id !== id || article)) (article ?? target).scrollIntoView();
    const heading = target && (article?.querySelector("h2") ?? target.closest("h2") ?? target);
    document.title = heading ? `${heading.textContent} · ${title}` : title;
    for (const entry of entries) {
      if (article && entry.article === article) entry.link.setAttribute("aria-current", "location");
      else entry.link.removeAttribute("aria-current");
    }
  };
  addEventListener("hashchange", named);

  addEventListener("keydown", (event) => {
    const { key, target } = event;
    const isSearch = target === search;
    if (key === "/" && !target.closest("input, textarea, select")) {
      event.preventDefault();
      search.select();
    }
    if (key === "Escape" && isSearch) {
      search.value = "";
      show();
    }
    const links = entries.filter(({ item }) => !item.hidden).map(({ link }) => link);
    if (key === "Enter" && isSearch) (entryOf(search.value)?.link ?? links[0])?.click();
    const at = links.indexOf(target);
    if ((at < 0 && !isSearch) || !/^Arrow(?:Down|Up)$/.test(key)) return;
    event.preventDefault();
    const next = at + (key === "ArrowDown" ? 1 : -1);
    (next < 0 ? search : links[next])?.focus();
  });

  addEventListener("click", async ({ target }) => {
    const what = target.dataset?.copy;
    if (what === undefined) return;
    const { code } = target.closest("article").dataset;
    const texts = {
      code,
      link: `${location.href.split("#")[0]}#${encodeURIComponent(code)}`,
      block: target.previousElementSibling.textContent,
    };
    const label = target.textContent;
    try {
      await navigator.clipboard.writeText(texts[what]);
      target.textContent = say("Copied");
    } catch {
      target.textContent = say("The browser does not allow it");
    }
    setTimeout(() => {
      target.textContent = label;
    }, 1500);
  });

  // A response that is pasted: a body, or a status, with or without the rest of its line, headers and a body.
  const responseOf = (text) => {
    const [, status, rest = text] =
      /^\s*(?:HTTP\/[\d.]+ )?(\d{3})\b[^\n{[]*\n?([\s\S]*)$/.exec(text) ?? [];
    const [, head = "", body = rest] = /^((?:[\w-]+:.*\n)+)\s*([\s\S]*)$/.exec(rest) ?? [];
    const fields = [...head.matchAll(/^([\w-]+):(.*)$/gm)];
    const headers = Object.fromEntries(
      fields.map(([, name, value]) => [name.toLowerCase(), value.trim()]),
    );
    return { status: status && +status, headers, body };
  };
  const explained = (response) => {
    const found = globalThis.faultbookExplain(response, globalThis.faultbookTables);
    if (found === undefined) return [element("p", say("This is no error of this API."))];
    const { error, candidates, code, advice, message, requestId, happened } = found;
    const names = error ? [error.name] : candidates;
    const parts = names.flatMap((name) => {
      const article = document.getElementById(name);
      open(article);
      const link = element("a", article.querySelector("h2").textContent);
      link.href = `#${name}`;
      const line = element("p", link, `: ${article.querySelector(".summary").textContent}`);
      return [line, ...all(".resolution", article).map((steps) => steps.cloneNode(true))];
    });
    if (names.length === 0)
      parts.push(
        element("p", code === undefined ? say("No code.") : say("Unknown code: {code}", { code })),
      );
    const isSame = advice.once === advice.idempotent;
    const facts = Object.entries({
      Message: message,
      "Request ID": requestId,
      "Did it happen?": sayAll(happened),
      "Retry?": sayAll(advice.once),
      "Retry if idempotent?": isSame ? undefined : sayAll(advice.idempotent),
    }).filter(([, value]) => value !== undefined);
    const rows = facts.flatMap(([key, value]) => [element("dt", say(key)), element("dd", value)]);
    return [...parts, element("dl", ...rows)];
  };
  const load = (src) =>
    new Promise((resolve, reject) => {
      const script = Object.assign(document.createElement("script"), { src });
      script.addEventListener("load", resolve);
      script.addEventListener("error", reject);
      document.head.append(script);
    });
  const form = $("paste");
  form?.addEventListener("submit", async (event) => {
    event.preventDefault();
    let parts;
    try {
      if (typeof globalThis.faultbookExplain !== "function")
        await Promise.all([load(form.dataset.parser), load(form.dataset.tables)]);
      parts = explained(responseOf($("response").value.replaceAll("\r", "")));
    } catch {
      parts = [element("p", say("The files beside this page could not be loaded."))];
    }
    $("explained").replaceChildren(...parts);
  });

  for (const link of all("a[hreflang]")) {
    // Readers look for the name that a language has in itself.
    const names = new Intl.DisplayNames([link.hreflang], { type: "language" });
    link.textContent = names.of(link.hreflang);
    // The same error in another language.
    if (link.closest(".bar")) link.addEventListener("click", () => (link.hash = location.hash));
  }

  show();
  if (location.hash !== "") named();
  read(0);
})();
