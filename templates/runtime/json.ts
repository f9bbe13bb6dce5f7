// Plain data of anything, bounded in depth and size: no getter that throws, cycle or big integer gets through.

const deepestData = 6;
const mostValues = 1000;
const longestValue = 10_000;

/** Gives a JSON value of anything; what has none is shown in brackets, and what is too deep or too much is left out. */
export function plainData(value: unknown): unknown {
  return plain(value, { left: mostValues, above: [] });
}

interface Budget {
  left: number;
  readonly above: readonly unknown[];
}

function plain(value: unknown, budget: Budget): unknown {
  if (budget.left-- <= 0) return "[left out]";
  switch (typeof value) {
    case "string":
      return value.length > longestValue ? `${value.slice(0, longestValue)}…` : value;
    case "number":
      return Number.isFinite(value) ? value : String(value);
    case "bigint":
      return `${value}n`;
    case "boolean":
      return value;
    case "object":
      return value === null ? null : container(value, budget);
    default:
      return undefined;
  }
}

function container(value: object, budget: Budget): unknown {
  if (budget.above.includes(value)) return "[circular]";
  if (budget.above.length >= deepestData) return "[left out]";
  const above = [...budget.above, value];
  const inner = (item: unknown): unknown => {
    const share = { left: budget.left, above };
    const result = plain(item, share);
    budget.left = share.left;
    return result;
  };
  try {
    if (Array.isArray(value)) {
      return value.slice(0, Math.max(0, budget.left)).map((item) => inner(item) ?? null);
    }
    if (Object.prototype.toString.call(value) === "[object Date]") return dateText(value);
    const copy: { [key: string]: unknown } = {};
    for (const key of Object.keys(value)) {
      if (budget.left <= 0) break;
      if (key.length > longestValue) continue;
      const item = inner(propertyOf(value, key));
      if (item !== undefined) {
        Object.defineProperty(copy, key, {
          value: item,
          enumerable: true,
          configurable: true,
          writable: true,
        });
      }
    }
    return copy;
  } catch {
    return "[unreadable]";
  }
}

/** A date as JSON has it; a proxy of one, or what only calls itself one, throws. */
function dateText(date: object): string | null {
  const time = Date.prototype.getTime.call(date);
  return Number.isNaN(time) ? null : new Date(time).toISOString();
}

/** Gives a property of anything, or says that it cannot be read. */
export function propertyOf(value: object, key: string): unknown {
  try {
    return (value as { readonly [key: string]: unknown })[key];
  } catch {
    return "[unreadable]";
  }
}
