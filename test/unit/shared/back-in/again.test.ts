/** A file that is brought back twice, and ids that stand in a file more than once or were changed there. */
import { describe, expect, test } from 'vitest';
import { readPosts, recapOf } from '../../../../shared/model/discussion-doc';
import { readRecaps } from '../../../../shared/model/discussion-parts';
import { readRichText } from '../../../../shared/model/rich-text-yjs';
import { doc, p, point } from '../markdown/build';
import {
  bringBack,
  changesOf,
  copyOf,
  digest,
  discussion,
  edited,
  exported,
  ME,
  recapIn,
  startOwn,
  texts,
  told,
} from './edited';

const made = discussion();
const FILE = exported(made);
const BEFORE_LAST = /\n(?=<a id="post-p3">|<!--post[^\n]*<a id="post-p3">)/;
const POINT = /<!--point takeaway id="t1"-->[\s\S]*?<!--\/point-->\n\n/.exec(FILE)?.[0] ?? '';

describe('[BI9] a new post of a file that is brought back again', () => {
  test.each([
    ['with a time', '### Cem · 1970-01-01 00:05 UTC\n\nWonderful!'],
    ['without a time', '### Cem\n\nWonderful!'],
    ['of mine', '### ann\n\nWonderful!'],
    ['of nobody', '### \n\nWonderful!'],
  ])('%s comes once', (_, post) => {
    const file = edited(FILE, [BEFORE_LAST, `\n${post}\n\n`]);
    const copy = copyOf(made);
    expect(bringBack(copy, file)).toBe(1);
    const once = digest(copy);
    expect(told(changesOf(copy, file))).toEqual([]);
    expect(bringBack(copy, file, () => 'take')).toBe(0);
    expect(digest(copy)).toBe(once);
    const more = edited(file, [BEFORE_LAST, `\n${post}\n\n${post}\n\nAnd more.\n\n`]);
    expect(told(changesOf(copy, more)).length).toBeGreaterThan(0);
  });

  test('with the words of another one is another one', () => {
    const file = edited(FILE, [BEFORE_LAST, '\n### Ann\n\nShall we go on next year?\n\n']);
    expect(told(changesOf(made, file))).toEqual(['posts added post: Shall we go on next year? (take)']);
    const copy = copyOf(made);
    bringBack(copy, file);
    expect(readPosts(copy)).toHaveLength(4);
    expect(told(changesOf(copy, file))).toEqual([]);
  });
});

describe('[BI8] two points never get one id', () => {
  test.each([
    ['copied within the recap', edited(FILE, ['Thanks to everybody', `${POINT}Thanks to everybody`])],
    ['copied into the place of a paragraph', edited(FILE, ['Thanks to everybody who came.', `${POINT}`.trim()])],
  ])('%s, and it comes once', (_, file) => {
    const copy = copyOf(made);
    bringBack(copy, file, () => 'take');
    const ids = recapIn(copy).flatMap(({ type, attrs }) => (type === 'point' ? [attrs?.id] : []));
    expect(new Set(ids).size).toBe(ids.length);
    const once = texts(copy);
    expect(told(changesOf(copy, file))).toEqual([]);
    bringBack(copy, file);
    expect(texts(copy)).toEqual(once);
  });

  test('also where a paragraph becomes a point that stands in another recap', () => {
    const here = discussion(doc(p('Small groups learn faster than large ones do.')));
    startOwn(here, ME, doc(point('takeaway', { id: 'o1' }, p('Small groups learn faster than large ones do.'))));
    const own = /<!--point takeaway id="o1"-->[\s\S]*?<!--\/point-->/.exec(exported(here))?.[0] ?? '';
    const file = edited(exported(here), ['\nSmall groups learn faster than large ones do.\n', `\n${own}\n`]);
    bringBack(here, file, () => 'take');
    const ids = [recapOf(here), ...readRecaps(here).values()].flatMap((recap) =>
      (readRichText(recap).content ?? []).flatMap(({ type, attrs }) => (type === 'point' ? [attrs?.id] : [])),
    );
    expect(ids).toHaveLength(2);
    expect(new Set(ids).size).toBe(2);
  });

  test('and an id that was changed in the file is no change', () => {
    const file = edited(FILE, ['id="t1"', 'id="t9"']);
    expect(told(changesOf(made, file))).toEqual([]);
  });
});
