/** Addresses of other hubs as people and invites write them: `host:port`, `[ipv6]:port`, or the ws(s) URL of a signaling server. */
import { DEFAULT_HUB_PORT, HUB_PATH } from './limits';

const HOST = /^(?=.{1,253}$)[\p{L}\p{N}_](?:[\p{L}\p{N}_.-]*[\p{L}\p{N}])?\.?$/u;
const IPV6 = /^[0-9a-f:.]*:[0-9a-f:.]*:[0-9a-f:.]*$/i;
const SERVER_URL = /^wss?:\/\/[^\s/?#@]+(?:[/?][^\s#@]*)?$/i;

export interface HostAndPort {
  /** Without brackets. */
  readonly host: string;
  readonly port: number;
}

/** Null when the text is not an address. A missing port is the default one. */
export function parseHostAndPort(text: string): HostAndPort | null {
  const trimmed = text.trim();
  if (IPV6.test(trimmed)) return { host: trimmed, port: DEFAULT_HUB_PORT };
  const bracketed = /^\[([^\]]+)\](?::(\d{1,5}))?$/.exec(trimmed);
  const plain = /^([^:[\]]+)(?::(\d{1,5}))?$/.exec(trimmed);
  const match = bracketed ?? plain;
  const host = match?.[1];
  if (match === null || host === undefined) return null;
  if (bracketed !== null ? !IPV6.test(host) : !HOST.test(host)) return null;
  const port = match[2] === undefined ? DEFAULT_HUB_PORT : Number(match[2]);
  return port >= 1 && port <= 65_535 ? { host, port } : null;
}

/** `host:port`, IPv6 in brackets. */
export function formatHostAndPort(host: string, port: number): string {
  return host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;
}

/** The URL to dial for an address, null when it is none. */
export function hubUrl(address: string): string | null {
  const trimmed = address.trim();
  if (/^wss?:/i.test(trimmed)) return SERVER_URL.test(trimmed) ? trimmed : null;
  const parsed = parseHostAndPort(trimmed);
  return parsed === null ? null : `ws://${formatHostAndPort(parsed.host, parsed.port)}${HUB_PATH}`;
}
