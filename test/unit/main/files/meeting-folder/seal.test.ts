import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { nodeMeetingFiles } from '../../../../../main/files/meeting-folder/meeting-files';
import { OwnFile } from '../../../../../main/files/meeting-folder/own-file';
import { fileKey, seal, unseal } from '../../../../../main/files/meeting-folder/seal';
import { encodeHeader } from '../../../../../shared/meeting-folder/format';

const SECRET = 'A'.repeat(43);
const SALT = new Uint8Array(32).fill(1);
const HEADER = encodeHeader(SALT);
const WORDS = new TextEncoder().encode('from ann');

describe('the sealing of records', () => {
  const key = fileKey(SECRET, 'n', HEADER, SALT);
  const sealed = seal(key, 3, WORDS).subarray(4);

  it.each([
    ['another place', fileKey(SECRET, 'n', HEADER, SALT), 4],
    ['another secret', fileKey(`B${SECRET.slice(1)}`, 'n', HEADER, SALT), 3],
    ['another notebook', fileKey(SECRET, 'm', HEADER, SALT), 3],
    ['another file', fileKey(SECRET, 'n', encodeHeader(new Uint8Array(32)), new Uint8Array(32)), 3],
    ['another header', fileKey(SECRET, 'n', encodeHeader(new Uint8Array(32)), SALT), 3],
  ])('is not opened with %s', (_what, other, index) => {
    expect(unseal(key, 3, sealed)).toEqual(Buffer.from(WORDS));
    expect(unseal(other, index, sealed)).toBeNull();
  });

  it('is not opened when a bit was turned or a part is missing', () => {
    for (let at = 0; at < sealed.length; at += 1) {
      const turned = Uint8Array.from(sealed, (byte, index) => (index === at ? byte ^ 1 : byte));
      expect(unseal(key, 3, turned)).toBeNull();
      expect(unseal(key, 3, sealed.subarray(0, at))).toBeNull();
    }
  });

  it('has the key that RFC 5869 gives, as another program computed it', () => {
    expect(Buffer.from(key.key).toString('hex')).toBe(
      '41c1f8c91d51f6034b1bb9883858e4171fb9dc2695a9e0cc80c8dcdd0a98cdc9',
    );
  });

  it('[MF4] never seals twice with the same key and nonce, whatever is written again', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'recap-seal-'));
    try {
      const options = { files: nodeMeetingFiles, folder, secret: SECRET, notebook: 'n' };
      const begin = { type: 'begin' as const, writer: 'ab'.repeat(16), participant: 'ann' };
      for (let start = 0; start < 5; start += 1) {
        const file = await OwnFile.begin(options, begin, async () => {});
        for (let index = 0; index < 20; index += 1) await file.append([begin]);
        await file.close();
      }
      const seen = new Set<string>();
      for (const name of readdirSync(folder)) {
        const bytes = readFileSync(join(folder, name));
        const salt = bytes.subarray(10, 42).toString('hex');
        for (let at = 42; at < bytes.length; at += 4 + bytes.readUInt32LE(at)) {
          const nonce = bytes.subarray(at + 4, at + 16).toString('hex');
          expect(seen.has(nonce)).toBe(false);
          seen.add(nonce);
        }
        expect(seen.has(salt)).toBe(false);
        seen.add(salt);
      }
      expect(seen.size).toBe(5 * 22);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
