/** Hand-off files on a real disk: what was put in, and what damage, strangers and disks make of it. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { HandOffWriter } from '../../../../../main/files/hand-off/hand-off-writer';
import { sealingOf } from '../../../../../main/files/hand-off/sealing';
import { decodeHeader, encodeHeader, KIND, PART_BYTES } from '../../../../../shared/hand-off/format';
import { type FileRecord, newReading, readRecords } from '../../../../../shared/hand-off/read';
import { crc32 } from '../../../../../shared/journal/crc32';
import { initDiscussion } from '../../../../../shared/model/discussion-doc';
import { ABOUT, about, CHEAP, discussionRecord, readHandOff, writeHandOff } from '../../../../support/made-hand-off';
import { Seeded } from '../../../../support/seeded';
import { read } from '../../../../support/source-tree';

let root = '';
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'recap-hand-off-'));
});
afterAll(() => rmSync(root, { recursive: true }));

const text = (words: string): Uint8Array => new TextEncoder().encode(words);
function noise(seed: number, length: number): Uint8Array {
  const random = new Seeded(seed);
  return Uint8Array.from({ length }, () => random.int(256));
}
const plain = (records: readonly FileRecord[]) =>
  records.map(({ kind, name, bytes }) => ({ kind, name, bytes: Buffer.from(bytes).toString('base64') }));

const SMALL = [
  about(),
  discussionRecord('d1', text('the first one. '.repeat(40))),
  discussionRecord('d2', noise(2, 300)),
  discussionRecord('d3', text('the last one')),
];
const LONG = [
  about(),
  discussionRecord('d1', noise(3, 3 * PART_BYTES + 17)),
  discussionRecord('d2', text('word '.repeat(200_000))),
  discussionRecord('d3', new Uint8Array()),
  { kind: KIND.version, name: 'd1', bytes: noise(4, PART_BYTES) },
  discussionRecord('d4', text('short')),
];
const LOCKS = [null, 'correct horse'] as const;

let files = 0;
async function written(records: readonly FileRecord[], passphrase: string | null = null): Promise<string> {
  files += 1;
  const path = join(root, `${files}.recap`);
  await writeHandOff(path, records, passphrase);
  return path;
}

/** Where the frames of a file stand. */
function framesIn(bytes: Buffer): Buffer[] {
  const frames: Buffer[] = [];
  for (let at = 34; at < bytes.length; at += 12 + bytes.readUInt32LE(at + 4))
    frames.push(bytes.subarray(at, at + 12 + bytes.readUInt32LE(at + 4)));
  return frames;
}

/** The frame as its sum says in another file. */
function summed(frame: Buffer, salt: Buffer): Buffer {
  const copy = Buffer.from(frame);
  copy.writeUInt32LE(crc32(copy.subarray(12), crc32(copy.subarray(4, 8), crc32(salt))), 8);
  return copy;
}

function changed(path: string, change: (bytes: Buffer) => Buffer): string {
  files += 1;
  const other = join(root, `${files}.recap`);
  writeFileSync(other, change(readFileSync(path)));
  return other;
}

describe.each(LOCKS)('a hand-off file, passphrase: %s', (passphrase) => {
  test('[HO1] gives back what was put in, byte for byte', async () => {
    for (const records of [SMALL, LONG, [about()]]) {
      const path = await written(records, passphrase);
      const back = await readHandOff(path, passphrase);
      expect(plain(back.records)).toEqual(plain(records));
      expect(back.reading).toMatchObject({ complete: true, damaged: 0, disturbed: false, lost: 0 });
    }
  });

  test('[HO1] takes a record piece by piece', async () => {
    const path = join(root, `pieces-${String(passphrase)}.recap`);
    const writer = await HandOffWriter.begin(path, passphrase, { lock: CHEAP });
    const whole = noise(5, PART_BYTES * 2 + 5);
    await writer.add(KIND.discussion, 'd1', whole.subarray(0, 10), true);
    await writer.add(KIND.discussion, 'd1', whole.subarray(10, PART_BYTES + 20), true);
    await writer.add(KIND.discussion, 'd1', whole.subarray(PART_BYTES + 20));
    await writer.finish();
    expect(plain((await readHandOff(path, passphrase)).records)).toEqual(plain([discussionRecord('d1', whole)]));
  });

  test('[HO2] gives every record before a cut, wherever it is cut', async () => {
    const path = await written(SMALL, passphrase);
    const bytes = readFileSync(path);
    const ends = framesIn(bytes).map((frame) => frame.byteOffset - bytes.byteOffset + frame.length);
    for (let length = 34; length < bytes.length; length += 7) {
      const cut = changed(path, (all) => all.subarray(0, length));
      const { records, reading, code } = await readHandOff(cut, passphrase);
      expect(code).toBeNull();
      expect(reading).toMatchObject({ complete: false, damaged: 0, disturbed: false, lost: 0 });
      expect(records).toHaveLength(ends.filter((end) => end <= length).length);
      expect(plain(records)).toEqual(plain(SMALL.slice(0, records.length)));
    }
  });

  test('[HO3] loses to a flipped bit the record that it is in and no other', async () => {
    for (const records of [SMALL, LONG]) {
      const path = await written(records, passphrase);
      const size = readFileSync(path).length;
      for (let step = 0; step < 12; step += 1) {
        const at = 34 + 12 + Math.floor(((size - 60) * step) / 12);
        const flipped = changed(path, (bytes) => {
          bytes[at] = (bytes[at] ?? 0) ^ 4;
          return bytes;
        });
        const back = await readHandOff(flipped, passphrase);
        // The first frame of a locked file, damaged, says nothing about the passphrase.
        expect(back.code).toBeNull();
        expect(back.reading.complete).toBe(false);
        const found = plain(back.records);
        expect(plain(records).filter((one) => !found.some((other) => other.bytes === one.bytes)).length).toBeLessThan(
          2,
        );
        expect(found.every((one) => plain(records).some((other) => other.bytes === one.bytes))).toBe(true);
      }
    }
  });

  test('[HO4] ends with any bytes, and throws codes only', async () => {
    const path = await written(SMALL, passphrase);
    const codes = new Set<string | null>();
    for (let seed = 1; seed <= 60; seed += 1) {
      const random = new Seeded(seed);
      const spoilt = changed(path, (bytes) => {
        for (let times = random.int(6); times >= 0; times -= 1) {
          const at = random.int(bytes.length);
          if (random.chance(0.5)) bytes.writeUInt8(random.int(256), at);
          else
            noise(seed, random.int(200)).forEach((byte, offset) => {
              if (at + offset < bytes.length) bytes[at + offset] = byte;
            });
        }
        return bytes;
      });
      const back = await readHandOff(spoilt, passphrase);
      codes.add(back.code);
      expect(back.records.length).toBeLessThanOrEqual(SMALL.length);
    }
    expect([...codes].filter((code) => code !== null && !code.startsWith('handoff/'))).toEqual([]);
  });

  test('[HO4] is not kept busy by marks that lead nowhere', async () => {
    const path = await written([about()], passphrase);
    const mark = Buffer.from([0x52, 0x4a, 0x52, 0xff, 0xf0, 0xff, 0x07, 0x00]);
    const made = changed(path, (bytes) => Buffer.concat([bytes.subarray(0, 34), Buffer.alloc(4_000_000, mark)]));
    const start = performance.now();
    const { records, code } = await readHandOff(made);
    expect(performance.now() - start).toBeLessThan(10_000);
    expect([records.length, passphrase === null ? code : null]).toEqual([0, null]);
  });

  test('[HO7] passes over kinds of records that it does not know', async () => {
    const later = { kind: 77, name: 'd1', bytes: text('from a later version') };
    const path = await written([about(), later, ...SMALL.slice(1)], passphrase);
    const { records, reading } = await readHandOff(path, passphrase);
    expect(plain(records)).toEqual(plain([about(), later, ...SMALL.slice(1)]));
    expect(reading.complete).toBe(true);
  });

  test('[HO1] is read by the program in the README as by the app', async () => {
    const doc = new Y.Doc();
    initDiscussion(doc, { title: 'Tea', createdAt: 1 });
    const path = await written([about(), discussionRecord('d1', Y.encodeStateAsUpdate(doc))], passphrase);
    const program = /```js\n(.*?)```/s.exec(read('shared/hand-off/README.md'))?.[1] ?? '';
    expect(program.split('\n').length).toBeLessThan(60);
    writeFileSync(join(root, 'read-recap.mjs'), program);
    try {
      symlinkSync(resolve('node_modules'), join(root, 'node_modules'));
    } catch {
      // Made by the run with the other lock.
    }
    const output = execFileSync(process.execPath, [join(root, 'read-recap.mjs'), path, passphrase ?? ''], {
      encoding: 'utf8',
    });
    const lines = output
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { kind: number; content: unknown });
    expect(lines.map(({ kind }) => kind)).toEqual([KIND.about, KIND.discussion, KIND.end]);
    expect(JSON.parse(String(lines[0]?.content))).toEqual(ABOUT);
    expect(lines[1]?.content).toMatchObject({ title: 'Tea' });
    expect(JSON.parse(String(lines[2]?.content))).toEqual({ records: 2 });
  });
});

describe('a locked file', () => {
  test('[HO5] holds no word of what is in it', async () => {
    const path = await written([about(), discussionRecord('d1', text('secret tea'))], 'horse');
    const bytes = readFileSync(path).toString('latin1');
    for (const word of ['secret', 'Tea club', 'Ada', 'd1']) expect(bytes).not.toContain(word);
  });

  test('[HO5] takes no frame that was moved, repeated, left out or brought from another file for one of its own', async () => {
    const path = await written(SMALL, 'horse');
    const other = await written(SMALL, 'horse');
    const bytes = readFileSync(path);
    const salt = bytes.subarray(11, 27);
    const [a, b, c, d, e] = framesIn(bytes) as [Buffer, Buffer, Buffer, Buffer, Buffer];
    const foreign = summed(framesIn(readFileSync(other))[2] ?? a, salt);
    const renumbered = (frame: Buffer, number: number): Buffer => {
      const copy = Buffer.from(frame);
      copy.writeUInt32LE(number, 12);
      return summed(copy, salt);
    };
    const early = Buffer.from(d);
    early[16] = (early[16] ?? 0) | 1;
    const orders: readonly (readonly [string, readonly Buffer[]])[] = [
      ['moved', [a, c, b, d, e]],
      ['moved and numbered anew', [a, renumbered(c, 1), renumbered(b, 2), d, e]],
      ['repeated', [a, b, b, c, d, e]],
      ['left out', [a, c, d, e]],
      ['left out and numbered anew', [a, renumbered(c, 1), renumbered(d, 2), renumbered(e, 3)]],
      ['brought from another file', [a, b, foreign, d, e]],
      ['ended early', [a, b, c, summed(early, salt)]],
    ];
    const known = new Set(plain(SMALL).map(({ bytes: content }) => content));
    for (const [how, frames] of orders) {
      const made = changed(path, (all) => Buffer.concat([all.subarray(0, 34), ...frames]));
      const back = await readHandOff(made, 'horse');
      expect([how, back.code, back.reading.complete]).toEqual([how, null, false]);
      expect(plain(back.records).every(({ bytes: content }) => known.has(content))).toBe(true);
    }
  });

  test('[HO6] tells a wrong passphrase from damage, and a right one however it is composed', async () => {
    const path = await written(SMALL, 'caf\u00e9');
    expect((await readHandOff(path, 'cafe')).code).toBe('handoff/wrong-passphrase');
    expect((await readHandOff(path, null)).code).toBe('handoff/locked');
    expect((await readHandOff(path, 'cafe\u0301')).reading.complete).toBe(true);
  });

  test('[HO4] asks for no more memory than is given', () => {
    const salt = new Uint8Array(16);
    const greedy = encodeHeader({ salt, lock: { cost: 24, blocks: 200, parallel: 1 } });
    expect(decodeHeader(greedy)).toBe('damaged');
  });
});

describe('what is no hand-off file of this version', () => {
  test.each([
    ['an empty file', Buffer.alloc(0), 'handoff/not-one'],
    ['a picture', Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0]), 'handoff/not-one'],
    ['a file of which only the name is left', Buffer.from('RECAPHOF'), 'handoff/unreadable'],
  ])('[HO7] %s', async (_, bytes, code) => {
    const path = join(root, 'other.recap');
    writeFileSync(path, bytes);
    expect((await readHandOff(path)).code).toBe(code);
  });

  test('[HO7] a newer format is refused by name, a damaged header too', async () => {
    const path = await written(SMALL);
    const newer = changed(path, (bytes) => {
      bytes.writeUInt16LE(2, 8);
      bytes.writeUInt32LE(crc32(bytes.subarray(0, 30)), 30);
      return bytes;
    });
    expect((await readHandOff(newer)).code).toBe('handoff/newer');
    const damaged = changed(path, (bytes) => {
      bytes.writeUInt16LE(2, 8);
      return bytes;
    });
    expect((await readHandOff(damaged)).code).toBe('handoff/unreadable');
  });

  test('a folder, and a file that is not there', async () => {
    expect((await readHandOff(root)).code).toMatch(/handoff\/not-one|files\/unreadable/);
    expect((await readHandOff(join(root, 'nowhere.recap'))).code).toBe('files/unreadable');
  });
});

describe('writing', () => {
  test('[HO10] leaves nothing when it is left off, and the file before as it was', async () => {
    const folder = mkdtempSync(join(root, 'off-'));
    const path = join(folder, 'a.recap');
    writeFileSync(path, 'what stood there');
    const writer = await HandOffWriter.begin(path, null);
    await writer.add(KIND.discussion, 'd1', noise(1, 1000));
    expect(readFileSync(path, 'utf8')).toBe('what stood there');
    await writer.leaveOff();
    expect(readdirSync(folder)).toEqual(['a.recap']);
    expect(readFileSync(path, 'utf8')).toBe('what stood there');
  });

  test('[HO10] replaces nothing that came meanwhile where nobody was asked, and leaves nothing beside it', async () => {
    const folder = mkdtempSync(join(root, 'came-'));
    const path = join(folder, 'a.recap');
    const writer = await HandOffWriter.begin(path, null, { replaces: false });
    await writer.add(KIND.discussion, 'd1', noise(1, 1000));
    writeFileSync(path, 'what came meanwhile');
    await expect(writer.finish()).rejects.toMatchObject({ code: 'command/file-there' });
    await expect(HandOffWriter.begin(path, null, { replaces: false })).rejects.toMatchObject({
      code: 'command/file-there',
    });
    expect(readdirSync(folder)).toEqual(['a.recap']);
    expect(readFileSync(path, 'utf8')).toBe('what came meanwhile');
  });

  test('[HO4] asks for a window of the file at a time, and for no more before what is in it was taken', async () => {
    const path = await written([
      about(),
      ...Array.from({ length: 40 }, (_, at) => discussionRecord(`d${at}`, noise(at, 100_000))),
    ]);
    const bytes = readFileSync(path);
    const header = decodeHeader(bytes);
    if (typeof header === 'string') throw new Error(header);
    const { open } = await sealingOf(header, null);
    let read = 0;
    let taken = 0;
    const source = {
      size: bytes.length,
      async read(from: number, length: number) {
        expect(length).toBeLessThanOrEqual(1024 * 1024);
        read = Math.max(read, from + length);
        return bytes.subarray(from, from + length);
      },
    };
    for await (const record of readRecords(source, header, open, newReading())) {
      taken += record.bytes.length;
      expect(read - taken).toBeLessThan(1024 * 1024 + 100_000);
    }
    expect(taken).toBeGreaterThan(4_000_000);
  });
});
