/**
 * Checksums of Ethernet frames. Between virtual interfaces the kernel leaves TCP's and UDP's for the hardware to fill
 * in; there is none, and a frame that leaves the kernel on its way must have it filled in.
 */
const ETHERNET = 14;
const TCP = 6;
const UDP = 17;

interface Packet {
  readonly protocol: number;
  /** Where the two addresses are, one after the other. */
  readonly addresses: readonly [from: number, to: number];
  readonly body: readonly [from: number, to: number];
}

function packetOf(frame: Buffer, start: number): Packet | null {
  const kind = frame.readUInt16BE(start + 12);
  const at = start + ETHERNET;
  if (kind === 0x0800) {
    const from = at + 4 * ((frame[at] ?? 0) & 15);
    const body = [from, at + frame.readUInt16BE(at + 2)] as const;
    return { protocol: frame[at + 9] ?? 0, addresses: [at + 12, at + 20], body };
  }
  if (kind === 0x86dd) {
    const body = [at + 40, at + 40 + frame.readUInt16BE(at + 4)] as const;
    return { protocol: frame[at + 6] ?? 0, addresses: [at + 8, at + 40], body };
  }
  return null;
}

function sumOf(frame: Buffer, [from, to]: readonly [number, number]): number {
  let sum = 0;
  for (let at = from; at + 1 < to; at += 2) sum += frame.readUInt16BE(at);
  return (to - from) % 2 === 1 ? sum + (frame[to - 1] ?? 0) * 256 : sum;
}

/** @param start where the frame begins in the buffer, which is changed in place */
export function fillChecksum(frame: Buffer, start: number): void {
  if (frame.length < start + ETHERNET + 20) return;
  const packet = packetOf(frame, start);
  if (packet === null || (packet.protocol !== TCP && packet.protocol !== UDP)) return;
  const { addresses, body, protocol } = packet;
  const at = body[0] + (protocol === TCP ? 16 : 6);
  if (body[1] > frame.length || at + 2 > body[1]) return;
  frame.writeUInt16BE(0, at);
  let sum = sumOf(frame, addresses) + sumOf(frame, body) + protocol + (body[1] - body[0]);
  while (sum > 0xffff) sum = (sum & 0xffff) + Math.floor(sum / 0x10000);
  // Zero means "none" to UDP; all ones are the same number.
  frame.writeUInt16BE(~sum & 0xffff || 0xffff, at);
}
