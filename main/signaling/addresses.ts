/** Under which addresses other machines may reach this one, best first. */
import type { NetworkInterfaceInfo } from 'node:os';
import { formatHostAndPort } from '../../shared/signaling/hub-address';

/** More than any invite should carry. */
const MAX_ADDRESSES = 16;

type Interfaces = Readonly<Record<string, readonly NetworkInterfaceInfo[] | undefined>>;

/** IPv4 of the network, then global and unique-local IPv6, then loopback. Link-local addresses need a scope and are left out. */
export function reachableAddresses(interfaces: Interfaces, port: number, ipv6: boolean): string[] {
  const all = Object.values(interfaces).flatMap((infos) => infos ?? []);
  const outside = all.filter((info) => !info.internal);
  const v4 = outside.filter((info) => info.family === 'IPv4' && !info.address.startsWith('169.254.'));
  const v6 = outside.filter(
    (info) => ipv6 && info.family === 'IPv6' && /^[23fF]/.test(info.address) && !/^f[ef]/i.test(info.address),
  );
  const hosts = [...new Set([...v4, ...v6].map((info) => info.address))].slice(0, MAX_ADDRESSES - 1);
  return [...hosts, '127.0.0.1'].map((host) => formatHostAndPort(host, port));
}

export function isLoopback(address: string): boolean {
  return address === '::1' || /^(?:::ffff:)?127\.\d+\.\d+\.\d+$/.test(address);
}
