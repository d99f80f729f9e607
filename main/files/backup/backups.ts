/** When backups are made, where, and which of them stay. Rules: README.md. */
import { randomBytes, randomUUID } from 'node:crypto';
import { mkdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import { AppError, toAppError } from '../../../shared/errors/app-error';
import type { ErrorCode } from '../../../shared/errors/codes';
import { encodeInvite } from '../../../shared/invite/invite';
import type { BackupState } from '../../../shared/ipc/backup';
import { SALT_BYTES } from '../../../shared/journal/frame';
import type { NotebookEntry, Profile } from '../../../shared/model/settings';
import { type JsonState, openJsonState } from '../json-state';
import { notebookFolder } from '../notebook-folder';
import { dayOf, keptBackups } from './kept-backups';
import { freeName, headOf, settleLeftOver, type Writing, writingSchema } from './left-over';
import { type BackupJob, backupError, type MadeBackup } from './make-backup';
import type { ReadBack } from './read-back';

const madeSchema = writingSchema.extend({
  id: z.string(),
  size: z.number(),
  discussions: z.number(),
  /** Sum of what it holds. */
  content: z.string(),
});
type Made = z.infer<typeof madeSchema>;

const notedSchema = z.object({
  /** Null: the app's own. */
  folder: z.string().nullable(),
  checkedAt: z.number().nullable(),
  /** The day on which all were last up to date. */
  day: z.string().nullable(),
  made: z.array(madeSchema),
  /** Files that are being written, so that what an app that ended meanwhile left of them is known as ours. */
  writing: z.array(writingSchema).catch([]),
  /** One of these that could not be read back, where it is now. */
  aside: z.string().nullable().catch(null),
});
type Noted = z.infer<typeof notedSchema>;

export interface BackupsOptions {
  /** The profile's folder. */
  readonly userData: string;
  readonly notebooks: () => readonly NotebookEntry[];
  readonly profile: () => Profile | null;
  readonly version: string;
  /** Everything of a notebook is on the disk. */
  readonly flush: (notebook: string) => Promise<void>;
  readonly make: (job: BackupJob) => Promise<MadeBackup>;
  /** Errors: as `readBack` of read-back.ts. */
  readonly readBack: (path: string) => Promise<ReadBack>;
  readonly now: () => number;
  readonly changed: (state: BackupState) => void;
  readonly log: (level: 'info' | 'warn', what: string, detail: string) => void;
}

/** Not while the app still starts, and often enough for “within the hour”. */
const FIRST_MS = 2 * 60_000;
const AGAIN_MS = 30 * 60_000;

export class Backups {
  private readonly noted: JsonState<Noted>;
  private failure: ErrorCode | null = null;
  private running: Promise<void> | null = null;
  private readonly timers: ReturnType<typeof setTimeout>[] = [];

  constructor(private readonly options: BackupsOptions) {
    const nothing: Noted = { folder: null, checkedAt: null, day: null, made: [], writing: [], aside: null };
    this.noted = openJsonState(join(options.userData, 'backups.json'), notedSchema, nothing);
  }

  /** From now on, once a day. */
  start(): void {
    const due = (): void => {
      if (this.failure !== null || this.noted.value.day !== dayOf(this.options.now())) void this.run();
    };
    this.timers.push(setTimeout(due, FIRST_MS), setInterval(due, AGAIN_MS));
    for (const timer of this.timers) timer.unref();
  }

  stop(): void {
    for (const timer of this.timers.splice(0)) clearTimeout(timer);
  }

  state(): BackupState {
    const { folder, checkedAt, made, aside } = this.noted.value;
    const here = made.filter((one) => one.folder === this.folder).sort((a, b) => b.at - a.at);
    return {
      folder: this.folder,
      own: folder === null,
      running: this.running !== null,
      checkedAt,
      failure: this.failure,
      aside,
      made: here.map(({ id, name, at, size, discussions }) => ({ id, name, at, size, discussions })),
    };
  }

  /** Of every notebook, one after the other. Never rejects: `state` tells how it went. */
  run(): Promise<void> {
    this.running ??= this.runAll().finally(() => {
      this.running = null;
      this.options.changed(this.state());
    });
    this.options.changed(this.state());
    return this.running;
  }

  /** Null: the app's own folder. What was made before stays where it is. */
  async setFolder(folder: string | null): Promise<void> {
    await this.running;
    await this.note({ folder, day: null });
    this.failure = null;
    this.options.changed(this.state());
  }

  /** Where a backup is. Errors: handoff/gone. */
  pathOf(id: string): string {
    const made = this.noted.value.made.find((one) => one.id === id);
    if (made === undefined) throw new AppError('handoff/gone', id);
    return join(made.folder, made.file);
  }

  get folder(): string {
    return this.noted.value.folder ?? join(this.options.userData, 'backups');
  }

  private async runAll(): Promise<void> {
    const { now, log } = this.options;
    const failures: ErrorCode[] = [];
    await this.settle();
    for (const entry of this.options.notebooks()) {
      try {
        await this.backUp(entry).catch((error: unknown) => {
          if (!isTaken(error)) throw error;
          // Another profile took the name in that moment: there is another one.
          return this.backUp(entry).catch((again: unknown) => {
            throw isTaken(again) ? new AppError('backup/unwritable', String(again)) : again;
          });
        });
      } catch (error) {
        const { code, detail } = toAppError(error);
        failures.push(code);
        log('warn', 'backup', `${entry.id}: ${code} ${detail}`.slice(0, 1000));
      }
    }
    const [failure = null] = failures;
    if (this.failure !== null && failure === null) log('info', 'backup', 'works again');
    this.failure = failure;
    if (failure === null) await this.note({ checkedAt: now(), day: dayOf(now()) });
  }

  private async backUp(entry: NotebookEntry): Promise<void> {
    const { userData, flush, make, now, profile, version, log } = this.options;
    const { folder } = this;
    if (this.noted.value.folder === null) await mkdir(folder, { recursive: true, mode: 0o700 });
    else if (!(await isFolder(folder))) throw new AppError('backup/folder-missing', folder);
    // What cannot be written is in the app's own storage, and comes with the next one.
    await flush(entry.id).catch(() => undefined);
    const last = await this.lastOf(entry.id);
    const at = now();
    const who = profile();
    const file = await freeName(folder, `${fileName(entry.name)} ${stamp(at)}`, '.recap').catch((error: unknown) => {
      throw backupError(error);
    });
    const salt = randomBytes(SALT_BYTES).toString('hex');
    const writing: Writing = { folder, file, notebook: entry.id, name: entry.name, at, salt };
    await this.note({ writing: [...this.noted.value.writing, writing] });
    const made = await make({
      about: {
        notebook: { id: entry.id, name: entry.name },
        by: who === null ? null : { id: who.participantId, name: who.name },
        madeAt: at,
        scope: 'backup',
        version,
      },
      invite: encodeInvite(entry),
      journal: join(userData, 'journal', notebookFolder(entry.id)),
      versions: join(userData, 'versions', notebookFolder(entry.id)),
      path: join(folder, file),
      salt,
      known: last?.content ?? null,
    }).catch((error: unknown) => {
      throw backupError(error);
    });
    // In one step: at every moment it is among those that are being written, or among those that were made.
    const others = this.noted.value.writing.filter((one) => one.salt !== salt);
    if (made.kind !== 'made') return this.note({ writing: others });
    const { size, discussions } = made;
    await this.note({ writing: others, made: [...this.noted.value.made, madeOf(writing, made)] });
    log('info', 'backup', `${file}: ${discussions} discussions, ${size} bytes, read back`);
    await this.removeOld(entry.id);
  }

  private note(patch: Partial<Noted>): Promise<void> {
    return this.noted.set({ ...this.noted.value, ...patch });
  }

  /** What an app that ended in the middle had written: a whole one is proved and listed, or set aside and told. [BK9] */
  private async settle(): Promise<void> {
    const { aside } = this.noted.value;
    if (aside !== null && (await headOf(aside).catch(() => null)) === null) await this.note({ aside: null });
    for (const one of this.noted.value.writing) {
      const found = await settleLeftOver(one, this.options.readBack);
      if (found.kind === 'away') continue;
      const writing = this.noted.value.writing.filter(({ salt }) => salt !== one.salt);
      if (found.kind === 'aside') this.options.log('warn', 'backup', `could not be read back: ${found.path}`);
      if (found.kind === 'whole')
        await this.note({ writing, made: [...this.noted.value.made, madeOf(one, found.read)] });
      else await this.note(found.kind === 'aside' ? { writing, aside: found.path } : { writing });
    }
  }

  /** The newest of a notebook in this folder that is still as it was written. */
  private async lastOf(notebook: string): Promise<Made | null> {
    const mine = this.noted.value.made.filter((one) => one.notebook === notebook && one.folder === this.folder);
    const newest = mine.sort((a, b) => b.at - a.at)[0] ?? null;
    return newest !== null && (await isAsWritten(newest)) ? newest : null;
  }

  private async removeOld(notebook: string): Promise<void> {
    const mine = this.noted.value.made.filter((one) => one.notebook === notebook && one.folder === this.folder);
    const gone = new Set<string>();
    const there: Made[] = [];
    // Another file has its name now, it was changed or taken away: it is somebody else's, and stays as it is.
    for (const one of mine)
      if (await isAsWritten(one)) there.push(one);
      else gone.add(one.id);
    const kept = keptBackups(there);
    for (const one of there) {
      if (kept.has(one)) continue;
      await rm(join(one.folder, one.file), { force: true }).catch(() => undefined);
      gone.add(one.id);
    }
    if (gone.size > 0) await this.note({ made: this.noted.value.made.filter(({ id }) => !gone.has(id)) });
  }
}

const madeOf = (writing: Writing, { size, discussions, content }: ReadBack): Made => ({
  ...writing,
  id: randomUUID(),
  size,
  discussions,
  content,
});

const isTaken = (error: unknown): boolean => error instanceof AppError && error.code === 'command/file-there';

async function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
}

async function isAsWritten({ folder, file, size, salt }: Made): Promise<boolean> {
  const head = await headOf(join(folder, file)).catch(() => null);
  return head !== null && head.size === size && head.salt === salt;
}

/** Letters and digits of any script: what every system takes in a name. */
const fileName = (name: string): string =>
  name
    .replace(/[^\p{L}\p{N} ._-]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, 60)
    .replace(/^[. ]+|[. ]+$/g, '') || 'Notebook';

function stamp(at: number): string {
  const date = new Date(at);
  const two = (number: number): string => String(number).padStart(2, '0');
  return `${dayOf(at)} ${two(date.getHours())}${two(date.getMinutes())}`;
}
