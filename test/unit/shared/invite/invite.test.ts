import * as fc from 'fast-check';
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
  addresses: ['192.168.1.5:47800', '[fd00::2]:47800'],
};
const link = encodeInvite(invite);

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
    ['with its scheme in capitals', link.replace('recap://', 'RECAP://')],
  ])('is read %s', (_name, text) => {
    expect(parseInvite(text)).toEqual(invite);
  });

  test.each([
    ['nothing', '', 'invite/not-an-invite'],
    ['another link', 'https://example.org/join#1.a.b', 'invite/not-an-invite'],
    ['a link cut short', link.slice(0, -9), 'invite/damaged'],
    ['a link without its end', link.slice(0, 40), 'invite/damaged'],
    ['a link with one changed character', link.replace(/.(.{12})$/, (_, end) => `#${end}`), 'invite/damaged'],
    ['a link of a newer version', link.replace('#1.', '#2.'), 'invite/newer'],
    ['a book', 'x'.repeat(50_000), 'invite/not-an-invite'],
  ])('that is %s is refused with a code', (_name, text, code) => {
    expect(() => parseInvite(text)).toThrow(expect.objectContaining({ code }));
  });

  test('never throws anything but a coded error, whatever is pasted', () => {
    fc.assert(
      fc.property(fc.string(), (tail) => {
        try {
          parseInvite(`recap://join#1.${tail}`);
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
