import * as fc from 'fast-check';
import { toBase64UrlEncoded } from 'lib0/buffer';
import { digest } from 'lib0/hash/sha256';
import { encodeUtf8 } from 'lib0/string';
import { describe, expect, test } from 'vitest';
import {
  encodeInvite,
  encodeSecret,
  type Invite,
  parseInvite,
  passwordOf,
  topicOf,
} from '../../../../shared/invite/invite';

const secret = encodeSecret(new Uint8Array(32).fill(7));
const invite: Invite = {
  name: 'SMCHAT Wednesdays',
  id: 'nb-1',
  secret,
  owner: toBase64UrlEncoded(new Uint8Array(65).fill(4)),
  epoch: 3,
  grant: toBase64UrlEncoded(new Uint8Array(64).fill(9)),
  addresses: ['192.168.1.5:47800', '[fd00::2]:47800'],
};
const link = encodeInvite(invite);

/** An invite as version 1 of the app wrote it. */
function firstVersion(payload: unknown): string {
  const bytes = encodeUtf8(JSON.stringify(payload));
  return `recap://join#1.${toBase64UrlEncoded(bytes)}.${toBase64UrlEncoded(digest(bytes).slice(0, 6))}`;
}
const old = { n: invite.name, i: invite.id, s: secret, a: invite.addresses };

describe('an invite link', () => {
  test('reads back as what was written, whatever the name', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 }), (name) => {
        fc.pre(name.trim() !== '');
        expect(parseInvite(encodeInvite({ ...invite, name }))).toEqual({ ...invite, name: name.trim() });
      }),
      { seed: 20261123 },
    );
  });

  test.each([
    ['as it is', link],
    ['with spaces around', `  ${link}\n`],
    ['wrapped over lines by a mail program', link.replace(/(.{60})/g, '$1\r\n')],
    ['in angle brackets after words', `Join us: <${link}>`],
    ['amid a message', `Hi, join us: ${link} — see you. Renee`],
    ['with its scheme in capitals', link.replace('recap://', 'RECAP://')],
  ])('is read %s', (_name, text) => {
    expect(parseInvite(text)).toEqual(invite);
  });

  test('of the first version is still read, and names no owner', () => {
    expect(parseInvite(firstVersion(old))).toEqual({ ...invite, owner: null, epoch: 0, grant: null });
  });

  test('of a notebook whose owner is not known names none', () => {
    const ownerless = { ...invite, owner: null, epoch: 0, grant: null };
    expect(parseInvite(encodeInvite(ownerless))).toEqual(ownerless);
  });

  test('fits a QR code: under 700 characters with four addresses and a long name', () => {
    const addresses = [
      '192.168.178.123:47800',
      '100.101.102.103:47800',
      '[2001:db8:1234:5678:9abc:def0:1234:5678]:47800',
    ];
    const long = {
      ...invite,
      name: 'n'.repeat(60),
      id: crypto.randomUUID(),
      addresses: [...addresses, '127.0.0.1:47800'],
    };
    expect(encodeInvite(long).length).toBeLessThan(700);
  });

  test('carries the best eight of many addresses', () => {
    const addresses = Array.from({ length: 30 }, (_, place) => `10.0.0.${place}:47800`);
    expect(parseInvite(encodeInvite({ ...invite, addresses })).addresses).toEqual(addresses.slice(0, 8));
  });

  test('whose bytes were changed is never read as another one', () => {
    fc.assert(
      fc.property(fc.integer({ min: 15, max: link.length - 10 }), fc.constantFrom('A', 'b', '_', '7'), (at, sign) => {
        fc.pre(link[at] !== sign && at !== link.lastIndexOf('.'));
        const changed = `${link.slice(0, at)}${sign}${link.slice(at + 1)}`;
        expect(() => parseInvite(changed)).toThrow(expect.objectContaining({ code: 'invite/damaged' }));
      }),
      { seed: 20261123 },
    );
  });

  test.each([
    ['nothing', '', 'invite/not-an-invite'],
    ['another link', 'https://example.org/join#1.a.b', 'invite/not-an-invite'],
    ['a connection code', 'recap://connect#1.a.b', 'invite/is-code'],
    ['a link cut short', link.slice(0, -9), 'invite/damaged'],
    ['a link without its end', link.slice(0, 40), 'invite/damaged'],
    ['a link with one changed character', link.replace(/.(.{12})$/, (_, end) => `#${end}`), 'invite/damaged'],
    ['a link of a newer version', link.replace('#2.', '#3.'), 'invite/newer'],
    ['a link with another version than it has', link.replace('#2.', '#1.'), 'invite/damaged'],
    ['a first-version link with a path for an address', firstVersion({ ...old, a: ['x/y:1'] }), 'invite/damaged'],
    ['a first-version link that holds nothing', firstVersion(null), 'invite/damaged'],
    ['a link with a secret that is too short', encodeInvite({ ...invite, secret: 'AAAA' }), 'invite/damaged'],
    ['a link with an owner that is no key', encodeInvite({ ...invite, owner: 'AAAA' }), 'invite/damaged'],
    ['a link with a grant that is no signature', encodeInvite({ ...invite, grant: 'AAAA' }), 'invite/damaged'],
    ['a link without a name', encodeInvite({ ...invite, name: ' ' }), 'invite/damaged'],
    ['a book', 'x'.repeat(50_000), 'invite/not-an-invite'],
  ])('that is %s is refused with a code', (_name, text, code) => {
    expect(() => parseInvite(text)).toThrow(expect.objectContaining({ code }));
  });

  test('never throws anything but a coded error, whatever is pasted', () => {
    fc.assert(
      fc.property(fc.string(), (tail) => {
        try {
          parseInvite(`recap://join#${tail.length % 2 === 0 ? 1 : 2}.${tail}`);
        } catch (error) {
          expect(error).toMatchObject({ code: expect.stringMatching(/^invite\//) });
        }
      }),
      { seed: 20261123 },
    );
  });
});

test('the room name and the password are different one-way images of the secret', () => {
  const other = encodeSecret(new Uint8Array(32).fill(8));
  expect(new Set([topicOf(secret), passwordOf(secret), secret, topicOf(other), passwordOf(other)]).size).toBe(5);
  expect(topicOf(secret)).toHaveLength(43);
});
