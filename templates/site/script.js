(() => {
  const $ = (id) => document.getElementById(`page:${id}`);
  const all = (selector, of = document) => [...of.querySelectorAll(selector)];
  const search = $("search");
  const filters = all(".filters select");
  const title = document.title;
  // The words of the page's language.
  const words = JSON.parse(document.querySelector(".page").dataset.words ?? "{}");
  const say = (word, holes = {}) =>
    (words[word] ?? word).replace(/\{(\w+)\}/g, (_, hole) => holes[hole]);
  const entries = all(".index li").map((item) => {
    const link = item.firstElementChild;
    const [path, name] = link.getAttribute("href").split("#");
    const article = path ? null : document.getElementById(name);
    const code = link.dataset.code ?? link.firstElementChild.textContent;
    return { item, link, article, code, next: item.nextSibling };
  });
  const articles = new Set(entries.flatMap(({ article }) => article ?? []));
  const element = (name, ...content) => {
    const made = document.createElement(name);
    made.append(...content);
    return made;
  };
  const button = (what, words) => {
    const made = element("button", say(words));
    made.dataset.copy = what;
    return Object.assign(made, { type: "button", className: "copy js" });
  };
  const lower = (text) => text.trim().toLowerCase();
  const same = (id) => {
    const exact = entries.filter(({ code }) => code === id);
    return exact[0] ? exact : entries.filter(({ code }) => lower(code) === lower(id));
  };
  const removed = all(".removed dt").map((term) => {
    const reason = term.nextElementSibling;
    const { code = term.id, from, to } = term.dataset;
    const text = lower(`${code} ${term.textContent} ${reason.textContent}`);
    return { term, reason, code, from, to, text };
  });
  const removedOf = (id) =>
    removed.find(({ code, from, to }) => id && (code === id || (+id >= +from && +id <= +to)));

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
  const textOf = ({ link, article, code }) =>
    lower(`${code} ${link.textContent} ${article ? wordsOf(article) : ""}`);
  // What follows a summary is a text until it is needed, so that a page of thousands opens at once.
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
  // A few at a time, so that the page answers: the words of all errors, then all are opened.
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

  const passes = ({ item, article }) =>
    filters.every(({ value, dataset: { key } }) => {
      const has = () => item.dataset[key] ?? article?.dataset[key] ?? "";
      return !value || has().split("\n").includes(value);
    });
  const arrange = (seen) => {
    for (const article of articles) article.hidden = !seen.has(article);
  };
  const list = document.querySelector(".index ol");
  const boxes = all(".shared");
  let first = [];
  let pause;
  // The list follows each key; the errors, which take longer, follow a pause.
  const show = (wait = 0) => {
    const words = lower(search.value).split(/\s+/).filter(Boolean);
    const tests = words.map((word) => {
      // A status is a number of its own, or the beginning of a code.
      const own = /^[1-5]\d\d$/.test(word) && RegExp(`(?<![a-z\\d.])${word}(?!\\d)`);
      return ({ text, code }) =>
        text.includes(word) && (!own || code.startsWith(word) || own.test(text));
    });
    const fits = (one) => tests.every((test) => test(one));
    const found = entries.filter((entry) => {
      if (words.length > 0) entry.text ??= textOf(entry);
      const isFound = passes(entry) && fits(entry);
      entry.item.hidden = !isFound;
      return isFound;
    });
    const seen = new Set(found.map(({ article }) => article));
    for (const { item, next } of first.reverse()) list.insertBefore(item, next);
    first = same(search.value);
    list.prepend(...first.map(({ item }) => item));
    const exact = removedOf(search.value.trim());
    for (const one of removed) one.term.hidden = one.reason.hidden = one !== exact && !fits(one);
    const isGone = words[0] && removed.some(({ term }) => !term.hidden);
    for (const box of boxes) box.hidden = words.length > 0 || filters.some(({ value }) => value);
    clearTimeout(pause);
    if (wait > 0) pause = setTimeout(arrange, wait, seen);
    else arrange(seen);
    $("found").value = say("{count} of {all}", { count: found.length, all: entries.length });
    if ($("none")) $("none").hidden = found.length > 0 || isGone;
  };
  search.addEventListener("input", () => {
    const [{ article, link } = {}] = same(search.value);
    show(article ? 0 : 200);
    // A code that is typed in full is shown; the focus stays, as more may follow.
    if (!article || article.hidden) return;
    history.replaceState(null, "", link.hash);
    named();
  });
  for (const filter of filters) filter.addEventListener("change", () => show());

  // What the address names stays in place while errors are opened, until the reader scrolls.
  const { body } = document;
  let held;
  let height;
  let top;
  const place = () => {
    if (!held) return;
    held.scrollIntoView();
    height = body.offsetHeight;
    top = scrollY;
  };
  const leave = ({ type }) => {
    const isOurs = () => body.offsetHeight !== height || Math.abs(scrollY - top) < 40;
    if (held && type === "scroll" && (document.readyState !== "complete" || isOurs())) return;
    held = undefined;
  };
  new ResizeObserver(place).observe(body);
  addEventListener("load", place);
  for (const kind of ["wheel", "touchmove", "keydown", "pointerdown", "scroll"])
    addEventListener(kind, leave, true);

  // What the address names: an error, a code, or what became of it.
  const targetOf = (id) =>
    (id.includes(":") ? undefined : document.getElementById(id)) ??
    boxes.find(({ dataset }) => dataset.code === id) ??
    same(id)[0]?.article ??
    removedOf(id)?.term;
  const clear = (words = "") => {
    search.value = words;
    for (const filter of filters) filter.value = "";
    show();
  };
  const named = () => {
    let id = location.hash.slice(1);
    try {
      id = decodeURIComponent(id);
    } catch {}
    const target = targetOf(id);
    const article = target?.closest("article");
    open(article);
    target?.closest("details")?.setAttribute("open", "");
    if (target?.closest("[hidden]")) clear();
    // The start page leads to the page of a code; the unknown is searched for.
    const codes = target ? [] : same(id);
    if (codes.length === 1) location.replace(codes[0].link.href);
    else if (id && !target) clear(id);
    held = article ?? target;
    history.scrollRestoration = held ? "manual" : "auto";
    place();
    const heading = target && (article?.querySelector("h2") ?? target.closest("h2") ?? target);
    document.title = heading ? `${heading.textContent} · ${title}` : title;
    for (const entry of entries)
      entry.link.ariaCurrent = article && entry.article === article ? "location" : null;
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
    const links = all(".index li:not([hidden]) a");
    if (key === "Enter" && isSearch) {
      if (links[0]) links[0].click();
      else location.hash = encodeURIComponent(search.value.trim());
    }
    const at = links.indexOf(target);
    if ((at < 0 && !isSearch) || !/^Arrow(?:Down|Up)$/.test(key)) return;
    event.preventDefault();
    const next = at + (key === "ArrowDown" ? 1 : -1);
    (next < 0 ? search : links[next])?.focus();
  });

  addEventListener("click", async ({ target }) => {
    const what = target.dataset?.copy;
    if (what === undefined) return;
    const { id, dataset } = target.closest("article");
    const { code } = dataset;
    // A shared code leads to all its meanings.
    const hash = encodeURIComponent(same(code)[1] ? id : code);
    const texts = {
      code,
      link: `${location.href.split("#")[0]}#${hash}`,
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

  const load = (src) =>
    new Promise((onload, onerror) => {
      document.head.append(Object.assign(element("script"), { src, onload, onerror }));
    });
  const form = $("paste");
  form?.addEventListener("submit", async (event) => {
    event.preventDefault();
    let parts;
    try {
      if (typeof globalThis.faultbookPasted !== "function")
        await Promise.all([load(form.dataset.parser), load(form.dataset.tables)]);
      const page = { all, element, entries, open, removedOf, same, say };
      parts = globalThis.faultbookPasted($("response").value, page);
    } catch {
      parts = [element("p", say("The files beside this page could not be loaded."))];
    }
    $("explained").replaceChildren(...parts);
  });
  form?.addEventListener("input", ({ target }) => {
    if (!target.value) $("explained").replaceChildren();
  });

  for (const link of all("a[hreflang]")) {
    // Readers look for the name that a language has in itself.
    const { hreflang } = link;
    link.textContent = new Intl.DisplayNames(hreflang, { type: "language" }).of(hreflang);
    // The same error in another language.
    if (link.closest(".bar")) link.addEventListener("click", () => (link.hash = location.hash));
  }

  show();
  if (location.hash) named();
  read(0);
})();
