/** Texts that are made to hang, break or fill the reader: each is read in time, with its words, or as plain text. */
import { describe, expect, test } from 'vitest';
import { splitText, toNewPosts, toRecap } from '../../../../shared/import';
import { parseRichText, plainText } from '../../../../shared/markdown';

const FRONT = '---\ntitle: T\nexported: recap\nid: d1\n---\n\n# T\n\n';
const lines = (amount: number, line: string): string => `${line}\n`.repeat(amount);

const TEXTS: readonly (readonly [string, string])[] = [
  ['quotes in quotes in quotes', `# A\n\n${'>'.repeat(20_000)} deep\n`],
  ['quotes with spaces', `# A\n\n${'> '.repeat(10_000)} deep\n`],
  [
    'lists in lists in lists',
    `# A\n\n${Array.from({ length: 400 }, (_, at) => `${'  '.repeat(at)}- ${String(at)}`).join('\n')}\n`,
  ],
  ['list signs on one line', `# A\n\n${'- '.repeat(5_000)}deep\n`],
  ['a million lines of a list', `# A\n\n${lines(1_000_000, '- a')}`],
  ['a fence that never ends', `# A\n\n\`\`\`js\n${lines(2_000, 'let a = 1;')}`],
  ['brackets', `# A\n\n${'['.repeat(7_000)} deep\n`],
  ['brackets that close', `# A\n\n${'[a]('.repeat(3_000)} deep\n`],
  ['pictures in pictures', `# A\n\n${'!['.repeat(3_000)}deep${'](b)'.repeat(3_000)}\n`],
  ['pictures in pictures behind pipes', `# A\n\n${lines(100, `|${'![\\]'.repeat(30)}`)}deep${'](b)'.repeat(3_000)}\n`],
  ['stars', `# A\n\n${'*a **b '.repeat(3_000)} deep\n`],
  [
    'backquotes of every length',
    `# A\n\n${Array.from({ length: 300 }, (_, at) => `${'`'.repeat(at)} `).join('')} deep\n`,
  ],
  ['tables of pipes', `# A\n\n${'|a'.repeat(1_000)}|\n${'|-'.repeat(1_000)}|\n${lines(20, '|b'.repeat(1_000))} deep\n`],
  ['references', `# A\n\n${lines(3_000, '[a]: http://x')}\n${'[a]'.repeat(2_000)} deep\n`],
  ['entities', `# A\n\n${'&amp;'.repeat(20_000)} deep\n`],
  ['comments that never end', `# A\n\n${'<!--'.repeat(5_000)} deep\n`],
  ['tags that never end', `# A\n\n${'<a '.repeat(5_000)} deep\n`],
  ['points that never end', `${FRONT}${lines(2_000, '<!--point takeaway id="a"-->\n')} deep\n`],
  ['ends of points', `${FRONT}${lines(2_000, '<!--/point-->\n')} deep\n`],
  ['NULs and halves of pairs', `# A\n\na\0b \uD800 \uDFFF deep\n`],
  ['anchors without posts', `${FRONT.replace('recap', 'discussion')}${lines(5_000, '<a id="post-x"></a>')}\n deep\n`],
  ['one long line', `# A\n\n${'word '.repeat(30_000)} deep\n`],
];

test.each(TEXTS)('%s', (_, text) => {
  const start = performance.now();
  const draft = splitText(text, { fileName: 'a.md' });
  const recap = toRecap(draft);
  const words = [...toNewPosts(draft, { withRecap: false }).map(({ body }) => body), ...(recap === null ? [] : [recap])]
    .map(plainText)
    .join('\n');
  const left = draft.posts.filter((post) => post.furniture).map((post) => post.text);
  expect([words, ...left].join('\n').length).toBeGreaterThan(0);
  expect(performance.now() - start).toBeLessThan(20_000);
});

/** Four times as much takes four times as long, and sixteen times where every place is searched from every other. */
const LEAST_SUSPECT = 9;

describe('what never ends is searched for in a time that grows with the text', () => {
  const time = (text: string): number => {
    const start = performance.now();
    parseRichText(text);
    return performance.now() - start;
  };
  /** The best of several: what else the machine does takes from any of them. */
  const growth = (few: string, many: string): number => {
    let [short, long] = [Math.min(time(few), time(few)), time(many)];
    for (let again = 0; again < 5 && long > LEAST_SUSPECT * short; again += 1) {
      short = Math.min(short, time(few));
      long = Math.min(long, time(many));
    }
    return long / short;
  };

  test.each<[string, string, (amount: number) => string]>([
    ['pictures in pictures', '![', (amount) => `${'!['.repeat(amount / 4)}a${'](b)'.repeat(amount / 4)}`],
    ['comments', '<!--', (amount) => lines(amount, 'a <!--')],
    ['comments on one line', '<!--', (amount) => `a ${'<!-- '.repeat(amount)}`],
    ['comments behind pipes', '<!--', (amount) => `a\n${lines(amount, '| <!--')}`],
    ['comments in a heading, that end below it', '<!--', (amount) => `# ${'<!--'.repeat(amount)}\n-->`],
    ['instructions', '<?', (amount) => lines(amount, 'a <?')],
    ['sections of characters', '<![CDATA[', (amount) => lines(amount, 'a <![CDATA[')],
    ['declarations', '<!X', (amount) => lines(amount, 'a <!X')],
  ])('%s', (_, sign, make) => {
    expect(growth(make(300), make(1200))).toBeLessThan(LEAST_SUSPECT);
    const words = plainText(parseRichText(make(1200)));
    expect(words.split(sign).length).toBe(make(1200).split(sign).length);
  });

  test('and pictures beside each other are read, however many there are', () => {
    const pictures = '![a map](https://a.b/c.png)\n'.repeat(300);
    const { content = [] } = parseRichText(`one [ two\n${pictures}`);
    expect(content.filter(({ type }) => type === 'image')).toHaveLength(300);
  });

  test('and comments that do end are read, however many there are', () => {
    const point = '<!--point takeaway id="a"-->\n\na `b`\n\nFrom Ann<!--cite post="p"-->\n\n<!--/point-->\n\n';
    const { content = [] } = parseRichText(`${point}a <!-- b -->\n\n`.repeat(100));
    expect(content.filter(({ type }) => type === 'point')).toHaveLength(100);
  });
});
