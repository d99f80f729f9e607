import { describe, expect, it } from 'vitest';
import { formatHostAndPort, hubUrl, parseHostAndPort } from '../../../../shared/signaling/hub-address';

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
    ['wss://signal.example', 'wss://signal.example'],
    ['ws://10.0.0.1:4444/path?a=b', 'ws://10.0.0.1:4444/path?a=b'],
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

  it('writes what it reads', () => {
    for (const text of ['host:1', '[::1]:2', '10.0.0.1:3']) {
      const parsed = parseHostAndPort(text);
      expect(parsed === null ? null : formatHostAndPort(parsed.host, parsed.port)).toBe(text);
    }
  });
});
