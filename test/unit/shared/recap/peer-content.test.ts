import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import type { SignedBlock } from '../../../../shared/model/finishing';
import { readPoints } from '../../../../shared/model/point';
import { readRichText } from '../../../../shared/model/rich-text-yjs';
import { kindWord } from '../../../../shared/recap/change-groups';
import { SEEN_FIELDS, seenBlocks } from '../../../../shared/recap/seen-blocks';
import { changesSince, recapVersion, signedBlocks } from '../../../../shared/recap/versions';
import { doc, p } from '../markdown/build';
import { cite, point } from './build-points';

/** Turning it into text throws. */
const TRAP = { toString: 1, valueOf: 1 };

function fragmentWith(
  name: string,
  attrs: Record<string, unknown>,
  marks: Record<string, unknown> = {},
): Y.XmlFragment {
  const fragment = new Y.Doc().getXmlFragment('recap');
  const element = new Y.XmlElement(name);
  fragment.insert(0, [element]);
  for (const [key, value] of Object.entries(attrs)) element.setAttribute(key, value as string);
  const text = new Y.XmlText();
  element.insert(0, [text]);
  text.insert(0, 'words', marks);
  return fragment;
}

describe('what a peer wrote into a recap', () => {
  it.each([
    ['traps in place of fields', 'point', { id: TRAP, kind: TRAP, due: [TRAP], link: 'javascript:1' }],
    ['a trap in place of a level', 'heading', { level: TRAP }],
    ['a node named like what every object has', 'constructor', { a: 1 }],
    ['a node named __proto__', '__proto__', { a: 1 }],
    ['a trap under a name that no version has', 'widget', { a: TRAP }],
  ])('[FI1] [FI12] is read and named: %s', (_, name, attrs) => {
    const recap = readRichText(fragmentWith(name, attrs, { link: { href: TRAP }, bold: {} }));
    expect(JSON.stringify(recap)).not.toContain('valueOf');
    expect(recapVersion(recap)).toMatch(/^[0-9a-f]{32}$/);
    expect(readPoints(recap).every(({ id, due }) => id === '' && due === '')).toBe(true);
    expect(typeof kindWord(seenBlocks(recap, ['1.0'])[0]?.kind ?? '')).toBe('string');
  });

  it('keeps the widths of a cell', () => {
    const recap = readRichText(fragmentWith('tableCell', { colwidth: [120, 80] }));
    expect(recap.content?.[0]?.attrs).toEqual({ colwidth: [120, 80] });
  });

  it('[SL12] is kept as what was seen however long its fields are', () => {
    const cites = Array.from({ length: 100 }, (_, at) => cite(`p${String(at)}`, { label: 'x'.repeat(400) }));
    const [block] = seenBlocks(doc(point('takeaway', 'a'.repeat(900), 'One', {}, ...cites)), ['1.0']);
    expect(block?.facts.cites).toHaveLength(SEEN_FIELDS.fact);
    expect(block?.id).toHaveLength(SEEN_FIELDS.id);
  });

  it('[FI4] a recap that was written anew as a whole is compared at once, not each text with each', () => {
    const blocks = (word: string): readonly SignedBlock[] =>
      signedBlocks(doc(...Array.from({ length: 3_000 }, (_, at) => p(`${word}${String(at)} of many`))));
    const changes = changesSince(blocks('old'), blocks('new'));
    expect(changes.filter(({ kind }) => kind === 'added')).toHaveLength(3_000);
    expect(changes.filter(({ kind }) => kind === 'removed')).toHaveLength(3_000);
  });
});
