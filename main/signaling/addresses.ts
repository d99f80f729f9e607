/** Which networks this device is in, and under which addresses others may reach it there, best first. */
import type { NetworkInterfaceInfo } from 'node:os';
import { formatHostAndPort } from '../../shared/signaling/hub-address';

/** More than any invite should carry. */
const MAX_ADDRESSES = 16;

export type Interfaces = Readonly<Record<string, readonly NetworkInterfaceInfo[] | undefined>>;

/** Bridges and cables between this machine and its own containers and virtual machines: nobody else is there. */
const OF_CONTAINERS = /^(?:docker\d|br-[0-9a-f]{12}$|virbr|lxcbr|lxdbr|cni\d|podman)/;
const TUNNEL_NAME = /^(?:u?tun|tap|wg|ppp|ipsec|zt|ham|nordlynx|proton|tailscale)|tailscale|wireguard|vpn|zerotier/i;

/** One address of this device in a network where others may be. */
export interface UsableAddress {
  readonly name: string;
  readonly address: string;
  readonly family: 'IPv4' | 'IPv6';
  /** `tunnel`: a VPN or tailnet, by its name or address range. */
  readonly kind: 'network' | 'tunnel';
}

/** IPv4 of the networks, of the tunnels, then global and unique-local IPv6. Link-local addresses need a scope and are left out. */
export function usableAddresses(interfaces: Interfaces): UsableAddress[] {
  const all = Object.entries(interfaces).flatMap(([name, infos]) =>
    (infos ?? [])
      .filter((info) => !info.internal && !OF_CONTAINERS.test(name) && isUsable(info))
      .map(({ address, family }) => ({ name, address, family, kind: kindOf(name, address) })),
  );
  const rank = ({ family, kind }: UsableAddress) => (family === 'IPv4' ? 0 : 2) + (kind === 'network' ? 0 : 1);
  const seen = new Set<string>();
  return all
    .filter(({ address }) => !seen.has(address) && seen.add(address))
    .map((each, index) => ({ each, index }))
    .sort((a, b) => rank(a.each) - rank(b.each) || a.index - b.index)
    .map(({ each }) => each);
}

function isUsable({ family, address }: NetworkInterfaceInfo): boolean {
  if (family === 'IPv4') return !address.startsWith('169.254.') && address !== '0.0.0.0';
  return /^[23fF]/.test(address) && !/^f[ef]/i.test(address);
}

function kindOf(name: string, address: string): UsableAddress['kind'] {
  const [first = 0, second = 0] = address.split('.').map(Number);
  // Carrier-grade NAT (RFC 6598) and Tailscale's part of the unique-local range.
  const isTailnet = (first === 100 && second >= 64 && second < 128) || /^fd7a:115c:a1e0:/i.test(address);
  return isTailnet || TUNNEL_NAME.test(name) ? 'tunnel' : 'network';
}

/** `host:port`, best first, loopback last. */
export function reachableAddresses(interfaces: Interfaces, port: number, ipv6: boolean): string[] {
  const hosts = usableAddresses(interfaces)
    .filter(({ family }) => ipv6 || family === 'IPv4')
    .map(({ address }) => address)
    .slice(0, MAX_ADDRESSES - 1);
  return [...hosts, '127.0.0.1'].map((host) => formatHostAndPort(host, port));
}

export function isLoopback(address: string): boolean {
  return address === '::1' || /^(?:::ffff:)?127\.\d+\.\d+\.\d+$/.test(address);
}
