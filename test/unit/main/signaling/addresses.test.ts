import type { NetworkInterfaceInfo } from 'node:os';
import { describe, expect, it } from 'vitest';
import { isLoopback, reachableAddresses } from '../../../../main/signaling/addresses';

function info(address: string, internal = false): NetworkInterfaceInfo {
  const base = { address, netmask: '', mac: '', internal, cidr: null };
  return address.includes(':') ? { ...base, family: 'IPv6', scopeid: 0 } : { ...base, family: 'IPv4' };
}

describe('addresses of this machine', () => {
  const interfaces = {
    lo: [info('127.0.0.1', true), info('::1', true)],
    eth0: [info('fe80::1'), info('2001:db8::5'), info('192.168.1.5')],
    wlan0: [info('fd00::9'), info('10.0.0.9'), info('169.254.3.3')],
    gone: undefined,
  };

  it('are IPv4 first, then global and unique-local IPv6, then loopback', () => {
    expect(reachableAddresses(interfaces, 80, true)).toEqual([
      '192.168.1.5:80',
      '10.0.0.9:80',
      '[2001:db8::5]:80',
      '[fd00::9]:80',
      '127.0.0.1:80',
    ]);
  });

  it('have no IPv6 when the hub does not serve it', () => {
    expect(reachableAddresses(interfaces, 80, false)).toEqual(['192.168.1.5:80', '10.0.0.9:80', '127.0.0.1:80']);
  });

  it.each([
    ['127.0.0.1', true],
    ['::1', true],
    ['::ffff:127.0.0.1', true],
    ['::ffff:192.0.2.1', false],
    ['192.0.2.1', false],
    ['127.0.0.1.example', false],
    ['', false],
  ])('%j is loopback: %s', (address, expected) => {
    expect(isLoopback(address)).toBe(expected);
  });
});
