/** Who wrote something in a document since a moment: by what each session has inserted. */
import * as Y from 'yjs';
import type { AuthorOf } from '../../../shared/recap/attribution';
import { VERSION_LIMITS } from '../../../shared/versions/limits';

export class WritersSince {
  private from: ReadonlyMap<number, number>;

  constructor(
    private readonly doc: Y.Doc,
    private readonly authorOf: AuthorOf,
  ) {
    this.from = this.now();
  }

  /** Those since the last call, or since the beginning. */
  take(): readonly string[] {
    const [before, now] = [this.from, this.now()];
    this.from = now;
    const people = new Set<string>();
    for (const [client, clock] of now) if (clock > (before.get(client) ?? 0)) people.add(this.authorOf(client));
    people.delete('');
    return [...people].sort().slice(0, VERSION_LIMITS.writers);
  }

  private now(): ReadonlyMap<number, number> {
    return Y.decodeStateVector(Y.encodeStateVector(this.doc));
  }
}
