/**
 * The invite link, `recap://join#1.<base64url payload>.<base64url checksum>`. Payload: UTF-8 JSON {n, i, s, a} = notebook name,
 * notebook id, secret, hub addresses. Checksum: the first 6 bytes of the payload's SHA-256, so that a link cut short
 * by a mail program is told apart from a wrong one. Everything is after the `#`: no server ever sees it.
 */

import { fromBase64UrlEncoded, toBase64UrlEncoded } from 'lib0/buffer';
import { digest } from 'lib0/hash/sha256';
import { decodeUtf8, encodeUtf8 } from 'lib0/string';
import * as z from 'zod';
import { AppError } from '../errors/app-error';

const VERSION = '1';
const PREFIX = 'recap://join#';
const CHECKSUM_BYTES = 6;
/** Longer text is not read at all: an invite of 32 long addresses stays below it. */
const MAX_LENGTH = 20_000;

const payloadSchema = z.object({
  n: z.string().trim().min(1).max(200),
  i: z.string().min(1).max(100),
  s: z.string().regex(/^[A-Za-z0-9_-]{43}$/),
  // `host:port`, nothing that could name a path or a scheme.
  a: z
    .array(
      z
        .string()
        .max(300)
        .regex(/^[^\s/?#@\\]+:\d{1,5}$/),
    )
    .max(32),
});

export interface Invite {
  readonly name: string;
  readonly id: string;
  /** 32 bytes, base64url. */
  readonly secret: string;
  /** `host:port` of hubs, best first. */
  readonly addresses: readonly string[];
}

export function encodeInvite(invite: Invite): string {
  const payload = encodeUtf8(JSON.stringify({ n: invite.name, i: invite.id, s: invite.secret, a: invite.addresses }));
  const checksum = digest(payload).slice(0, CHECKSUM_BYTES);
  return `${PREFIX}${VERSION}.${base64Url(payload)}.${base64Url(checksum)}`;
}

/**
 * @param text what the person pasted: a link, possibly wrapped over lines or in angle brackets
 * @throws AppError invite/not-an-invite, invite/newer, invite/damaged
 */
export function parseInvite(text: string): Invite {
  const link = text.slice(0, MAX_LENGTH + 1).replace(/[\s<>"'\u200b\u2060\ufeff]/g, '');
  const at = link.toLowerCase().indexOf(PREFIX);
  if (link.length > MAX_LENGTH || at < 0) throw new AppError('invite/not-an-invite');
  const [version, payload, checksum] = link.slice(at + PREFIX.length).split('.');
  if (version === undefined || !/^\d+$/.test(version)) throw new AppError('invite/damaged', 'no version');
  if (Number(version) > Number(VERSION)) throw new AppError('invite/newer', `version ${version}`);
  if (!payload || !checksum) throw new AppError('invite/damaged', 'cut short');
  let bytes: Uint8Array;
  let sum: Uint8Array;
  try {
    bytes = fromBase64UrlEncoded(payload);
    sum = fromBase64UrlEncoded(checksum);
  } catch (error) {
    throw new AppError('invite/damaged', 'not base64url', { cause: error });
  }
  const expected = digest(bytes).slice(0, CHECKSUM_BYTES);
  if (sum.length !== CHECKSUM_BYTES || expected.some((byte, index) => byte !== sum[index])) {
    throw new AppError('invite/damaged', 'checksum');
  }
  const parsed = payloadSchema.safeParse(parseJson(bytes));
  if (!parsed.success) throw new AppError('invite/damaged', 'payload');
  return { name: parsed.data.n, id: parsed.data.i, secret: parsed.data.s, addresses: parsed.data.a };
}

/** The room's name on the wire: a hash, so that neither hubs nor listeners learn anything from it. 43 characters. */
export function topicOf(secret: string): string {
  return base64Url(digest(encodeUtf8(`recap-notebook topic v1:${secret}`)));
}

/** The password that encrypts signaling. The secret has 256 random bits, so no stretching is needed. */
export function passwordOf(secret: string): string {
  return base64Url(digest(encodeUtf8(`recap-notebook signaling v1:${secret}`)));
}

/** A notebook's secret from 32 random bytes. */
export function encodeSecret(random: Uint8Array): string {
  return base64Url(random);
}

function base64Url(bytes: Uint8Array): string {
  return toBase64UrlEncoded(bytes);
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(decodeUtf8(bytes));
  } catch {
    return undefined;
  }
}
