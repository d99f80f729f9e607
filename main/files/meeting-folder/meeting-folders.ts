/** Which notebook has which meeting folder on this device (`meeting-folders.json`), and those that are in use. The page never learns to name one. */
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import * as z from 'zod';
import { AppError, toAppError } from '../../../shared/errors/app-error';
import type { Settings } from '../../../shared/model/settings';
import { openJsonState } from '../json-state';
import { FolderWatch } from './folder-watch';
import type { MeetingFiles } from './meeting-files';
import { MeetingFolder } from './meeting-folder';

const rememberedSchema = z.object({
  folder: z.string().min(1),
  /** This device in that folder; new with each choice, so that a folder that was left tells nothing. */
  writer: z.string().regex(/^[0-9a-f]{32}$/),
  /** Salts of the files that this device has written there, newest last. */
  own: z.array(z.string()),
});
type Remembered = z.infer<typeof rememberedSchema>;

/** What a carrier brings back of files that went long ago stays. */
const MAX_OWN = 500;
const CLOSE_MS = 1000;

export interface MeetingFoldersOptions {
  readonly dataFolder: string;
  readonly files: MeetingFiles;
  readonly settings: () => Settings;
  /** There is something new in a folder, or another state of it. */
  readonly changed: (notebook: string) => void;
  /** Calls when something may have changed in a folder. */
  readonly watch?: (folder: string, changed: () => void) => Pick<FolderWatch, 'end' | 'again'>;
}

interface InUse {
  readonly folder: MeetingFolder;
  readonly watch: Pick<FolderWatch, 'end' | 'again'>;
  /** What it was made with; with another secret it is another one. */
  readonly made: string;
}

export class MeetingFolders {
  private readonly state;
  private readonly inUse = new Map<string, InUse>();

  constructor(private readonly options: MeetingFoldersOptions) {
    this.state = openJsonState(
      join(options.dataFolder, 'meeting-folders.json'),
      z.record(z.string(), rememberedSchema),
      {},
    );
  }

  /** The folder's path; null without one. */
  pathOf(notebook: string): string | null {
    return this.remembered(notebook)?.folder ?? null;
  }

  /** @throws AppError meeting/not-remembered; then nothing is changed */
  async use(notebook: string, folder: string): Promise<void> {
    if (this.pathOf(notebook) === folder) return;
    await this.end(notebook);
    await this.remember(notebook, { folder, writer: randomBytes(16).toString('hex'), own: [] });
  }

  /**
   * @param removeOwn takes this device's files out of the folder
   * @throws AppError meeting/*; then it goes on as it was
   */
  async stop(notebook: string, removeOwn: boolean): Promise<void> {
    if (removeOwn) await this.of(notebook)?.removeOwn();
    await this.end(notebook);
    await this.remember(notebook, null);
  }

  /** Null without a folder, or without the notebook. */
  of(notebook: string): MeetingFolder | null {
    const { settings } = this.options;
    const { notebooks, profile } = settings();
    const entry = notebooks.find(({ id }) => id === notebook);
    const remembered = this.remembered(notebook);
    if (entry === undefined || remembered === null || profile === null) return null;
    const made = `${entry.secret} ${profile.participantId} ${remembered.writer}`;
    const known = this.inUse.get(notebook);
    if (known?.made === made) return known.folder;
    void this.end(notebook);
    const { writer, folder: path } = remembered;
    const folder = new MeetingFolder({
      files: this.options.files,
      folder: path,
      secret: entry.secret,
      notebook,
      begin: { type: 'begin', writer, participant: profile.participantId },
      own: {
        get: () => new Set(this.remembered(notebook)?.own),
        add: (salt) => this.addOwn(notebook, salt),
      },
    });
    this.inUse.set(notebook, { folder, watch: this.watch(notebook, path, folder), made });
    return folder;
  }

  /** The page has closed the notebook: nobody needs to know of the folder any more. Never rejects. */
  async end(notebook: string): Promise<void> {
    const inUse = this.inUse.get(notebook);
    this.inUse.delete(notebook);
    inUse?.watch.end();
    await inUse?.folder.close();
  }

  /** Waits for what is being written, but not for a drive that hangs. */
  async close(): Promise<void> {
    const ended = Promise.all([...this.inUse.keys()].map((notebook) => this.end(notebook)));
    let timer: ReturnType<typeof setTimeout> | undefined;
    const late = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, CLOSE_MS);
    });
    await Promise.race([ended, late]);
    clearTimeout(timer);
  }

  private watch(notebook: string, path: string, folder: MeetingFolder): InUse['watch'] {
    let looking = false;
    const begin = this.options.watch ?? ((where, changed) => new FolderWatch(where, changed));
    const watch = begin(path, () => {
      // A drive that does not answer is not asked twice at once.
      if (looking) return;
      looking = true;
      void folder.look().then((isNews) => {
        looking = false;
        if (folder.state.problem === 'meeting/missing') watch.again();
        if (isNews && this.inUse.get(notebook)?.folder === folder) this.options.changed(notebook);
      });
    });
    return watch;
  }

  private remembered(notebook: string): Remembered | null {
    return Object.hasOwn(this.state.value, notebook) ? (this.state.value[notebook] ?? null) : null;
  }

  private async addOwn(notebook: string, salt: string): Promise<void> {
    const now = this.remembered(notebook);
    if (now === null) throw new AppError('meeting/missing', 'no folder is in use');
    await this.remember(notebook, { ...now, own: [...now.own, salt].slice(-MAX_OWN) });
  }

  private async remember(notebook: string, remembered: Remembered | null): Promise<void> {
    const before = this.state.value;
    const { [notebook]: _, ...others } = before;
    try {
      await this.state.store(remembered === null ? others : { ...others, [notebook]: remembered });
    } catch (error) {
      void this.state.set(before);
      throw new AppError('meeting/not-remembered', toAppError(error).detail, { cause: error });
    }
  }
}
