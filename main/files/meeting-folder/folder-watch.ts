/** Tells that something may have changed in a folder: by the system's events, and by looking now and then where there are none. */
import { type FSWatcher, watch } from 'node:fs';

/** Events come in bursts: a carrier writes, renames and sets times. */
const SETTLE_MS = 250;
/** A network drive, or another system's, tells of nothing; a folder that is missing cannot. */
const LOOK_MS = 3000;

export class FolderWatch {
  private watcher: FSWatcher | null = null;
  private settle: ReturnType<typeof setTimeout> | null = null;
  private readonly timer: ReturnType<typeof setInterval>;
  private ended = false;

  constructor(
    private readonly folder: string,
    private readonly changed: () => void,
    lookMs = LOOK_MS,
  ) {
    this.listen();
    this.timer = setInterval(() => {
      this.listen();
      changed();
    }, lookMs);
  }

  end(): void {
    this.ended = true;
    clearInterval(this.timer);
    if (this.settle !== null) clearTimeout(this.settle);
    this.unlisten();
  }

  /** The folder was taken away, and perhaps put back: what watched the old one hears nothing of the new. */
  again(): void {
    this.unlisten();
  }

  private listen(): void {
    if (this.watcher !== null || this.ended) return;
    try {
      this.watcher = watch(this.folder, { persistent: false }, () => this.soon());
      this.watcher.on('error', () => this.unlisten());
    } catch {
      // Missing, or nothing that can be watched: looking does it.
    }
  }

  private unlisten(): void {
    this.watcher?.close();
    this.watcher = null;
  }

  private soon(): void {
    this.settle ??= setTimeout(() => {
      this.settle = null;
      this.changed();
    }, SETTLE_MS);
  }
}
