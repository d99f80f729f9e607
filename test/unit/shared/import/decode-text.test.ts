import { expect, test } from 'vitest';
import { decodeText } from '../../../../shared/import';

const utf8 = (text: string) => new TextEncoder().encode(text);
const utf16 = (text: string, little: boolean) => {
  const bytes = new Uint8Array(text.length * 2);
  const view = new DataView(bytes.buffer);
  for (let index = 0; index < text.length; index++) view.setUint16(index * 2, text.charCodeAt(index), little);
  return bytes;
};

test.each([
  ['nothing', new Uint8Array(), ''],
  ['UTF-8', utf8('Grüße 😀\r\n'), 'Grüße 😀\r\n'],
  ['UTF-8 with a byte order mark', utf8('\uFEFFa'), 'a'],
  ['UTF-16, little end first', utf16('\uFEFFGrüße 😀', true), 'Grüße 😀'],
  ['UTF-16, big end first', utf16('\uFEFFGrüße 😀', false), 'Grüße 😀'],
  [
    'Windows-1252',
    Uint8Array.of(0x93, 0x47, 0x72, 0xfc, 0xdf, 0x65, 0x94, 0x20, 0x80, 0x35, 0x0d, 0x0a, 0x61, 0x62, 0x63, 0x64, 0x65),
    '“Grüße” €5\r\nabcde',
  ],
])('reads %s', (_, bytes, text) => {
  expect(decodeText(bytes)).toEqual({ text });
});

test('reads long texts of every encoding', () => {
  const text = 'Grüße, wie geht es euch? '.repeat(2000);
  expect(decodeText(utf16(`\uFEFF${text}`, true)).text).toBe(text);
  expect(decodeText(Uint8Array.from(text, (char) => char.charCodeAt(0))).text).toBe(text);
});

test.each([
  ['a picture', Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0x0d)],
  ['text with a NUL', utf8('a\0b')],
  ['UTF-16 without a mark', utf16('abc', true)],
  ['UTF-16 with an odd byte', Uint8Array.of(0xff, 0xfe, 0x61)],
  ['UTF-16 with half a pair', Uint8Array.of(0xff, 0xfe, 0x3d, 0xd8)],
  ['UTF-32', Uint8Array.of(0xff, 0xfe, 0, 0, 0x61, 0, 0, 0)],
  ['noise', Uint8Array.from({ length: 200 }, (_, index) => ((index * 37) % 128) + 128)],
  ['control characters', Uint8Array.of(0x61, 0x07, 0xe4, 0x61)],
])('refuses %s', (_, bytes) => {
  expect(() => decodeText(bytes)).toThrow(expect.objectContaining({ code: 'files/not-text' }));
});
