/** The names that requests and events have between the two processes. */
import type { EventChannel, RequestChannel } from './channels';

export function requestWire(channel: RequestChannel): string {
  return `recap:request:${channel}`;
}

export function eventWire(channel: EventChannel): string {
  return `recap:event:${channel}`;
}
