/** A colour and a pattern for each author. Pure; rule WH7. */

/** Ways to draw a line below text that are told apart without colour; the style sheet has a class for each. */
export const AUTHOR_PATTERNS = 6;

export interface AuthorLook {
  /** Palette index, 0-based. */
  readonly colour: number;
  readonly pattern: number;
}

/** Every device gives the same people the same looks. */
export function authorLooks(
  people: readonly { readonly id: string; readonly colour: number }[],
): ReadonlyMap<string, AuthorLook> {
  const looks = new Map<string, AuthorLook>();
  let free = new Set<number>();
  for (const { id, colour } of people.toSorted((a, b) => (a.id < b.id ? -1 : 1))) {
    if (looks.has(id)) continue;
    if (free.size === 0) free = new Set(Array.from({ length: AUTHOR_PATTERNS }, (_, pattern) => pattern));
    let pattern = colour % AUTHOR_PATTERNS;
    while (!free.has(pattern)) pattern = (pattern + 1) % AUTHOR_PATTERNS;
    free.delete(pattern);
    looks.set(id, { colour, pattern });
  }
  return looks;
}
