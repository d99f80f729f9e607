/**
 * The invite link, `recap://join#<version>.<base64url payload>.<base64url checksum>`. Checksum: the first 6 bytes of the
 * payload's SHA-256, so that a link cut short by a mail program is told apart from a wrong one. Everything is after the
 * `#`: no server ever sees it.
 *
 * Version 2, in lib0 encoding, so that it fits a small QR code: name, notebook id, secret (32 bytes), owner's public key
 * (65 bytes or none), epoch, grant (64 bytes or none), number of addresses, addresses. What follows is ignored.
 * Version 1, still read: UTF-8 JSON {n, i, s, a} = name, id, secret, addresses; it names no owner.
 */

import { fromBase64UrlEncoded, toBase64UrlEncoded } from 'lib0/buffer';
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { digest } from 'lib0/hash/sha256';
import { decodeUtf8, encodeUtf8 } from 'lib0/string';
import * as z from 'zod';
import { AppError } from '../errors/app-error';
import { GRANT_PATTERN, OWNER_PATTERN, SECRET_PATTERN } from '../membership/keys';

const VERSION = 2;
const PREFIX = 'recap://join#';
/** What people take for an invite. */
const CODE = /recap:\/\/connect#/i;
const CHECKSUM_BYTES = 6;
/** As written. What a message says after the link is not read. */
const CHECKSUM_SIGNS = 8;
/** Longer text is not read at all: an invite of 32 long addresses stays below it. */
const MAX_LENGTH = 20_000;
/** Most addresses that are read; those that are written are chosen by MOST_WRITTEN. */
const MOST_ADDRESSES = 32;
/** With 4 addresses the link has about 450 characters, with 8 about 600: a QR code that a camera reads from a screen. */
const MOST_WRITTEN = 8;

const inviteSchema = z.object({
  name: z.string().trim().min(1).max(200),
  id: z.string().min(1).max(100),
  secret: z.string().regex(SECRET_PATTERN),
  owner: z.string().regex(OWNER_PATTERN).nullable(),
  epoch: z.int().min(0),
  grant: z.string().regex(GRANT_PATTERN).nullable(),
  // `host:port`, nothing that could name a path or a scheme.
  addresses: z
    .array(
      z
        .string()
        .max(300)
        .regex(/^[^\s/?#@\\]+:\d{1,5}$/),
    )
    .max(MOST_ADDRESSES),
});

export interface Invite {
  readonly name: string;
  readonly id: string;
  /** 32 bytes, base64url. */
  readonly secret: string;
  /** The owner's public key; null in invites of the first version, and of notebooks whose owner is not known. */
  readonly owner: string | null;
  /** Which secret it is, and the owner's signature of it; null for the first secret. */
  readonly epoch: number;
  readonly grant: string | null;
  /** `host:port` of hubs, best first. Of many the first ones are written. */
  readonly addresses: readonly string[];
}

export function encodeInvite(invite: Invite): string {
  const encoder = encoding.createEncoder();
  encoding.writeVarString(encoder, invite.name);
  encoding.writeVarString(encoder, invite.id);
  encoding.writeVarUint8Array(encoder, fromBase64UrlEncoded(invite.secret));
  encoding.writeVarUint8Array(encoder, fromBase64UrlEncoded(invite.owner ?? ''));
  encoding.writeVarUint(encoder, invite.epoch);
  encoding.writeVarUint8Array(encoder, fromBase64UrlEncoded(invite.grant ?? ''));
  const addresses = invite.addresses.slice(0, MOST_WRITTEN);
  encoding.writeVarUint(encoder, addresses.length);
  for (const address of addresses) encoding.writeVarString(encoder, address);
  const payload = encoding.toUint8Array(encoder);
  const checksum = digest(payload).slice(0, CHECKSUM_BYTES);
  return `${PREFIX}${VERSION}.${base64Url(payload)}.${base64Url(checksum)}`;
}

/**
 * @param text what the person pasted: a link, possibly wrapped over lines, in angle brackets or amid a message
 * @throws AppError invite/not-an-invite, invite/is-code, invite/newer, invite/damaged
 */
export function parseInvite(text: string): Invite {
  const link = text.slice(0, MAX_LENGTH + 1).replace(/[\s<>"'\u200b\u2060\ufeff]/g, '');
  const at = link.toLowerCase().indexOf(PREFIX);
  if (link.length > MAX_LENGTH || at < 0)
    throw new AppError(CODE.test(link) ? 'invite/is-code' : 'invite/not-an-invite');
  const [version, payload, checksum] = link.slice(at + PREFIX.length).split('.');
  if (version === undefined || !/^\d+$/.test(version)) throw new AppError('invite/damaged', 'no version');
  if (Number(version) > VERSION) throw new AppError('invite/newer', `version ${version}`);
  if (!payload || !checksum) throw new AppError('invite/damaged', 'cut short');
  let bytes: Uint8Array;
  let sum: Uint8Array;
  try {
    bytes = fromBase64UrlEncoded(payload);
    sum = fromBase64UrlEncoded(checksum.slice(0, CHECKSUM_SIGNS));
  } catch (error) {
    throw new AppError('invite/damaged', 'not base64url', { cause: error });
  }
  const expected = digest(bytes).slice(0, CHECKSUM_BYTES);
  if (sum.length !== CHECKSUM_BYTES || expected.some((byte, index) => byte !== sum[index])) {
    throw new AppError('invite/damaged', 'checksum');
  }
  const parsed = inviteSchema.safeParse(Number(version) === VERSION ? readBinary(bytes) : readJson(bytes));
  if (!parsed.success) throw new AppError('invite/damaged', 'payload');
  return parsed.data;
}

function readBinary(bytes: Uint8Array): unknown {
  try {
    const decoder = decoding.createDecoder(bytes);
    const text = () => decoding.readVarString(decoder);
    const key = () => base64Url(decoding.readVarUint8Array(decoder));
    const [name, id, secret, owner, epoch, grant] = [
      text(),
      text(),
      key(),
      key(),
      decoding.readVarUint(decoder),
      key(),
    ];
    const count = decoding.readVarUint(decoder);
    if (count > MOST_ADDRESSES) return undefined;
    const addresses = Array.from({ length: count }, text);
    return {
      name,
      id,
      secret,
      owner: owner === '' ? null : owner,
      epoch,
      grant: grant === '' ? null : grant,
      addresses,
    };
  } catch {
    return undefined;
  }
}

function readJson(bytes: Uint8Array): unknown {
  try {
    const { n, i, s, a } = JSON.parse(decodeUtf8(bytes));
    return { name: n, id: i, secret: s, owner: null, epoch: 0, grant: null, addresses: a };
  } catch {
    return undefined;
  }
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
