/** The Internet sockets of a process and all its children, read from /proc (Linux). */
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

export interface OpenSocket {
  readonly pid: number;
  /** tcp, tcp6, udp, udp6, raw, raw6. */
  readonly family: string;
  /** As the kernel writes it: hexadecimal address and port. */
  readonly local: string;
  readonly remote: string;
}

const FAMILIES = ['tcp', 'tcp6', 'udp', 'udp6', 'raw', 'raw6'] as const;

function quietly<T>(task: () => T, otherwise: T): T {
  try {
    return task();
  } catch {
    // The process ended meanwhile.
    return otherwise;
  }
}

function parentOf(pid: number): number {
  // The name in parentheses may hold anything; the parent is the second field after it.
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
  return Number(fields[1]);
}

/** The process and everything it started, directly or not. */
export function processTree(root: number): number[] {
  const pids = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number);
  const parents = new Map(pids.map((pid) => [pid, quietly(() => parentOf(pid), 0)]));
  const belongs = (pid: number): boolean =>
    pid === root || (parents.has(pid) && pid > 1 && belongs(parents.get(pid) ?? 0));
  return pids.filter(belongs);
}

export function openSockets(root: number): OpenSocket[] {
  return processTree(root).flatMap((pid) => quietly(() => socketsOf(pid), []));
}

function socketsOf(pid: number): OpenSocket[] {
  const links = readdirSync(`/proc/${pid}/fd`).map((fd) => quietly(() => readlinkSync(`/proc/${pid}/fd/${fd}`), ''));
  const inodes = new Set(links.flatMap((link) => /^socket:\[(\d+)\]$/.exec(link)?.[1] ?? []));
  return FAMILIES.flatMap((family) =>
    quietly(() => readFileSync(`/proc/${pid}/net/${family}`, 'utf8'), '')
      .split('\n')
      .slice(1)
      .map((line) => line.trim().split(/\s+/))
      .filter((fields) => inodes.has(fields[9] ?? ''))
      .map((fields) => ({ pid, family, local: fields[1] ?? '', remote: fields[2] ?? '' })),
  );
}
