/**
 * The text of a hand-carried code, `recap://connect#1.<base64url payload>.<base64url checksum>`. Payload: 4 bytes that tell
 * the notebook, then what only its members can read. Checksum: the first 6 bytes of the payload's SHA-256, so that a code cut
 * short is told apart from one of another notebook. Short enough for a QR code.
 */
import { fromBase64UrlEncoded, toBase64UrlEncoded } from 'lib0/buffer';
import { digest } from 'lib0/hash/sha256';
import { encodeUtf8 } from 'lib0/string';
import { AppError } from '../errors/app-error';

const VERSION = '1';
const PREFIX = 'recap://connect#';
/** What people take for a code. */
const INVITE = /recap:\/\/join#/i;
const CHECKSUM_BYTES = 6;
/** As written. What a message says after the code is not read. */
const CHECKSUM_SIGNS = 8;
const TAG_BYTES = 4;
/** Longer text is not read at all; codes have a few hundred characters. */
const MAX_LENGTH = 4000;

/** @param topic the room's name on the wire */
export function writeConnectCode(topic: string, sealed: Uint8Array): string {
  const payload = new Uint8Array(TAG_BYTES + sealed.length);
  payload.set(tagOf(topic));
  payload.set(sealed, TAG_BYTES);
  const checksum = digest(payload).slice(0, CHECKSUM_BYTES);
  return `${PREFIX}${VERSION}.${toBase64UrlEncoded(payload)}.${toBase64UrlEncoded(checksum)}`;
}

/**
 * @param text what the person pasted or scanned: a code, possibly wrapped over lines or amid a message
 * @returns what is sealed
 * @throws AppError carry/not-a-code, carry/is-invite, carry/newer, carry/damaged, carry/other-notebook
 */
export function readConnectCode(text: string, topic: string): Uint8Array {
  const code = text.slice(0, MAX_LENGTH + 1).replace(/[\s<>"'\u200b\u2060\ufeff]/g, '');
  const at = code.toLowerCase().indexOf(PREFIX);
  if (code.length > MAX_LENGTH || at < 0)
    throw new AppError(INVITE.test(code) ? 'carry/is-invite' : 'carry/not-a-code');
  const [version, payload, checksum] = code.slice(at + PREFIX.length).split('.');
  if (version === undefined || !/^\d+$/.test(version)) throw new AppError('carry/damaged', 'no version');
  if (Number(version) > Number(VERSION)) throw new AppError('carry/newer', `version ${version}`);
  if (!payload || !checksum) throw new AppError('carry/damaged', 'cut short');
  const bytes = bytesOf(payload);
  const sum = bytesOf(checksum.slice(0, CHECKSUM_SIGNS));
  const expected = digest(bytes).slice(0, CHECKSUM_BYTES);
  if (bytes.length <= TAG_BYTES || !isEqual(sum, expected)) throw new AppError('carry/damaged', 'checksum');
  if (!isEqual(bytes.slice(0, TAG_BYTES), tagOf(topic))) throw new AppError('carry/other-notebook');
  return bytes.slice(TAG_BYTES);
}

function tagOf(topic: string): Uint8Array {
  return digest(encodeUtf8(`recap connect v1:${topic}`)).slice(0, TAG_BYTES);
}

function bytesOf(text: string): Uint8Array {
  try {
    return fromBase64UrlEncoded(text);
  } catch (error) {
    throw new AppError('carry/damaged', 'not base64url', { cause: error });
  }
}

function isEqual(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, index) => byte === b[index]);
}
