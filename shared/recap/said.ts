/** Whether words that are about to be left out stand elsewhere. In doubt they do not: rather twice than not at all. */

/** Fewer words in a row stand in many a sentence that says something else. */
const LEAST_IN_A_ROW = 3;

const wordsIn = (line: string): readonly string[] => line.split(/\s+/).filter((word) => word !== '');

/** Every line of `text` is a line of the others, or stands in one of them as several whole words in a row. */
export function isSaid(text: string, others: readonly string[]): boolean {
  const there = others.flatMap((other) => other.split('\n')).map((line) => wordsIn(line).join(' '));
  return text.split('\n').every((line) => {
    const words = wordsIn(line);
    const row = words.join(' ');
    if (row === '' || there.includes(row)) return true;
    return words.length >= LEAST_IN_A_ROW && there.some((one) => ` ${one} `.includes(` ${row} `));
  });
}
