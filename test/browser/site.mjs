// The reference site as readers use it: by keys, links and filters, without scripts, on paper, on small screens, and with a catalog that means harm.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { serveSite, siteFolder } from "./site-folder.mjs";

const axe = createRequire(import.meta.url).resolve("axe-core/axe.min.js");
const images = fileURLToPath(new URL("../../docs/images/", import.meta.url));
const coinbase = "coinbase-cdp/index.html";
const odd = "odd/index.html";
const wide = { width: 1280, height: 900 };
const narrow = { width: 320, height: 640 };
const schemes = ["light", "dark"];

/** Returns what each step of readers found: its name, how often it was tried, and the faults. */
export async function checkSite(browser, { screenshots }) {
  const site = await siteFolder();
  const server = await serveSite(site.folder);
  const context = { browser, server, ...site };
  const results = [];
  try {
    for (const [name, step] of Object.entries(steps))
      results.push(await attempt(name, (expect) => step({ ...context, expect })));
    if (screenshots) await takeScreenshots(context);
  } finally {
    server.close();
    site.remove();
  }
  return results;
}

async function attempt(name, step) {
  const result = { name, tried: 0, faults: [] };
  const expect = (holds, what) => {
    result.tried++;
    if (!holds) result.faults.push(what);
  };
  try {
    await step(expect);
  } catch (error) {
    result.faults.push(String(error?.stack ?? error));
  }
  return result;
}

/** What readers do, by the name under which it is reported. */
const steps = {
  "no violation of accessibility": async ({ pages, ...context }) => {
    for (const path of pages) {
      for (const scheme of schemes) {
        for (const viewport of [wide, narrow]) {
          await withPage({ ...context, path, scheme, viewport }, async (page) => {
            // Evaluated and not added, which the policy of the page refuses.
            await page.evaluate(readFileSync(axe, "utf8"));
            const violations = await page.evaluate(async () => {
              const { violations } = await globalThis.axe.run({ resultTypes: ["violations"] });
              return violations.map(({ id, nodes }) => `${id} at ${nodes[0]?.target}`);
            });
            const where = `${path}, ${scheme}, ${viewport.width} px`;
            context.expect(violations.length === 0, `${where}: ${violations}`);
          });
        }
      }
    }
  },
  "no page is wider than 320 px": async ({ pages, ...context }) => {
    for (const path of pages) {
      await withPage({ ...context, path, viewport: narrow }, async (page) => {
        const width = await page.evaluate(() => document.scrollingElement.scrollWidth);
        context.expect(width <= narrow.width, `${path} is ${width} px wide`);
      });
    }
  },
  "a code that is typed is shown": (context) =>
    withPage({ ...context, path: coinbase }, async (page) => {
      await page.keyboard.press("/");
      await page.keyboard.type("rate_limit_exceeded");
      const { hash, title, top, focus } = await page.evaluate(() => ({
        hash: location.hash,
        title: document.title,
        top: document.getElementById("RateLimitExceeded").getBoundingClientRect().top,
        focus: document.activeElement.id,
      }));
      context.expect(hash === "#RateLimitExceeded", `the address ends with ${hash}`);
      context.expect(title.startsWith("rate_limit_exceeded"), `the title is ${title}`);
      context.expect(top >= 0 && top < wide.height / 2, `the error stands at ${top} px`);
      context.expect(focus === "page:search", `${focus} has the focus`);
      await page.keyboard.press("Escape");
      const count = (await page.$$("article")).length;
      context.expect((await shown(page)).length === count, "Escape does not show all errors");
    }),
  "words and statuses are found": (context) =>
    withPage({ ...context, path: coinbase }, async (page) => {
      await search(page, "idempotency");
      const texts = await page.$$eval("article:not([hidden])", (all) =>
        all.map((one) => one.textContent.toLowerCase()),
      );
      const fit = texts.filter((text) => text.includes("idempotency"));
      context.expect(texts.length > 0 && fit.length === texts.length, "others are shown too");
      await search(page, "429");
      context.expect((await shown(page)).includes("RateLimitExceeded"), "429 is not found");
      await search(page, "no such words");
      context.expect((await shown(page)).length === 0, "what is nowhere is found");
      context.expect(await page.$eval("#page\\:none", (one) => !one.hidden), "nothing says so");
    }),
  "an exact code comes first, and a status is no part of a number": (context) =>
    withPage({ ...context, path: odd }, async (page) => {
      const listed = () =>
        page.$$eval(".index li:not([hidden]) a", (all) => all.map(({ hash }) => hash));
      const order = await listed();
      await search(page, "409");
      const found = (await listed()).sort().join();
      context.expect((await listed())[0] === "#Short", `409 finds ${await listed()}`);
      context.expect(found === "#Other,#Short", `409 finds ${found}`);
      await search(page, 'a "b');
      context.expect((await listed())[0] === "#Quoted", `a "b finds ${await listed()}`);
      await search(page, "");
      context.expect((await listed()).join() === order.join(), "the list is not as it was");
      for (const [words, count] of Object.entries({ old_amount: 1, 7500: 1, nowhere: 0 })) {
        await search(page, words);
        const terms = await page.$$eval(".removed dt", (all) =>
          all.filter((one) => one.checkVisibility()).map(({ textContent }) => textContent),
        );
        context.expect(terms.length === count, `${words} finds ${terms}`);
        const isNone = await page.$eval("#page\\:none", (one) => one.checkVisibility());
        context.expect(isNone === (count === 0), `${words}: "No error fits." is there: ${isNone}`);
      }
      const boxes = await page.$$eval(".shared", (all) =>
        all.filter((one) => one.checkVisibility()),
      );
      context.expect(boxes.length === 0, "the meanings of a code are shown beside other errors");
      await search(page, "");
      await page.evaluate(() => location.assign("#nope"));
      await page.waitForFunction(() => document.getElementById("page:search").value === "nope");
      await search(page, "");
      await choose(page, '.filters select[data-key="retry"]', "never");
      const never = await listed();
      context.expect(never.includes("#Several"), `never to retry: ${never}`);
      context.expect(
        never.filter((one) => one === "#Several").length === 1,
        "is_new can be retried",
      );
    }),
  "the start page finds codes and statuses": async (context) => {
    await withPage({ ...context, path: "index.html" }, async (page) => {
      await search(page, "409");
      const links = await page.$$eval(".index li:not([hidden]) a", (all) =>
        all.map((one) => one.getAttribute("href")),
      );
      context.expect(links[0] === "odd/index.html#Short", `409 finds first ${links[0]}`);
      context.expect(links.length > 2, `409 finds ${links}`);
      await search(page, "is_old");
      await Promise.all([page.waitForNavigation(), page.keyboard.press("Enter")]);
      const url = await page.evaluate(() => location.href);
      context.expect(url.endsWith("odd/index.html#Several"), `Enter leads to ${url}`);
    });
    await withPage({ ...context, path: "index.html#old-and-gone" }, async (page) => {
      const words = await page.$eval("#page\\:search", ({ value }) => value);
      context.expect(words === "old-and-gone", `an unknown code is searched as ${words}`);
    });
    const page = await context.browser.newPage();
    await page.goto(`${context.server.url}index.html#is_old`);
    await page.waitForFunction(() => location.pathname.endsWith("/odd/index.html"));
    await page.close();
  },
  "what a link names stays in its place": async (context) => {
    for (const viewport of [wide, narrow]) {
      for (const hash of ["#RateLimitExceeded", "#rate_limit_exceeded"]) {
        for (const way of ["opened", "reloaded", "filtered", "scrolled"]) {
          await withPage({ ...context, path: coinbase + hash, viewport }, async (page) => {
            if (way === "reloaded") await page.reload();
            if (way === "filtered") {
              await choose(page, '.filters select[data-key="status"]', "404");
              await page.evaluate((hash) => location.replace(`#x${hash}`), hash);
              await page.evaluate((hash) => location.replace(hash), hash);
            }
            if (way === "scrolled") {
              await page.mouse.move(viewport.width - 100, 300);
              await page.mouse.wheel({ deltaY: 300 });
            }
            await new Promise((resolve) => setTimeout(resolve, 800));
            const { top } = await page.$eval("#RateLimitExceeded", (one) =>
              one.getBoundingClientRect().toJSON(),
            );
            const isThere = way === "scrolled" ? top < -100 : top > 10 && top < 40;
            context.expect(isThere, `${hash}, ${way}, ${viewport.width} px: it is at ${top} px`);
          });
        }
      }
    }
  },
  "the arrows move and Enter opens": (context) =>
    withPage({ ...context, path: coinbase }, async (page) => {
      await page.keyboard.press("/");
      await page.keyboard.press("ArrowDown");
      await page.keyboard.press("ArrowDown");
      const second = await page.$$eval(".index li a", (all) => all[1].hash);
      const focus = await page.evaluate(() => document.activeElement.hash);
      context.expect(focus === second, `${focus} has the focus, not ${second}`);
      await page.keyboard.press("ArrowUp");
      await page.keyboard.press("ArrowUp");
      const id = await page.evaluate(() => document.activeElement.id);
      context.expect(id === "page:search", "the arrows do not lead back to the search");
      await page.keyboard.press("ArrowDown");
      await page.keyboard.press("ArrowDown");
      await page.keyboard.press("Enter");
      context.expect((await hashOf(page)) === second, "Enter does not open it");
    }),
  "filters show what fits": (context) =>
    withPage({ ...context, path: coinbase }, async (page) => {
      const keys = await page.$$eval(".filters select", (all) => all.map((one) => one.dataset.key));
      context.expect(keys.includes("status") && keys.includes("kind"), `filters: ${keys}`);
      for (const key of keys) {
        const selector = `.filters select[data-key="${key}"]`;
        const values = await page.$$eval(`${selector} option`, (all) =>
          all.map(({ value }) => value).filter(Boolean),
        );
        for (const value of values) {
          await choose(page, selector, value);
          const found = await page.$$eval(
            "article:not([hidden])",
            (all, key) => all.map((one) => one.getAttribute(`data-${key}`).split("\n")),
            key,
          );
          const fits = found.length > 0 && found.every((own) => own.includes(value));
          context.expect(fits, `${key} = ${value} shows ${JSON.stringify(found)}`);
        }
        await choose(page, selector, "");
      }
    }),
  "tabs show one side at a time": (context) =>
    withPage({ ...context, path: `${coinbase}#NotFound` }, async (page) => {
      const seen = () =>
        page.$$eval("#NotFound .views > div", (all) =>
          all.filter((one) => one.checkVisibility()).map(({ className }) => className),
        );
      context.expect((await seen()).join() === "response", `first ${await seen()}`);
      for (const side of ["client", "server", "response"]) {
        await page.click(`#NotFound .views label:has([value="${side}"])`);
        context.expect((await seen()).join() === side, `${side} shows ${await seen()}`);
      }
    }),
  "code, link and body are copied": (context) =>
    withPage({ ...context, path: `${coinbase}#NotFound`, copies: true }, async (page) => {
      const address = await page.evaluate(() => location.href.split("#")[0]);
      const copied = async (selector) => {
        const button = await page.$(`#NotFound ${selector}`);
        const words = await button.evaluate(({ textContent }) => textContent);
        await button.click();
        await page.waitForFunction((one, old) => one.textContent !== old, {}, button, words);
        const said = await button.evaluate(({ textContent }) => textContent);
        context.expect(said === "Copied", `the button says ${said}`);
        return page.evaluate(() => navigator.clipboard.readText());
      };
      const code = await copied('[data-copy="code"]');
      context.expect(code === "not_found", `the code is ${code}`);
      const link = await copied('[data-copy="link"]');
      context.expect(link === `${address}#not_found`, `the link is ${link}`);
      const body = JSON.parse(await copied('.response [data-copy="block"]'));
      context.expect(body.errorType === "not_found", `the body is ${JSON.stringify(body)}`);
    }),
  "the link of a shared code is that of its meaning": (context) =>
    withPage({ ...context, path: `${odd}#Shared`, copies: true }, async (page) => {
      await page.click('#Shared [data-copy="link"]');
      await page.waitForFunction(
        () => document.querySelector('#Shared [data-copy="link"]').textContent === "Copied",
      );
      const link = await page.evaluate(() => navigator.clipboard.readText());
      context.expect(link.endsWith("#Shared"), `the link is ${link}`);
    }),
  "a response that is pasted is explained": async (context) => {
    const body = {
      errorType: "rate_limit_exceeded",
      errorMessage: "Slow down",
      correlationId: "c-1",
    };
    const pasted = {
      [JSON.stringify(body)]: ["rate_limit_exceeded", "Slow down", "c-1"],
      [`HTTP/1.1 429 Too Many Requests\r\nRetry-After: 7\r\n\r\n${JSON.stringify(body)}`]: ["7 s"],
      '404 {"errorType":"never_heard_of","errorMessage":"?"}': ["never_heard_of"],
      '{"id":1}': ["no error"],
      "HTTP/2 502\ncontent-type: text/html\n\n<html>": ["No code"],
    };
    for (const address of [context.server.url, context.url]) {
      await withPage({ ...context, server: { url: address }, path: coinbase }, async (page) => {
        await page.click(".paste summary");
        for (const [text, expected] of Object.entries(pasted)) {
          const said = await paste(page, text);
          for (const words of expected)
            context.expect(said.includes(words), `${text} is explained as ${said}`);
        }
      });
    }
  },
  "a paste that is no response is explained": (context) =>
    withPage({ ...context, path: odd }, async (page) => {
      const pasted = {
        '{"code": "is_new"': ["not valid JSON (line 1)", "end"],
        '{"code": "is_new",\n}': ["line 2", "comma"],
        "{'code': 'is_new'}": ["double quotes"],
        '{"code": "nope"}': ["Unknown code: nope", "HTTP status"],
        '{"code": "old code"}': ["old code", "use is_new"],
        "<html><p>Busy": ["HTML"],
        "some words": ["no JSON"],
        old_amount: ["Removed."],
        nope: ["Unknown code: nope"],
        '[INFO] got {"code": "is_old", "message": "m"} in 3 ms': [
          "is_old",
          "An old one.",
          "Nobody sends",
        ],
        '"{\\"code\\": \\"is_new\\"}"': ["A new one."],
        '{"code": "a \\"b"}': ["With a quote."],
        is_old: ["An old one."],
      };
      await page.click(".paste summary");
      for (const [text, expected] of Object.entries(pasted)) {
        const said = await paste(page, text);
        for (const words of expected)
          context.expect(said.includes(words), `${text} is explained as ${said}`);
        context.expect(!said.includes("is_new: "), `${text} is explained by another code: ${said}`);
      }
      context.expect((await hashOf(page)) === "#Several", "a code does not open its error");
      await page.$eval("#page\\:response", (box) => {
        box.value = "";
        box.dispatchEvent(new Event("input", { bubbles: true }));
      });
      const rest = await page.$eval("#page\\:explained", ({ textContent }) => textContent);
      context.expect(rest === "", `nothing is explained as ${rest}`);
    }),
  "light and dark are chosen and kept": (context) =>
    withPage({ ...context, path: coinbase, scheme: "dark" }, async (page) => {
      const color = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
      const dark = await color();
      await page.click("#page\\:scheme");
      const light = await color();
      context.expect(light === "rgb(255, 255, 255)" && dark !== light, `${dark} and ${light}`);
      await page.reload();
      context.expect((await color()) === light, "the choice is forgotten");
    }),
  "links by code and of removed codes lead on": async (context) => {
    await withPage({ ...context, path: "coinw/index.html#29001" }, async (page) => {
      const title = await page.title();
      context.expect(title.startsWith("29001"), `the title of #29001 is ${title}`);
    });
    for (const [code, id] of Object.entries({
      'a "b': "Quoted",
      "a b": "Spaced",
      is_old: "Several",
    })) {
      const path = `${odd}#${encodeURIComponent(code)}`;
      await withPage({ ...context, path }, async (page) => {
        const top = await page.$eval(`#${id}`, (one) => one.getBoundingClientRect().top);
        context.expect(top > 0 && top < wide.height, `${code} is at ${top} px`);
        const title = await page.title();
        context.expect(title !== "Odd errors", `the title of ${code} is ${title}`);
      });
    }
    await withPage({ ...context, path: `${odd}#old%20code` }, async (page) => {
      context.expect((await page.title()).startsWith("old code"), "old code leads nowhere");
    });
    await withPage({ ...context, path: "harbor/index.html" }, async (page) => {
      const removed = await page.$$eval(".tail dt[id]", (all) => all.map(({ id }) => id));
      context.expect(removed.length > 0, "no removed code has a link");
      for (const id of removed) {
        await page.evaluate((id) => location.assign(`#${encodeURIComponent(id)}`), id);
        const said = await page.$eval(`[id="${id}"]`, (one) => one.nextElementSibling.textContent);
        context.expect(said.length > 10, `${id} says ${said}`);
      }
    });
  },
  "everything is there without scripts": (context) =>
    withPage({ ...context, path: coinbase, scripts: false }, async (page) => {
      const seen = await page.evaluate(() => {
        const visible = (selector) =>
          [...document.querySelectorAll(selector)].filter((one) => one.checkVisibility()).length;
        return {
          articles: visible("article"),
          links: visible(".index a"),
          tools: visible(".js"),
          tabs: visible(".views > label"),
        };
      });
      const isWhole = seen.articles > 10 && seen.links >= seen.articles && seen.tabs > 0;
      context.expect(isWhole && seen.tools === 0, JSON.stringify(seen));
    }),
  "a printed page has all errors and no buttons": (context) =>
    withPage({ ...context, path: coinbase }, async (page) => {
      await page.emulateMediaType("print");
      const seen = await page.evaluate(() => {
        const all = (selector) => [...document.querySelectorAll(selector)];
        return {
          buttons: all("button, .index").filter((one) => one.checkVisibility()).length,
          hidden: all("article, .views > div").filter((one) => !one.checkVisibility()).length,
        };
      });
      context.expect(seen.buttons === 0 && seen.hidden === 0, JSON.stringify(seen));
      const pdf = await page.pdf();
      context.expect(pdf.length > 100_000, `the printed page has ${pdf.length} bytes`);
    }),
  "another language is searched, and leads to the same error": (context) =>
    withPage({ ...context, path: "coinw/index.zh-CN.html" }, async (page) => {
      const tag = await page.evaluate(() => document.documentElement.lang);
      context.expect(tag === "zh-CN", `the language is ${tag}`);
      await search(page, "业务异常");
      const found = await shown(page);
      context.expect(found.join() === "BusinessLogicFailure", `found: ${found}`);
      await page.evaluate(() => location.assign("#BusinessLogicFailure"));
      await Promise.all([page.waitForNavigation(), page.click('.bar a[hreflang="en"]')]);
      const url = await page.evaluate(() => location.href);
      context.expect(url.endsWith("coinw/index.html#BusinessLogicFailure"), `it leads to ${url}`);
    }),
  "a catalog that means harm does none": async (context) => {
    for (const path of ["hostile/index.html", "hostile/index.de.html"])
      await withPage({ ...context, path }, withoutHarm(context));
  },
  "3,000 codes are opened and searched": largeCatalog,
};

/** Returns what uses a page whose texts mean harm, and looks for it. */
function withoutHarm(context) {
  return async (page) => {
    for (const text of ["script", "alert", "<"]) await search(page, text);
    await search(page, "");
    for (const label of await page.$$(".views label")) await label.evaluate((one) => one.click());
    const seen = await page.evaluate(() => ({
      done: globalThis.pwned,
      scripts: document.scripts.length,
      foreign: document.querySelectorAll("article img, article svg, base, iframe, object").length,
      handlers: [...document.querySelectorAll("*")].filter((one) =>
        one.getAttributeNames().some((name) => name.startsWith("on")),
      ).length,
    }));
    const isHarmless = seen.done === undefined && seen.foreign + seen.handlers === 0;
    context.expect(isHarmless && seen.scripts === 1, JSON.stringify(seen));
  };
}

/** Opens and searches 3,000 codes, and prints the times beside those of a page with as many characters in paragraphs. */
async function largeCatalog({ large, ...context }) {
  const times = {};
  const searches = [];
  for (const [name, path] of Object.entries(large)) {
    const page = await context.browser.newPage();
    await page.setViewport(wide);
    const before = performance.now();
    await page.goto(context.server.url + path, { waitUntil: "load", timeout: 200_000 });
    await drawn(page);
    times[name] = performance.now() - before;
    if (name === "ours") {
      // What the page reads beforehand has been read when a reader starts to type.
      await page.waitForFunction(() => document.getElementById("page:found").value !== "");
      await new Promise((resolve) => setTimeout(resolve, 2000));
      for (const word of ["wallet", "wallet am", "wallet amount"])
        searches.push(await timeOfSearch(page, word));
      context.expect((await page.$$(".index li:not([hidden])")).length > 0, "nothing is found");
    }
    await page.close();
  }
  const ratio = (part, whole) => (part / whole).toFixed(2);
  const search = searches.toSorted((a, b) => a - b)[1];
  process.stdout.write(
    `\n3,000 codes: opened in ${Math.round(times.ours)} ms, ${ratio(times.ours, times.plain)} of what ` +
      `a page with as many characters takes; a search in ${Math.round(search)} ms, ${ratio(search, times.plain)} of it\n`,
  );
}

/** Types words into the search and returns the milliseconds until the list is drawn. */
function timeOfSearch(page, words) {
  return page.evaluate(async (words) => {
    const box = document.getElementById("page:search");
    const before = performance.now();
    box.value = words;
    box.dispatchEvent(new Event("input"));
    await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
    const time = performance.now() - before;
    // The errors themselves follow when no key follows.
    await new Promise((resolve) => setTimeout(resolve, 500));
    return time;
  }, words);
}

/** Waits until the page has been drawn. */
function drawn(page) {
  return page.evaluate(
    () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve))),
  );
}

/** Opens a page of the site and uses it; whatever it complains of, or asks others for, is a fault. */
async function withPage({ browser, server, expect, path, ...how }, use) {
  const { viewport = wide, scheme = "light", scripts = true, copies = false } = how;
  const context = await browser.createBrowserContext();
  const page = await context.newPage();
  const complain = (what) => expect(false, `${path}: ${what}`);
  page.on("pageerror", ({ message }) => complain(message));
  page.on("console", (message) => {
    if (message.type() === "error") complain(message.text());
  });
  page.on("request", (request) => {
    const isOwn = request.url().startsWith(server.url) || request.url().startsWith("data:");
    if (!isOwn) complain(`asks for ${request.url()}`);
  });
  if (copies) {
    const session = await page.createCDPSession();
    await session.send("Emulation.setFocusEmulationEnabled", { enabled: true });
    const rights = ["clipboard-read", "clipboard-write", "clipboard-sanitized-write"];
    await context.overridePermissions(new URL(server.url).origin, rights);
  }
  await page.setJavaScriptEnabled(scripts);
  await page.setViewport(viewport);
  await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
  try {
    await page.goto(server.url + path, { waitUntil: "load", timeout: 120_000 });
    // Errors are opened one after the other.
    if (scripts) await page.waitForFunction(() => !document.querySelector("article noscript"));
    await use(page);
  } finally {
    await context.close();
  }
}

/** Types into the search as a reader does, and waits for the errors. */
async function search(page, words) {
  await page.$eval("#page\\:search", (box) => box.select());
  await page.keyboard.press("Delete");
  await page.keyboard.type(words);
  await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 400)));
}

/** Pastes a text into the box for responses, and returns what the page says of it. */
async function paste(page, text) {
  await page.evaluate((text) => {
    document.getElementById("page:response").value = text;
    document.getElementById("page:explained").replaceChildren();
    document.getElementById("page:paste").requestSubmit();
  }, text);
  await page.waitForFunction(() => document.getElementById("page:explained").textContent.trim());
  return page.$eval("#page\\:explained", (box) => box.textContent);
}

function shown(page) {
  return page.$$eval("article:not([hidden])", (all) => all.map(({ id }) => id));
}

function choose(page, selector, value) {
  return page.$eval(
    selector,
    (select, value) => {
      select.value = value;
      select.dispatchEvent(new Event("change"));
    },
    value,
  );
}

function hashOf(page) {
  return page.evaluate(() => location.hash);
}

/** Writes the screenshots that the README and the documentation show. */
async function takeScreenshots({ browser, server }) {
  for (const scheme of schemes) {
    const path = `${coinbase}#RateLimitExceeded`;
    await withPage({ browser, server, path, scheme, expect: () => {} }, async (page) => {
      await page.screenshot({ path: `${images}site-${scheme}.png` });
    });
  }
}
