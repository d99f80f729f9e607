/** Exports to folders that are under way: one at a time in each folder, and none outlives the page that began it. */
import { randomUUID } from 'node:crypto';
import { realpath } from 'node:fs/promises';
import { AppError } from '../../../shared/errors/app-error';
import type { ExportRun } from './export-run';

interface Run {
  readonly export: ExportRun;
  readonly release: () => void;
}

export class FolderRuns {
  private readonly runs = new Map<string, Run>();
  /** The last in the queue of each folder. */
  private readonly queues = new Map<string, Promise<void>>();
  private generation = 0;

  /** Waits until nobody else writes into that folder. */
  async begin(folder: string, open: () => Promise<ExportRun>): Promise<string> {
    const { generation } = this;
    // Two ways to one folder are one place.
    const path = await realpath(folder).catch(() => folder);
    const before = this.queues.get(path) ?? Promise.resolve();
    let release = (): void => undefined;
    const mine = new Promise<void>((resolve) => {
      release = resolve;
    });
    const all = before.then(() => mine);
    this.queues.set(path, all);
    void all.then(() => this.queues.get(path) === all && this.queues.delete(path));
    await before;
    try {
      if (generation !== this.generation) throw new AppError('export/ended', 'the page is gone');
      const opened = await open();
      if (generation !== this.generation) {
        await opened.close();
        throw new AppError('export/ended', 'the page is gone');
      }
      const id = randomUUID();
      this.runs.set(id, { export: opened, release });
      return id;
    } catch (error) {
      release();
      throw error;
    }
  }

  /** Errors: export/ended. */
  get(id: string): ExportRun {
    const run = this.runs.get(id);
    if (run === undefined) throw new AppError('export/ended', id);
    return run.export;
  }

  async end(id: string): Promise<void> {
    const run = this.runs.get(id);
    this.runs.delete(id);
    try {
      await run?.export.close();
    } finally {
      run?.release();
    }
  }

  /** The page that asked is gone. */
  async endAll(): Promise<void> {
    this.generation += 1;
    await Promise.all([...this.runs.keys()].map((id) => this.end(id)));
  }
}
