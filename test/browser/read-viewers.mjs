// What the viewers show of each response: these functions run in their pages, so that they name nothing outside of themselves.

/** Reads Redoc: the bars of responses with what is below them, and the tabs of samples. */
export async function readRedoc(count) {
  const frames = async (times) => {
    for (let i = 0; i < times; i++) await new Promise((resolve) => requestAnimationFrame(resolve));
  };
  const bars = () =>
    [...document.querySelectorAll("button[aria-expanded]")].filter((one) =>
      /^(?:\d(?:XX|\d\d)|default)$/.test(one.querySelector("strong")?.textContent.trim() ?? ""),
    );
  const end = performance.now() + 60_000;
  while (bars().length < count && performance.now() < end) await frames(1);
  const samples = [];
  for (const list of document.querySelectorAll("[role=tablist]")) {
    for (const tab of list.children) {
      if (tab.textContent === "Payload") continue;
      tab.click();
      await frames(2);
      const panel = document.getElementById(tab.getAttribute("aria-controls"));
      const sample = panel.querySelector(".redoc-json, pre")?.textContent;
      samples.push({ status: tab.textContent, sample });
    }
  }
  const shown = [];
  for (const bar of bars()) {
    const status = bar.querySelector("strong").textContent.trim();
    const body = () => {
      const all = [...(bar.nextElementSibling?.children ?? [])];
      return all.slice(all.findLastIndex(({ tagName }) => tagName === "H5") + 1);
    };
    const found = (selector) => body().flatMap((one) => [...one.querySelectorAll(selector)]);
    const buttons = () => [...(body()[0]?.querySelectorAll(":scope > span + div > button") ?? [])];
    const size = () => found(".property-name").length;
    const [select] = found("select");
    const choices = (select ? [...select.options] : buttons()).map((one) => one.textContent);
    const fields = [];
    for (const [i, choice] of choices.entries()) {
      if (select) {
        const { set } = Object.getOwnPropertyDescriptor(HTMLSelectElement.prototype, "value");
        set.call(found("select")[0], choice);
        found("select")[0].dispatchEvent(new Event("change", { bubbles: true }));
      } else buttons()[i].click();
      await frames(2);
      fields.push(size());
    }
    const at = samples.findIndex((one) => one.status === status);
    const hasBody = bar.nextElementSibling !== null;
    const [{ sample } = {}] = at < 0 || !hasBody ? [] : samples.splice(at, 1);
    const { textContent: text, innerHTML: html } = bar.querySelector("strong + div");
    shown.push({
      status,
      text,
      html,
      choices,
      fields: hasBody && fields.length === 0 ? [size()] : fields,
      sample,
    });
  }
  return shown;
}

/** Reads Swagger UI: the rows of responses, first with their samples, then with their schemas. */
export async function readSwagger(count) {
  const frames = async (times) => {
    for (let i = 0; i < times; i++) await new Promise((resolve) => requestAnimationFrame(resolve));
  };
  const rows = () => [...document.querySelectorAll("tr.response[data-code]")];
  const end = performance.now() + 60_000;
  while (rows().length < count && performance.now() < end) await frames(1);
  const shown = [];
  for (const row of rows()) {
    // Swagger UI shows the type that it shows of other responses, if there is one.
    const types = row.querySelector("select.content-type");
    if (types && types.selectedIndex !== 0) {
      const { set } = Object.getOwnPropertyDescriptor(HTMLSelectElement.prototype, "value");
      set.call(types, types.options[0].value);
      types.dispatchEvent(new Event("change", { bubbles: true }));
      await frames(3);
    }
    const sample = row.querySelector(".model-example pre, .model-example .microlight")?.textContent;
    row.querySelector('.tablinks[data-name="model"]')?.click();
    await frames(3);
    const model = row.querySelector(".model-box");
    const branches = [
      // OpenAPI 3.1 and 3.0 are drawn by different parts of Swagger UI.
      ...(model?.querySelectorAll(
        ":scope > article > div > :is([class*=--oneOf], [class*=--anyOf]) > ul > li",
      ) ?? []),
      ...[...(model?.querySelectorAll("td") ?? [])]
        .filter((one) => /^(?:oneOf|anyOf) ->$/.test(one.textContent.trim()))
        .slice(0, 1)
        .flatMap((one) => [...one.nextElementSibling.children]),
    ];
    const title = ".json-schema-2020-12__title, .model-title__text";
    const property = ".json-schema-2020-12-property, tr.property-row";
    const described = row.querySelector(".response-col_description__inner");
    shown.push({
      status: row.dataset.code,
      text: described.textContent,
      html: described.innerHTML,
      choices: branches.map((one) => one.querySelector(title)?.textContent ?? ""),
      fields: (branches.length > 0 ? branches : model ? [model] : []).map(
        (one) => one.querySelectorAll(property).length,
      ),
      sample,
    });
  }
  return shown;
}

/** Reads Scalar: the items of responses with each of their choices, and the tabs of samples. */
export async function readScalar(count) {
  const frames = async (times) => {
    for (let i = 0; i < times; i++) await new Promise((resolve) => requestAnimationFrame(resolve));
  };
  const items = () =>
    [...document.querySelectorAll("li.parameter-item")].filter((one) =>
      /^(?:\d(?:XX|\d\d)|default)$/.test(
        one.querySelector(".property-name")?.textContent.trim() ?? "",
      ),
    );
  const end = performance.now() + 60_000;
  while (items().length < count && performance.now() < end) await frames(1);
  const samples = [];
  for (const tab of document.querySelectorAll(".response-card [role=tab]")) {
    tab.click();
    await frames(3);
    const card = tab.closest(".response-card");
    const status = tab.textContent.match(/Status:\s*(\S+)/)[1];
    samples.push({ status, sample: card.querySelector("pre")?.textContent });
  }
  const shown = [];
  for (const item of items()) {
    const status = item.querySelector(".property-name").textContent.trim();
    const size = () => item.querySelectorAll(".property-name").length - 1;
    const selector = () => item.querySelector(".composition-selector");
    const options = async () => {
      selector().click();
      await frames(3);
      return [...document.querySelectorAll("[role=option]")];
    };
    const choices = [];
    const fields = [];
    if (selector()) {
      const labels = (await options()).map((one) => one.textContent.trim());
      selector().click();
      await frames(3);
      for (const [i, label] of labels.entries()) {
        (await options())[i].click();
        await frames(3);
        choices.push(label);
        fields.push(size());
      }
    }
    const described = item.querySelector(".property-description");
    const at = samples.findIndex((one) => one.status.toLowerCase() === status.toLowerCase());
    const [{ sample } = {}] = at < 0 ? [] : samples.splice(at, 1);
    shown.push({
      status,
      text: described?.textContent ?? "",
      html: described?.innerHTML ?? "",
      choices,
      fields: selector() ? fields : [size()],
      sample,
    });
  }
  return shown;
}
