import { crc32 as zlibSum } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { JournalContents } from '../../../../shared/journal/contents';
import { crc32 } from '../../../../shared/journal/crc32';
import {
  encodeHeader,
  encodeRecord,
  encodeRecords,
  type JournalRecord,
  removed,
  rest,
  type SegmentHeader,
  state,
  update,
  value,
} from '../../../../shared/journal/format';
import { scanSegment } from '../../../../shared/journal/scan';

const SALT = Uint8Array.from({ length: 16 }, (_, at) => at * 7);
const HEADER: SegmentHeader = { kind: 'appended', order: 3, salt: SALT, notebook: 'Bücher' };
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

function segment(records: readonly JournalRecord[], header = HEADER): Uint8Array {
  const parts = records.map((record) => encodeRecord(record, crc32(header.salt)));
  return new Uint8Array(Buffer.concat([encodeHeader(header), ...parts]));
}

/** What was read, in short. */
const told = (records: readonly JournalRecord[]): string[] =>
  records.map(({ type, document, key, bytes: content }) =>
    [type, document, key, new TextDecoder().decode(content)].filter((part) => part !== '').join(' '),
  );

const FOUR = [update('one', bytes('a')), update('two', bytes('bb')), update('one', bytes('ccc')), rest(bytes('{}'))];

test('the checksum is the one of zip and zlib', () => {
  expect(crc32(bytes('123456789')).toString(16)).toBe('cbf43926');
  const [head, tail] = [bytes('1234'), bytes('56789')];
  expect(crc32(tail, crc32(head))).toBe(0xcbf43926);
});

test('records that are written together are the same bytes as each alone, also with the sum of the system', () => {
  const records = [...FOUR, removed('two'), value('one', 'draft', bytes('"x"')), state('one', new Uint8Array(5000))];
  const salt = crc32(SALT);
  const alone = Buffer.concat(records.map((record) => encodeRecord(record, salt)));
  expect(Buffer.from(encodeRecords(records, salt)).equals(alone)).toBe(true);
  expect(Buffer.from(encodeRecords(records, salt, zlibSum)).equals(alone)).toBe(true);
});

describe('a segment', () => {
  test('[JR1] gives back its header and its records', () => {
    const records = [...FOUR, removed('two'), state('one', bytes('all')), value('one', 'draft', bytes('"x"'))];
    const scan = scanSegment(segment(records));
    expect(scan.header).toMatchObject({ kind: 'appended', order: 3, notebook: 'Bücher' });
    expect(told(scan.records)).toEqual(told(records));
    expect(scan.damaged).toEqual([]);
  });

  test('[JR2] that was cut off anywhere gives the records before, and tells the rest', () => {
    const whole = segment(FOUR);
    const ends = scanSegment(whole).records.map(({ to }) => to);
    const start = encodeHeader(HEADER).length;
    for (let length = start; length < whole.length; length += 1) {
      const { records, damaged } = scanSegment(whole.slice(0, length));
      const kept = ends.filter((end) => end <= length);
      expect(told(records)).toEqual(told(FOUR.slice(0, kept.length)));
      const from = kept.at(-1) ?? start;
      expect(damaged).toEqual(from === length ? [] : [{ from, to: length }]);
    }
  });

  test('[JR3] with any byte changed loses the record it lies in, and no other', () => {
    const whole = segment(FOUR);
    const { records: sound } = scanSegment(whole);
    for (let at = encodeHeader(HEADER).length; at < whole.length; at += 1) {
      const flipped = whole.slice();
      flipped[at] = (flipped[at] ?? 0) ^ 0x10;
      const { records, damaged } = scanSegment(flipped);
      const hit = sound.find(({ from, to }) => from <= at && at < to);
      expect(told(records)).toEqual(told(sound.filter((one) => one !== hit)));
      expect(damaged).toEqual([{ from: hit?.from, to: hit?.to }]);
    }
  });

  test('[JR3] with a damaged header is told whole; one of a newer version is left alone', () => {
    const whole = segment(FOUR);
    const damaged = whole.slice();
    damaged[20] = 1;
    expect(scanSegment(damaged)).toMatchObject({ fault: 'damaged', damaged: [{ from: 0, to: whole.length }] });
    const newer = encodeHeader(HEADER);
    new DataView(newer.buffer).setUint16(8, 2, true);
    new DataView(newer.buffer).setUint32(newer.length - 4, crc32(newer.subarray(0, -4)), true);
    expect(scanSegment(newer)).toMatchObject({ fault: 'newer', damaged: [] });
    expect(scanSegment(new Uint8Array())).toMatchObject({ damaged: [] });
  });

  test('[JR4] nothing inside a record passes for a record when that is damaged', () => {
    const other = { ...HEADER, salt: SALT.map((byte) => byte ^ 1) };
    const inside = encodeRecord(removed('one'), crc32(other.salt));
    const whole = segment([update('one', inside), update('two', bytes('b'))]);
    const { records } = scanSegment(whole);
    whole[records[0]?.from ?? 0] = 0;
    expect(told(scanSegment(whole).records)).toEqual(['update two b']);
  });

  test('[JR4] of random bytes, and with random bytes put in, is read without an exception', () => {
    const whole = segment(FOUR);
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), fc.nat(whole.length), fc.nat(40), (noise, at, gone) => {
        scanSegment(noise);
        const mixed = Buffer.concat([whole.subarray(0, at), noise, whole.subarray(at + gone)]);
        const { records, damaged } = scanSegment(mixed);
        expect(records.length).toBeLessThanOrEqual(4);
        for (const { from, to } of damaged) expect(from < to && to <= mixed.length).toBe(true);
      }),
      { seed: 7, numRuns: 500 },
    );
  });

  test('[JR4] made of marks that promise long records is given up soon', () => {
    const frame = Buffer.from([0x52, 0x4a, 0x52, 0xff, 0x00, 0x00, 0x20, 0x00, 1, 2, 3, 4]);
    const hostile = Buffer.concat([encodeHeader(HEADER), ...Array.from({ length: 300_000 }, () => frame)]);
    const before = performance.now();
    expect(scanSegment(hostile).records).toEqual([]);
    expect(performance.now() - before).toBeLessThan(3000);
  });
});

describe('what counts', () => {
  interface Case {
    readonly name: string;
    readonly segments: readonly (readonly [number, SegmentHeader['kind'], readonly JournalRecord[]])[];
    readonly counts: Readonly<Record<string, readonly string[]>>;
    readonly values?: Readonly<Record<string, string>>;
  }
  const u = (document: string, text: string) => update(document, bytes(text));
  const cases: Case[] = [
    {
      name: '[JR1] are all updates, in their order',
      segments: [
        [1, 'appended', [u('d', 'a'), u('e', 'x')]],
        [2, 'appended', [u('d', 'b')]],
      ],
      counts: { d: ['a', 'b'], e: ['x'] },
    },
    {
      name: '[JR1] are the newest state and what came after it',
      segments: [
        [2, 'states', [state('d', bytes('ab'))]],
        [1, 'appended', [u('d', 'a')]],
        [2, 'appended', [u('d', 'b')]],
        [3, 'appended', [u('d', 'c')]],
      ],
      counts: { d: ['ab', 'c'] },
    },
    {
      name: '[JR8] are both the new states and the old segments while only some of them are gone',
      segments: [
        [2, 'states', [state('d', bytes('ab'))]],
        [2, 'appended', [u('d', 'b'), u('e', 'y')]],
      ],
      counts: { d: ['ab'], e: ['y'] },
    },
    {
      name: '[JR8] are the newest of two sets of states',
      segments: [
        [2, 'states', [state('d', bytes('ab'))]],
        [5, 'states', [state('d', bytes('abc'))]],
      ],
      counts: { d: ['abc'] },
    },
    {
      name: '[JR10] is nothing of a document that was removed',
      segments: [
        [1, 'appended', [u('d', 'a'), value('d', 'draft', bytes('1'))]],
        [2, 'appended', [removed('d')]],
      ],
      counts: { d: [] },
      values: {},
    },
    {
      name: '[JR10] is what came since the removal, in the same segment too',
      segments: [[1, 'appended', [u('d', 'a'), removed('d'), u('d', 'new')]]],
      counts: { d: ['new'] },
    },
    {
      name: '[JR10] is nothing of what a removal stands for in states while old segments are there',
      segments: [
        [3, 'states', [removed('d')]],
        [3, 'appended', [u('d', 'a')]],
      ],
      counts: { d: [] },
    },
    {
      name: '[JR1] are the newest values',
      segments: [
        [4, 'appended', [value('d', 'draft', bytes('2'))]],
        [2, 'states', [state('d', bytes('a')), value('d', 'draft', bytes('1'))]],
      ],
      counts: { d: ['a'] },
      values: { draft: '2' },
    },
  ];

  test.each(cases)('$name', ({ segments, counts, values }) => {
    // Whatever the order in which a folder is listed.
    for (const order of [segments, [...segments].reverse()]) {
      const contents = new JournalContents<Uint8Array>();
      for (const [number, kind, records] of order) {
        const header = { ...HEADER, kind, order: number };
        for (const record of scanSegment(segment(records, header)).records) contents.add(header, record, record.bytes);
      }
      const text = (content: Uint8Array) => new TextDecoder().decode(content);
      for (const [document, expected] of Object.entries(counts))
        expect(contents.updates(document).map(({ where }) => text(where))).toEqual(expected);
      if (values)
        expect(Object.fromEntries([...contents.values('d')].map(([key, { where }]) => [key, text(where)]))).toEqual(
          values,
        );
    }
  });
});
