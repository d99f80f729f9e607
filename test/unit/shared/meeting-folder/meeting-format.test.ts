import { describe, expect, it } from 'vitest';
import { FolderClaims } from '../../../../shared/meeting-folder/claims';
import {
  decodeRecord,
  encodeHeader,
  encodeRecord,
  type MeetingRecord,
  readHeader,
} from '../../../../shared/meeting-folder/format';
import { Seeded } from '../../../support/seeded';

const digest = (mark: number): string => mark.toString(16).padStart(2, '0').repeat(16);
const WRITER = 'ab'.repeat(16);

const RECORDS: readonly MeetingRecord[] = [
  { type: 'begin', writer: WRITER, participant: 'Renée' },
  { type: 'state', document: 'catalog', digest: digest(1), before: null, over: [], update: new Uint8Array([1, 2, 3]) },
  {
    type: 'state',
    document: 'a-b_c',
    digest: digest(2),
    before: digest(1),
    over: [digest(3)],
    update: new Uint8Array(),
  },
  { type: 'holds', held: [{ document: 'catalog', digest: digest(1) }] },
  { type: 'holds', held: [] },
];

describe('the records of a meeting folder', () => {
  it.each(RECORDS)('%o is read as it was written', (record) => {
    expect(decodeRecord(encodeRecord(record))).toEqual(record);
  });

  it('a record of a later type is passed over', () => {
    expect(decodeRecord(new Uint8Array([9, 1, 2]))).toBe('unknown');
  });

  it('bytes of any kind are a record or none, and nothing is thrown', () => {
    const random = new Seeded(7);
    for (let round = 0; round < 3000; round += 1) {
      const record = encodeRecord(random.pick(RECORDS)).slice(0, random.int(80));
      for (let change = 0; change < 3 && record.length > 0; change += 1)
        record[random.int(record.length)] = random.int(256);
      expect(() => decodeRecord(record)).not.toThrow();
    }
  });

  it('a header tells its salt; another file, and a later version, are told apart', () => {
    const header = encodeHeader(new Uint8Array(32).fill(7));
    expect(readHeader(header)).toEqual({ salt: '07'.repeat(32) });
    expect(readHeader(header.subarray(0, 41))).toBe('other');
    expect(readHeader(new Uint8Array(50))).toBe('other');
    header[8] = 2;
    expect(readHeader(header)).toBe('newer');
  });
});

interface Step {
  readonly writer: string;
  readonly to: number;
  readonly from: number | null;
  readonly over?: readonly number[];
}

function claimed(files: readonly (readonly Step[])[]): FolderClaims<number> {
  const claims = new FolderClaims<number>();
  for (const [index, steps] of files.entries()) {
    const writer = steps[0]?.writer ?? '';
    const states = steps.map(({ to, from, over = [] }) => ({
      document: 'd',
      digest: digest(to),
      before: from === null ? null : digest(from),
      over: over.map(digest),
      where: to,
    }));
    claims.set(`file-${index}`, { writer, participant: `p-${writer}`, states, holds: [] });
  }
  return claims;
}

const heads = (claims: FolderClaims<number>): string[] =>
  claims
    .heads('d')
    .map((head) => head.digest)
    .sort();

describe('what the files come to', () => {
  it.each<[string, readonly (readonly Step[])[], readonly number[]]>([
    ['a whole document is a head', [[{ writer: 'a', to: 1, from: null }]], [1]],
    [
      'a change takes its place',
      [
        [
          { writer: 'a', to: 1, from: null },
          { writer: 'a', to: 2, from: 1 },
        ],
      ],
      [2],
    ],
    [
      'a change lies in another file of the same writer',
      [[{ writer: 'a', to: 2, from: 1 }], [{ writer: 'a', to: 1, from: null }]],
      [2],
    ],
    ['[MF6] a change without its base waits', [[{ writer: 'a', to: 2, from: 1 }]], []],
    [
      'a base counts for its own writer only',
      [[{ writer: 'a', to: 1, from: null }], [{ writer: 'b', to: 2, from: 1 }]],
      [1],
    ],
    [
      'two who went apart are two heads',
      [[{ writer: 'a', to: 1, from: null }], [{ writer: 'b', to: 2, from: null }]],
      [1, 2],
    ],
    [
      'who holds both is the head',
      [[{ writer: 'a', to: 1, from: null }], [{ writer: 'b', to: 2, from: null, over: [1] }]],
      [2],
    ],
    [
      'who lacks its base holds nothing',
      [[{ writer: 'a', to: 1, from: null }], [{ writer: 'b', to: 2, from: 9, over: [1] }]],
      [1],
    ],
    [
      'a state that goes round in a circle is none',
      [
        [
          { writer: 'a', to: 1, from: 2 },
          { writer: 'a', to: 2, from: 1 },
        ],
      ],
      [],
    ],
  ])('%s', (_what, files, expected) => {
    expect(heads(claimed(files))).toEqual(expected.map(digest));
    expect(heads(claimed([...files].reverse()))).toEqual(expected.map(digest));
  });

  it('a chain begins with a whole document, and is gone with its file', () => {
    const claims = claimed([
      [
        { writer: 'a', to: 1, from: null },
        { writer: 'a', to: 2, from: 1 },
      ],
      [{ writer: 'a', to: 3, from: 2 }],
    ]);
    expect(
      claims
        .view('d')
        .chain(digest(3))
        ?.map(({ where }) => where),
    ).toEqual([1, 2, 3]);
    claims.takeTouched();
    claims.remove('file-0');
    expect(claims.view('d').chain(digest(3))).toBeNull();
    expect(claims.takeTouched()).toEqual(['d']);
  });

  it('a file that has grown is added to, one that holds less is taken anew', () => {
    const claims = claimed([[{ writer: 'a', to: 1, from: null }]]);
    const state = (to: number, from: number | null) => ({
      document: 'd',
      digest: digest(to),
      before: from === null ? null : digest(from),
      over: [],
      where: to,
    });
    claims.set('file-0', { writer: 'a', participant: 'p', states: [state(1, null), state(2, 1)], holds: [] });
    expect(heads(claims)).toEqual([digest(2)]);
    claims.set('file-0', {
      writer: 'a',
      participant: 'p',
      states: [state(1, null)],
      holds: [{ document: 'd', digest: digest(4) }],
    });
    expect(heads(claims)).toEqual([digest(1)]);
    expect([...claims.holders('d', digest(4))]).toEqual(['a']);
  });
});
