/** Who speaks, in transcripts that put `Name: ` in front of what was said, as Zoom does. */

const NAME = /^([\p{L}\p{N}][^:<>\n]{0,59}): (?=\S)/u;
/** With so many of all cues named, a name that comes only once is one too. */
const NAMED_SHARE = 0.8;
/** In the middle of a sentence, or one itself: `and that means: …`. */
const SENTENCE = /^\p{Ll}.* |(?: \S+){5}/u;

export const nameInFront = (text: string): string | null => NAME.exec(text)?.[1]?.trim() ?? null;

/**
 * The names among what stands in front of a colon: those that come back, or all when nearly every cue has one. `This
 * is the plan: …` in between is nobody.
 */
export function namesOf(texts: readonly string[]): ReadonlySet<string> {
  const counts = new Map<string, number>();
  for (const text of texts) {
    const name = nameInFront(text);
    if (name !== null) counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  const all = [...counts.values()].reduce((sum, count) => sum + count, 0);
  const everybody = texts.length > 1 && all >= texts.length * NAMED_SHARE;
  return new Set(
    [...counts].flatMap(([name, count]) =>
      (everybody && (count > 1 || !SENTENCE.test(name))) || (count > 1 && all >= texts.length / 4) ? [name] : [],
    ),
  );
}
