/** Addresses of other hubs as people and invites write them: `host:port` or `[ipv6]:port`, and nothing else [HB21]. */
import { parseIpv4, parseIpv6 } from './ip-literal';
import { DEFAULT_HUB_PORT, HUB_PATH } from './limits';

/** Labels of letters, digits, `_` and inner `-`, at most 63 long. Letters of all scripts: the dialler writes them in Punycode. */
const NAME = /^(?=.{1,253}$)(?:[\p{L}\d_](?:[\p{L}\d_-]{0,61}[\p{L}\d_])?(?:\.(?!$)|\.?$))+$/u;
/** URLs read a host with such an end as IPv4, shortened, octal and hexadecimal ones as well. */
const ENDS_IN_NUMBER = /(?:^|\.)(?:\d+|0x[0-9a-f]*)\.?$/i;
const SERVER_URL = /^wss?:\/\/[^\s/?#@]+(?:[/?][^\s#@]*)?$/i;

export interface HostAndPort {
  /** Without brackets. */
  readonly host: string;
  readonly port: number;
}

/** Null when the text is not an address: an IP literal or a name, and a port. A missing port is the default one. */
export function parseHostAndPort(text: string): HostAndPort | null {
  // Compatibility forms (full-width digits and the like) are what a URL would make of them before they are judged.
  const trimmed = text.normalize('NFKC').trim();
  if (parseIpv6(trimmed) !== null) return { host: trimmed, port: DEFAULT_HUB_PORT };
  const bracketed = /^\[([^\]]+)\](?::(\d{1,5}))?$/.exec(trimmed);
  const match = bracketed ?? /^([^:[\]]+)(?::(\d{1,5}))?$/.exec(trimmed);
  const host = match?.[1];
  if (match === null || host === undefined) return null;
  if (bracketed === null ? !isNameOrIpv4(host) : parseIpv6(host) === null) return null;
  const port = match[2] === undefined ? DEFAULT_HUB_PORT : Number(match[2]);
  return port >= 1 && port <= 65_535 ? { host, port } : null;
}

function isNameOrIpv4(host: string): boolean {
  return ENDS_IN_NUMBER.test(host) ? parseIpv4(host) !== null : NAME.test(host);
}

/** `host:port`, IPv6 in brackets. */
export function formatHostAndPort(host: string, port: number): string {
  return host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;
}

/** The URL to dial for an address, always `ws://host:port/hub`; null when the text is no address. */
export function hubUrl(address: string): string | null {
  const parsed = parseHostAndPort(address);
  return parsed === null ? null : `ws://${formatHostAndPort(parsed.host, parsed.port)}${HUB_PATH}`;
}

/** The URL of a y-webrtc signaling server as it was given, null when it is none. Not for what others sent [HB21]. */
export function serverUrl(url: string): string | null {
  const trimmed = url.trim();
  return SERVER_URL.test(trimmed) ? trimmed : null;
}
