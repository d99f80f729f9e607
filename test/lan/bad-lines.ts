/**
 * Lines that lose and delay what they carry. `tc netem` would do it, but not every kernel has it (the one of our
 * development machines has not): here each line is a pair of VXLAN interfaces, whose datagrams this program passes on,
 * late or not at all. It runs in a namespace of its own, beside the one that holds the interfaces.
 */
import { createSocket, type Socket } from 'node:dgram';
import { fillChecksum } from './checksums';
import { obey } from './host-process';

/** Where the interfaces are, and where this program is; both addresses exist only between the two. */
export const SWITCH_ADDRESS = '198.18.0.1';
export const LINES_ADDRESS = '198.18.0.2';
const FIRST_PORT = 6000;
const VXLAN_HEADER = 8;

/** What a line does to everything that goes through it, in each direction. */
export interface Weather {
  /** 0..1 */
  readonly loss: number;
  /** Milliseconds. */
  readonly delay: number;
}

/** The ports of a line's two ends. VXLAN sends to the port that it listens on. */
export function portsOf(line: number): readonly [number, number] {
  return [FIRST_PORT + 2 * line, FIRST_PORT + 2 * line + 1];
}

const weathers = new Map<number, Weather>();
const opened = new Map<number, Promise<unknown>>();

function bind(port: number): Promise<Socket> {
  const socket = createSocket('udp4');
  return new Promise((resolve) => socket.bind(port, LINES_ADDRESS, () => resolve(socket)));
}

async function open(line: number): Promise<void> {
  const ports = portsOf(line);
  const ends = await Promise.all([bind(ports[0]), bind(ports[1])]);
  for (const side of [0, 1] as const) {
    ends[side].on('message', (frame) => {
      const { loss, delay } = weathers.get(line) ?? { loss: 0, delay: 0 };
      if (Math.random() < loss) return;
      fillChecksum(frame, VXLAN_HEADER);
      const pass = () => ends[1 - side]?.send(frame, ports[1 - side] ?? 0, SWITCH_ADDRESS);
      if (delay > 0) setTimeout(pass, delay);
      else pass();
    });
  }
}

async function setWeather(argument: string): Promise<void> {
  const { line, weather } = JSON.parse(argument) as { line: number; weather: Weather };
  weathers.set(line, weather);
  const opening = opened.get(line) ?? open(line);
  opened.set(line, opening);
  await opening;
}

/** Resolves when stdin ends. */
export async function main(): Promise<void> {
  await obey({ setWeather });
}
