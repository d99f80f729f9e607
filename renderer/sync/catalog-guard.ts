/**
 * What a peer may say on y-webrtc's own channel. y-webrtc applies what arrives without a check; a damaged update would
 * leave a catalog that can be applied but never loaded again. Message layout: y-webrtc.js and y-protocols/sync.js.
 */
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { isSoundUpdate } from '../../shared/exchange/sound-update';
import type { ChannelGuard } from './framed-channel';
import { withoutClient } from './peer-awareness';

const MESSAGE = { sync: 0, awareness: 1 } as const;
const SYNC = { step1: 0, step2: 1, update: 2 } as const;

/**
 * A longer update is left to the exchange, which checks it beside the page: here it would stop the page for seconds. About
 * 1,300 discussions. [EX19]
 */
const LARGE_BYTES = 256 * 1024;

/** @param own this copy's client id in the catalog's awareness */
export function catalogGuard(own: number): ChannelGuard {
  return {
    admit: (message) => (isLargeUpdate(message) ? null : guardCatalogMessage(message, own)),
    mayLeave: (message) => !(message instanceof Uint8Array && isLargeUpdate(message)),
  };
}

function isLargeUpdate(message: Uint8Array): boolean {
  const [kind, step] = message;
  return message.length > LARGE_BYTES && kind === MESSAGE.sync && (step === SYNC.step2 || step === SYNC.update);
}

/**
 * @param own this copy's client id in the catalog's awareness
 * @returns the message as y-webrtc may have it
 * @throws Error for a message that must not be applied
 */
function guardCatalogMessage(message: Uint8Array, own: number): Uint8Array {
  const decoder = decoding.createDecoder(message);
  const kind = decoding.readVarUint(decoder);
  if (kind === MESSAGE.sync) {
    const step = decoding.readVarUint(decoder);
    if (step > SYNC.update) throw new Error(`sync step ${step}`);
    const bytes = decoding.readVarUint8Array(decoder);
    if (step !== SYNC.step1 && !isSoundUpdate(bytes)) throw new Error('damaged catalog update');
    return message;
  }
  if (kind !== MESSAGE.awareness) return message;
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, MESSAGE.awareness);
  encoding.writeVarUint8Array(encoder, withoutClient(decoding.readVarUint8Array(decoder), own));
  return encoding.toUint8Array(encoder);
}
