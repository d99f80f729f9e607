import { describe, expect, it } from 'vitest';
import { formatHostAndPort, hubUrl, parseHostAndPort, serverUrl } from '../../../../shared/signaling/hub-address';

describe('addresses of hubs', () => {
  it.each([
    ['192.0.2.7:4444', 'ws://192.0.2.7:4444/hub'],
    [' 192.0.2.7 ', 'ws://192.0.2.7:47800/hub'],
    ['my-mac.local:47800', 'ws://my-mac.local:47800/hub'],
    ['desk', 'ws://desk:47800/hub'],
    ['bücher.example', 'ws://bücher.example:47800/hub'],
    ['[2001:db8::1]:80', 'ws://[2001:db8::1]:80/hub'],
    ['[2001:db8::1]', 'ws://[2001:db8::1]:47800/hub'],
    ['2001:db8::1', 'ws://[2001:db8::1]:47800/hub'],
    ['::1', 'ws://[::1]:47800/hub'],
    ['a.b.example.:1', 'ws://a.b.example.:1/hub'],
    ['x2.example:1', 'ws://x2.example:1/hub'],
    ['\uff11\uff12\uff17.0.0.1:1', 'ws://127.0.0.1:1/hub'],
    ['[::ffff:192.0.2.7]:1', 'ws://[::ffff:192.0.2.7]:1/hub'],
  ])('dials %s at %s', (address, url) => {
    expect(hubUrl(address)).toBe(url);
  });

  it.each([
    '',
    ' ',
    'a b',
    'host:0',
    'host:65536',
    'host:x',
    'host:1:2',
    '[::1',
    '[host]:1',
    '-x',
    'http://host',
    'ws://',
    'ws://user@host',
    'ws://h#f',
    'host/path',
    'a?b',
    'x@y',
    '[]:1',
  ])('refuses %j', (address) => {
    expect(hubUrl(address)).toBe(null);
  });

  it.each([
    'ws://host:1',
    'wss://signal.example',
    'ws://10.0.0.1:4444/path?a=b',
    'http://host:1',
    'host:1/hub',
    'host:1?a',
    'host:1#f',
    'user@host:1',
    'user:pw@host:1',
    'host:1\\x',
    'a..b:1',
    '.a:1',
    'a-:1',
    `${'x'.repeat(64)}:1`,
    // What a URL would read as another IPv4 address than it looks like.
    '127.1:1',
    '2130706433:1',
    '010.0.0.1:1',
    '0x7f.0.0.1:1',
    'a.0x:1',
    '10.0.0.1.:1',
    '10.0.0.256:1',
    '[fe80::1%eth0]:1',
    '[1::2::3]:1',
    '[10.0.0.1]:1',
  ])('[HB21] refuses %j, which is more or other than host and port', (address) => {
    expect(hubUrl(address)).toBe(null);
  });

  it.each(['ws://10.0.0.1:4444/path?a=b', 'wss://signal.example'])('[HB21] knows %s as a server', (url) => {
    expect(serverUrl(` ${url} `)).toBe(url);
  });

  it.each(['', 'host:1', 'http://host', 'ws://', 'ws://user@host', 'ws://h#f', 'ws://h h'])(
    '[HB21] does not take %j as a server',
    (url) => {
      expect(serverUrl(url)).toBe(null);
    },
  );

  it('writes what it reads', () => {
    for (const text of ['host:1', '[::1]:2', '10.0.0.1:3']) {
      const parsed = parseHostAndPort(text);
      expect(parsed === null ? null : formatHostAndPort(parsed.host, parsed.port)).toBe(text);
    }
  });
});
