// Results that follow from one immutable value alone, made once for it.

/** Gives a function that remembers what it gave for a value as long as the value lives. */
export function oncePer<Of extends object, Result>(make: (of: Of) => Result): (of: Of) => Result {
  const made = new WeakMap<Of, Result>();
  return (of) => {
    const known = made.get(of);
    if (known !== undefined || made.has(of)) return known as Result;
    const result = make(of);
    made.set(of, result);
    return result;
  };
}
