/** One export of many discussions into a folder: what the page asks for is planned, made and written by others. */
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { toAppError } from '../../../shared/errors/app-error';
import type { Made, MadeGroup } from '../../../shared/export/make-group';
import type { Outcome } from '../../../shared/export/outcome';
import type { ExportNote } from '../../../shared/markdown';
import type { Contents, ExportFolder, Finished, Listed, Planned, Titled } from './export-folder';
import type { Makers, Wanted } from './makers';

/**
 * Finding its way in the journal takes as long, for each MB, as the page takes to give a few discussions: below this much of
 * it for each that is wanted it is the quicker one.
 */
const JOURNAL_BYTES_EACH = 256 * 1024;

export interface Described extends Titled {
  /** Of the discussion as it is to be made. */
  readonly digest: string;
}

export interface Given {
  readonly id: string;
  /** Null to take it from the journal. */
  readonly update: Uint8Array | null;
}

export type Done =
  | {
      readonly kind: 'done';
      readonly id: string;
      /** Null for what stood there already and was looked through for its notes. */
      readonly outcome: Outcome | null;
      readonly bytes: number;
      readonly notes: readonly ExportNote[];
    }
  /** The journal does not have it as it is: the page is to give it. */
  | { readonly kind: 'lacking'; readonly id: string };

export interface RunParts {
  readonly folder: ExportFolder;
  readonly makers: Makers;
  /** The folder of the notebook's journal. */
  readonly journal: string;
}

type Ready = Planned & Described;

export class ExportRun {
  /** What was planned and not made yet. */
  private readonly planned = new Map<string, Ready>();
  private usesJournal = false;
  private journalBytes: Promise<number> | null = null;
  private writing: Promise<unknown> = Promise.resolve();

  constructor(private readonly parts: RunParts) {}

  get known(): boolean {
    return this.parts.folder.known;
  }

  get lanes(): number {
    return this.parts.makers.lanes;
  }

  /** @param following how many are to be planned after these */
  async plan(discussions: readonly Described[], following: number): Promise<readonly Planned[]> {
    const rows = discussions.map(({ id, title, source }) => ({ id, title, source }));
    const planned = await this.parts.folder.plan(rows);
    const byId = new Map(discussions.map((one) => [one.id, one]));
    for (const one of planned) {
      const described = byId.get(one.id);
      if (described !== undefined && (!one.fresh || one.noted)) this.planned.set(one.id, { ...described, ...one });
    }
    const wanted = planned.filter(({ fresh, noted }) => !fresh || noted).length;
    const inAll = wanted * (1 + following / Math.max(1, discussions.length));
    if (!this.usesJournal && wanted > 0) {
      this.journalBytes ??= bytesOf(this.parts.journal);
      this.usesJournal = inAll * JOURNAL_BYTES_EACH > (await this.journalBytes);
    }
    return planned;
  }

  /** Makes and writes what was planned. Errors: as ExportFolder.write. */
  async make(given: readonly Given[]): Promise<Done[]> {
    const done: Done[] = [];
    const wanted: Wanted[] = [];
    for (const { id, update } of given) {
      const ready = this.planned.get(id);
      if (ready === undefined) done.push(failed(id, 'ipc/bad-input'));
      else if (update === null && !this.usesJournal) done.push({ kind: 'lacking', id });
      else wanted.push({ id, base: ready.base, notesOnly: ready.fresh, digest: ready.digest, update });
    }
    for (let left: readonly Wanted[] = wanted; left.length > 0; ) {
      const group = await this.madeOf(left);
      done.push(...(await this.write(left, group)));
      left = left.slice(group.made.length);
    }
    return done;
  }

  resolve(id: string, how: 'theirs' | 'beside'): Promise<void> {
    return this.parts.folder.resolve(id, how);
  }

  finish(listed: readonly Listed[] | null): Promise<Finished> {
    return this.parts.folder.finish(listed);
  }

  async close(): Promise<void> {
    this.parts.makers.end();
    await this.parts.folder.close();
  }

  /** Where the thread ended, for want of memory perhaps, one of them may be the cause: then each is made by itself. */
  private async madeOf(wanted: readonly Wanted[]): Promise<MadeGroup> {
    try {
      return await this.parts.makers.make(wanted);
    } catch (error) {
      if (wanted.length > 1) return this.madeOf(wanted.slice(0, 1));
      return { made: [{ kind: 'failed', detail: toAppError(error).detail }], bytes: new Uint8Array() };
    }
  }

  private async write(wanted: readonly Wanted[], { made, bytes }: MadeGroup): Promise<Done[]> {
    const discussions = wanted.flatMap(({ id, notesOnly }, at): Contents['discussions'][number][] => {
      const one = made[at];
      if (one?.kind !== 'made' || notesOnly) return [];
      const { source = '' } = this.planned.get(id) ?? {};
      return [{ id, source, noted: one.notes.length > 0, files: one.files }];
    });
    // One after the other: whoever has another group waits, and makes no more meanwhile.
    const mine = this.writing.then(() =>
      discussions.length === 0 ? [] : this.parts.folder.write({ discussions, bytes }),
    );
    this.writing = mine.catch(() => undefined);
    const outcomes = new Map((await mine).map((outcome) => [outcome.id, outcome]));
    return made.map((one, at) => {
      const id = wanted[at]?.id ?? '';
      const done = doneOf(id, one, outcomes.get(id) ?? null);
      if (done.kind === 'done') this.planned.delete(id);
      return done;
    });
  }
}

function doneOf(id: string, made: Made, outcome: Outcome | null): Done {
  switch (made.kind) {
    case 'other':
      return { kind: 'lacking', id };
    case 'absent':
      return failed(id, 'export/not-here');
    case 'failed':
      return failed(id, 'unexpected');
    case 'made': {
      const bytes = made.files.reduce((sum, { size }) => sum + size, 0);
      return { kind: 'done', id, outcome, bytes, notes: made.notes };
    }
  }
}

function failed(id: string, code: string): Done {
  return { kind: 'done', id, outcome: { id, kind: 'failed', code }, bytes: 0, notes: [] };
}

/** As good as endless when it cannot be told. */
async function bytesOf(folder: string): Promise<number> {
  try {
    const sizes = await Promise.all((await readdir(folder)).map(async (name) => (await stat(join(folder, name))).size));
    return sizes.reduce((sum, size) => sum + size, 0);
  } catch {
    return Number.POSITIVE_INFINITY;
  }
}
