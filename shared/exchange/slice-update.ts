/** Cuts a large Yjs update (format V1) into smaller ones that can be applied one after the other, in their order. */
import * as encoding from 'lib0/encoding';
import { type Struct, scanUpdate } from './scan-update';

/** The structs of one client, in order, and how many of them are in a slice already. */
interface Column {
  readonly client: number;
  readonly structs: Struct[];
  done: number;
}

/**
 * Every struct stands after those that it builds on, so no slice has to wait for a later one. What is deleted is told by
 * the last. The whole update in one piece when it is small, has gaps, or builds on itself in a circle.
 *
 * @param most structs in a slice
 * @throws Error for bytes that are no update
 */
export function sliceUpdate(update: Uint8Array, most: number): readonly Uint8Array[] {
  const columns = new Map<number, Column>();
  let count = 0;
  let whole = false;
  const { end } = scanUpdate(update, null, (struct) => {
    const { client } = struct;
    const column = columns.get(client) ?? { client, structs: [], done: 0 };
    const last = column.structs.at(-1);
    whole ||= last !== undefined && (last.clock + last.length !== struct.clock || last.to !== struct.from);
    column.structs.push(struct);
    columns.set(client, column);
    count += 1;
  });
  if (whole || count <= most) return [update];
  const order = ordered(columns);
  if (order === null) return [update];
  const slices: Uint8Array[] = [];
  for (let from = 0; from < order.length; from += most) {
    const isLast = from + most >= order.length;
    slices.push(write(update, order.slice(from, from + most), isLast ? update.subarray(end) : NOTHING_DELETED));
  }
  return slices;
}

const NOTHING_DELETED = Uint8Array.of(0);

/** Null when there is no such order. */
function ordered(columns: ReadonlyMap<number, Column>): readonly Struct[] | null {
  const order: Struct[] = [];
  for (const first of columns.values()) {
    // Clients whose structs wait for those of the next one, each with how far it must come.
    const waiting = [{ column: first, until: first.structs.length }];
    for (let top = waiting.at(-1); top !== undefined; top = waiting.at(-1)) {
      const struct = top.column.structs[top.column.done];
      if (struct === undefined || top.column.done >= top.until) {
        waiting.pop();
        continue;
      }
      const missing = missingOf(struct, columns);
      if (missing === null) {
        order.push(struct);
        top.column.done += 1;
      } else if (waiting.some(({ column }) => column === missing.column)) return null;
      else waiting.push(missing);
    }
  }
  return order;
}

/** What of this update the struct needs and has not got yet. What is not in the update is there already, or missing for all. */
function missingOf({ client, needs }: Struct, columns: ReadonlyMap<number, Column>) {
  for (let at = 0; at < needs.length; at += 2) {
    const column = columns.get(needs[at] ?? 0);
    const clock = needs[at + 1] ?? 0;
    if (column === undefined || column.client === client) continue;
    const next = column.structs[column.done];
    if (next === undefined || next.clock > clock) continue;
    return { column, until: indexOf(column.structs, clock) + 1 };
  }
  return null;
}

/** Of the struct that holds the clock, or the last one. */
function indexOf(structs: readonly Struct[], clock: number): number {
  let [low, high] = [0, structs.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((structs[middle]?.clock ?? 0) <= clock) low = middle;
    else high = middle - 1;
  }
  return low;
}

function write(update: Uint8Array, structs: readonly Struct[], deletions: Uint8Array): Uint8Array {
  const groups = new Map<number, Struct[]>();
  for (const struct of structs) {
    const group = groups.get(struct.client);
    if (group) group.push(struct);
    else groups.set(struct.client, [struct]);
  }
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, groups.size);
  for (const [client, group] of groups) {
    const [first, last] = [group[0], group.at(-1)];
    if (first === undefined || last === undefined) continue;
    encoding.writeVarUint(encoder, group.length);
    encoding.writeVarUint(encoder, client);
    encoding.writeVarUint(encoder, first.clock);
    // A client's structs follow each other in the update as well.
    encoding.writeUint8Array(encoder, update.subarray(first.from, last.to));
  }
  encoding.writeUint8Array(encoder, deletions);
  return encoding.toUint8Array(encoder);
}
