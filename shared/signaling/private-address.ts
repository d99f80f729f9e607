/** Which addresses belong to the machine itself or to a network that is not the public internet. */
import { parseHostAndPort } from './hub-address';
import { parseIpv4, parseIpv6 } from './ip-literal';

/** Fixed length prefixes: the first bits of an address, IPv4 as 4 bytes, IPv6 as 8 groups of 16 bits. */
type Range = readonly [literal: string, bits: number];

const IPV4_RANGES: readonly Range[] = [
  ['127.0.0.0', 8],
  ['10.0.0.0', 8],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
  // Carrier-grade NAT (RFC 6598), also the addresses of Tailscale.
  ['100.64.0.0', 10],
  ['169.254.0.0', 16],
  // Documentation (RFC 5737): never routed, used by test networks.
  ['192.0.2.0', 24],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
];

const IPV6_RANGES: readonly Range[] = [
  ['::1', 128],
  ['fe80::', 10],
  ['fc00::', 7],
  // Documentation (RFC 3849).
  ['2001:db8::', 32],
];

/** Where clouds answer with the credentials of the machine that asks: inside the ranges above, and never a peer. */
const METADATA_SERVICES: readonly Range[] = [
  ['169.254.169.254', 32],
  ['100.100.100.200', 32],
  ['fd00:ec2::254', 128],
];

/**
 * True for `host:port` (IPv6 in brackets) whose host is an IP literal of this machine, of a private or link-local network, or of
 * a documentation range. False for every name, whatever it resolves to, for public addresses, and for what is no address.
 * An IPv4 address mapped into IPv6 (`::ffff:a.b.c.d`) counts as that IPv4 address.
 */
export function isPrivateAddress(address: string): boolean {
  const host = parseHostAndPort(address)?.host;
  if (host === undefined) return false;
  const literal = bitsOf(host);
  if (literal === null) return false;
  const isIn = ([start, length]: Range) => {
    const range = bitsOf(start);
    return range?.length === literal.length && literal.startsWith(range.slice(0, length));
  };
  const ranges = literal.length === 32 ? IPV4_RANGES : IPV6_RANGES;
  return ranges.some(isIn) && !METADATA_SERVICES.some(isIn);
}

/** Leads to the machine that asks, whichever that is. */
export function isLoopback(address: string): boolean {
  return /^(?:127\.|\[::1\]|\[::ffff:(?:127\.|7f))/i.test(address);
}

/** 32 or 128 characters of 0 and 1; null when the host is a name. */
function bitsOf(host: string): string | null {
  const v4 = parseIpv4(host);
  if (v4 !== null) return toBits(v4, 8);
  const v6 = parseIpv6(host);
  if (v6 === null) return null;
  const bits = toBits(v6, 16);
  return bits.startsWith(MAPPED_IPV4) ? bits.slice(MAPPED_IPV4.length) : bits;
}

const MAPPED_IPV4 = `${'0'.repeat(80)}${'1'.repeat(16)}`;

function toBits(parts: readonly number[], width: number): string {
  return parts.map((part) => part.toString(2).padStart(width, '0')).join('');
}
