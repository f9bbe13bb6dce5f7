// Amounts of money as whole cents, and as people read them; nothing here knows the catalog.

/** Gives an amount as people read it. */
export function inEuros(cents: number): string {
  return `${(cents / 100).toFixed(2)} EUR`;
}
