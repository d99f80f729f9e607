import type { NetworkInterfaceInfo } from 'node:os';
import { describe, expect, it } from 'vitest';
import { isLoopback, reachableAddresses, usableAddresses } from '../../../../main/signaling/addresses';

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

  it('leave out bridges to containers, and put tunnels after networks', () => {
    const many = {
      docker0: [info('172.17.0.1')],
      'br-0123456789ab': [info('172.18.0.1')],
      virbr0: [info('192.168.122.1')],
      tailscale0: [info('100.101.102.103'), info('fd7a:115c:a1e0::1')],
      eth0: [info('192.168.1.5')],
      awdl0: [info('fe80::1')],
    };
    expect(usableAddresses(many).map(({ name, address }) => `${name} ${address}`)).toEqual([
      'eth0 192.168.1.5',
      'tailscale0 100.101.102.103',
      'tailscale0 fd7a:115c:a1e0::1',
    ]);
  });

  it.each([
    ['tun0', '10.8.0.2', 'tunnel'],
    ['utun3', '10.8.0.2', 'tunnel'],
    ['wg0', '10.8.0.2', 'tunnel'],
    ['ppp0', '10.8.0.2', 'tunnel'],
    ['ztabcdef', '10.147.1.1', 'tunnel'],
    ['Tailscale', '100.64.0.1', 'tunnel'],
    ['Ethernet 3', '100.127.255.1', 'tunnel'],
    ['Ethernet', '100.128.0.1', 'network'],
    ['br-lan', '192.168.1.1', 'network'],
    ['eth0', '192.168.1.1', 'network'],
    ['en0', '2001:db8::1', 'network'],
    ['wlp3s0', '10.0.0.1', 'network'],
  ])('%s with %s is a %s', (name, address, kind) => {
    expect(usableAddresses({ [name]: [info(address)] })[0]?.kind).toBe(kind);
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
