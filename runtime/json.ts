// Plain data of anything, bounded in depth and size: no getter that throws, cycle or big integer gets through.

const deepestData = 6;
const mostValues = 1000;
const longestValue = 10_000;

/** Returns a JSON value of anything; what has none is shown in brackets, and what is too deep or too much is left out. */
export function plainData(value: unknown): unknown {
  let left = mostValues;
  const above: object[] = [];
  const plain = (item: unknown): unknown => {
    if (left-- <= 0) return "[left out]";
    if (typeof item === "string")
      return item.length > longestValue ? `${item.slice(0, longestValue)}…` : item;
    if (typeof item === "number") return Number.isFinite(item) ? item : String(item);
    if (typeof item === "bigint") return `${item}n`;
    if (typeof item === "boolean" || item === null) return item;
    if (typeof item !== "object") return undefined;
    if (above.includes(item)) return "[circular]";
    if (above.length >= deepestData) return "[left out]";
    above.push(item);
    try {
      return container(item);
    } catch {
      return "[unreadable]";
    } finally {
      above.pop();
    }
  };
  const container = (item: object): unknown => {
    if (Array.isArray(item)) return item.slice(0, left).map((one) => plain(one) ?? null);
    // A proxy of a date, or what only calls itself one, throws.
    if (Object.prototype.toString.call(item) === "[object Date]")
      return new Date(Date.prototype.getTime.call(item)).toJSON();
    const members: [string, unknown][] = [];
    for (const key of Object.keys(item)) {
      if (left <= 0) break;
      if (key.length > longestValue) continue;
      const one = plain(propertyOf(item, key));
      if (one !== undefined) members.push([key, one]);
    }
    return Object.fromEntries(members);
  };
  return plain(value);
}

/** Returns a property of anything, or says that it cannot be read. */
export function propertyOf(value: object, key: string): unknown {
  try {
    return (value as { readonly [key: string]: unknown })[key];
  } catch {
    return "[unreadable]";
  }
}
