/** Awareness updates of peers, in y-protocols' encoding: count, then client, clock and state (JSON) each. */
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';

/** More states than a notebook can have people. */
const MAX_STATES = 10_000;

/**
 * The update without what it says of one client: a peer has no say in this copy's own state.
 * @throws Error for bytes that are no awareness update
 */
export function withoutClient(update: Uint8Array, client: number): Uint8Array {
  const decoder = decoding.createDecoder(update);
  const count = decoding.readVarUint(decoder);
  if (count > MAX_STATES) throw new Error(`${count} states`);
  const kept: { client: number; clock: number; state: string }[] = [];
  for (let index = 0; index < count; index++) {
    const entry = {
      client: decoding.readVarUint(decoder),
      clock: decoding.readVarUint(decoder),
      state: decoding.readVarString(decoder),
    };
    // y-protocols would throw half-way through.
    JSON.parse(entry.state);
    if (entry.client !== client) kept.push(entry);
  }
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, kept.length);
  for (const entry of kept) {
    encoding.writeVarUint(encoder, entry.client);
    encoding.writeVarUint(encoder, entry.clock);
    encoding.writeVarString(encoder, entry.state);
  }
  return encoding.toUint8Array(encoder);
}
