/** The journals of all notebooks of this profile, each in a folder named after its notebook. */
import { join } from 'node:path';
import type { ErrorCode } from '../../../shared/errors/codes';
import { notebookFolder } from '../notebook-folder';
import type { JournalFiles } from './journal-files';
import type { JournalReading } from './journal-reading';
import { NotebookJournal } from './notebook-journal';

export interface JournalsHooks {
  /** Writing fails (a code), or works again (null). */
  state(notebook: string, code: ErrorCode | null): void;
  /** The page is to give everything that it has. */
  behind(notebook: string): void;
  /** So many bytes could not be read, and are kept beside. */
  damaged(notebook: string, bytes: number): void;
  log(level: 'info' | 'warn' | 'error', what: string, detail: string): void;
}

export interface JournalsOptions {
  readonly files: JournalFiles;
  readonly reading: JournalReading;
  /** Where the notebooks' folders are. */
  readonly folder: string;
  readonly hooks: JournalsHooks;
}

export class Journals {
  private readonly open = new Map<string, NotebookJournal>();

  constructor(private readonly options: JournalsOptions) {}

  folderOf(notebook: string): string {
    return join(this.options.folder, notebookFolder(notebook));
  }

  of(notebook: string): NotebookJournal {
    const known = this.open.get(notebook);
    if (known !== undefined) return known;
    const { files, reading, hooks } = this.options;
    const journal = new NotebookJournal({
      files,
      reading,
      folder: this.folderOf(notebook),
      notebook,
      hooks: {
        state(code) {
          hooks.log(code === null ? 'info' : 'warn', 'journal', code ?? 'works again');
          hooks.state(notebook, code);
        },
        behind: () => hooks.behind(notebook),
        damaged(damage) {
          const bytes = damage.flatMap(({ damaged }) => damaged).reduce((sum, { from, to }) => sum + to - from, 0);
          const where = damage.map((one) => `${one.name} ${JSON.stringify(one.damaged.slice(0, 5))}`).join('; ');
          hooks.log('warn', 'journal damaged', where.slice(0, 2000));
          hooks.damaged(notebook, bytes);
        },
        error: (error) => hooks.log('error', 'journal', String(error)),
        note: (what) => hooks.log('info', 'journal', what),
      },
    });
    this.open.set(notebook, journal);
    return journal;
  }

  /** Writes what is left. Never rejects. */
  async close(): Promise<void> {
    await Promise.all([...this.open.values()].map((journal) => journal.close()));
    this.open.clear();
  }
}
