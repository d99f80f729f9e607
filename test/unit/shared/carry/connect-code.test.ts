import { describe, expect, test } from 'vitest';
import { readConnectCode, writeConnectCode } from '../../../../shared/carry/connect-code';
import {
  type ConnectMessage,
  decodeConnectMessage,
  encodeConnectMessage,
  MAX_CANDIDATES,
} from '../../../../shared/carry/connect-message';
import { messageFromSdp, sdpFromMessage } from '../../../../shared/carry/session-description';

const offer: ConnectMessage = {
  kind: 'offer',
  peerId: '4098b9e4-b067-4597-8ed7-568f2ca84954',
  session: '9223372036854775807',
  answers: '',
  ufrag: 'aB3+',
  pwd: 'abcdefghijklmnopqrstuvwx',
  fingerprint: Uint8Array.from({ length: 32 }, (_, index) => index * 7),
  setup: 'actpass',
  candidates: [
    { type: 'host', address: '192.168.100.200', port: 54_321, priority: 2_122_260_223 },
    { type: 'srflx', address: '2001:db8:aaaa:bbbb:cccc:dddd:eeee:ffff', port: 1024, priority: 7 },
  ],
};
const sealed = Uint8Array.from({ length: 300 }, (_, index) => index);

describe('a hand-carried code', () => {
  test('reads back as it was written, also amid a message and when a mail program has wrapped it', () => {
    const code = writeConnectCode('topic', sealed);
    expect(readConnectCode(code, 'topic')).toEqual(sealed);
    expect(readConnectCode(`Hi, take ${code} — bye. Renee`, 'topic')).toEqual(sealed);
    expect(readConnectCode(`Here it is:\n<${code.replace(/.{60}/g, '$&\r\n')}>\n`, 'topic')).toEqual(sealed);
  });

  test('with as many long addresses as it may hold, an answer fits 900 characters', () => {
    const [, long] = offer.candidates;
    const candidates = Array.from({ length: MAX_CANDIDATES }, () => long as (typeof offer.candidates)[number]);
    const bytes = encodeConnectMessage({ ...offer, kind: 'answer', answers: offer.session, candidates });
    expect(writeConnectCode('topic', new Uint8Array(bytes.length + 28)).length).toBeLessThanOrEqual(900);
  });

  const code = writeConnectCode('topic', sealed);
  test.each([
    ['nothing', '', 'carry/not-a-code'],
    ['an invite', 'recap://join#1.abc.def', 'carry/is-invite'],
    ['a book', 'x'.repeat(10_000), 'carry/not-a-code'],
    ['a code that was cut', code.slice(0, 200), 'carry/damaged'],
    ['a code that lost its last sign', code.slice(0, -1), 'carry/damaged'],
    ['a code with one sign changed', code.replace(/.(?=.{40}$)/, '_'), 'carry/damaged'],
    ['a code without a version', code.replace('#1.', '#x.'), 'carry/damaged'],
    ['a code of a newer version', code.replace('#1.', '#2.'), 'carry/newer'],
    ['a code of another notebook', writeConnectCode('other', sealed), 'carry/other-notebook'],
  ])('%s is refused', (_name, text, expected) => {
    expect(() => readConnectCode(text, 'topic')).toThrow(expect.objectContaining({ code: expected }));
  });
});

describe('what a code says', () => {
  test('reads back as it was written', () => {
    expect(decodeConnectMessage(encodeConnectMessage(offer))).toEqual(offer);
  });

  test.each<[string, Uint8Array]>([
    ['nothing', new Uint8Array()],
    ['half a message', encodeConnectMessage(offer).slice(0, 60)],
    ['another kind', encodeConnectMessage(offer).fill(9, 0, 1)],
    [
      'a name instead of an address',
      encodeConnectMessage({ ...offer, candidates: [{ ...offer.candidates[0], address: 'evil.example' } as never] }),
    ],
    ['a line break in a password', encodeConnectMessage({ ...offer, pwd: `${'a'.repeat(22)}\r\na=x` })],
    ['a short fingerprint', encodeConnectMessage({ ...offer, fingerprint: new Uint8Array(31) })],
    ['no candidates', encodeConnectMessage({ ...offer, candidates: [] })],
  ])('%s is refused', (_name, bytes) => {
    expect(() => decodeConnectMessage(bytes)).toThrow();
  });

  test('becomes the SDP that it was taken from', () => {
    const { kind, peerId, answers } = offer;
    expect(messageFromSdp(sdpFromMessage(offer), { kind, peerId, answers })).toEqual(offer);
  });

  test('holds no `.local` names and no TCP, and is nothing when nothing else is there', () => {
    const named = sdpFromMessage(offer)
      .replace('192.168.100.200', '3ab2.local')
      .replace(/udp (\d+) 2001/, 'tcp $1 2001');
    expect(messageFromSdp(named, { kind: 'offer', peerId: 'p', answers: '' })).toBeNull();
  });
});
