/** A text as somebody edited it; each replacement must be possible. */
export function edited(text: string, ...changes: readonly (readonly [string | RegExp, string])[]): string {
  return changes.reduce((before, [from, to]) => {
    const next = before.replace(from, to);
    if (next === before) throw new Error(`nothing to replace: ${String(from)}`);
    return next;
  }, text);
}
