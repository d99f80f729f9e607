/** Reads a file of JSON record by record, and reports what is broken in it. */
import { type JsonEvents, JsonRecords, type Plan } from '../reading/json-records';
import type { JsonObject } from '../reading/json-repair';
import { readText } from '../reading/read-text';
import type { ChatFile } from '../types';
import type { ReadContext } from './format-reader';

/** What a format makes of the pieces; what it leaves out is not told to it. */
export interface JsonPieces {
  readonly plan: Plan;
  isRecord(value: JsonObject): boolean;
  /** False when the record is not what it should be. */
  record(record: JsonObject, place: string): boolean;
  value?(name: string, value: unknown): void;
  opened?(name: string): void;
  closed?(name: string): void;
}

export const messagePlace = (place: number): string => `message ${place}`;

export async function readJson(file: ChatFile, context: ReadContext, pieces: JsonPieces): Promise<void> {
  const { chat, watch } = context;
  const malformed = (text: string, place: number) => chat.problem('malformed', file.path, messagePlace(place), text);
  const events: JsonEvents = {
    opened: (name) => pieces.opened?.(name),
    closed: (name) => pieces.closed?.(name),
    value: (name, value) => pieces.value?.(name, value),
    bad: malformed,
    isRecord: pieces.isRecord,
    record: (record, place) => {
      if (!pieces.record(record, messagePlace(place))) malformed(JSON.stringify(record).slice(0, 500), place);
    },
  };
  const records = new JsonRecords(pieces.plan, events);
  const troubles = context.troubles(file);
  let broken = false;
  const noted = {
    ...troubles,
    broken: (cause: unknown) => {
      broken = true;
      troubles.broken(cause);
    },
  };
  for await (const piece of readText(file, watch, noted)) {
    records.push(piece);
    await watch.rest();
  }
  const whole = records.end();
  if (!whole && !broken) chat.problem('broken-file', file.path, '', '');
}
