/** What kind of picture bytes are, by how they begin: names of files say anything. */
import type { ASSET_TYPES } from './discussion-doc';

type PictureType = (typeof ASSET_TYPES)[number];

const text = (bytes: Uint8Array, from: number, length: number): string =>
  String.fromCharCode(...bytes.subarray(from, from + length));

/** One of ASSET_TYPES, or null. */
export function pictureType(bytes: Uint8Array): PictureType | null {
  if (bytes[0] === 0x89 && text(bytes, 1, 3) === 'PNG') return 'image/png';
  if (bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff) return 'image/jpeg';
  if (/^GIF8[79]a$/.test(text(bytes, 0, 6))) return 'image/gif';
  if (text(bytes, 0, 4) === 'RIFF' && text(bytes, 8, 4) === 'WEBP') return 'image/webp';
  if (text(bytes, 4, 4) === 'ftyp' && /^avi[fs]$/.test(text(bytes, 8, 4))) return 'image/avif';
  return null;
}
