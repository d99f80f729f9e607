/** One run of the app after the other over a browser's storage and a disk, as far as notebooks are stored. */
import { afterEach, vi } from 'vitest';
import * as Y from 'yjs';
import { newEntry } from '../../renderer/app/new-entry';
import { JournaledStore } from '../../renderer/notebook/journal/journaled-store';
import { OpenNotebook } from '../../renderer/notebook/notebook';
import type { RichText } from '../../shared/model/rich-text';
import type { NotebookEntry, Profile } from '../../shared/model/settings';
import type { DiscussionId, NotebookId } from '../../shared/util/brand';
import { madeMain } from './journal-bridge';
import { MadeDisk } from './made-disk';
import { MemoryStore } from './memory-store';

vi.stubGlobal('requestIdleCallback', (run: () => void) => setTimeout(run, 0));

export const profile: Profile = { participantId: 'renee', name: 'Renee', colour: 1 };
export const entry: NotebookEntry = { ...newEntry('SMCHAT', 1), id: 'n1' };
export const FOLDER = '/profile/journal/n1';
export const text = (value: string): RichText => ({
  type: 'doc',
  content: [{ type: 'paragraph', content: [{ type: 'text', text: value }] }],
});

/** One run of the app over a browser's storage and a disk. */
export class Run {
  private constructor(
    readonly notebook: OpenNotebook,
    readonly main: ReturnType<typeof madeMain>,
    readonly memory: MemoryStore,
    readonly disk: MadeDisk,
  ) {}

  static async start(memory = new MemoryStore(), disk = new MadeDisk()): Promise<Run> {
    const main = madeMain(disk, 'n1');
    const store = new JournaledStore(memory, main.port, 'n1' as NotebookId);
    const recapUndo = (fragment: Y.XmlFragment) => new Y.UndoManager(fragment);
    const notebook = await OpenNotebook.open(entry, profile, { store, recapUndo });
    return new Run(notebook, main, memory, disk);
  }

  /** Quits, and starts again with what is left. */
  async again(memory: MemoryStore = this.memory, disk: MadeDisk = this.disk): Promise<Run> {
    await this.quit();
    return Run.start(memory, disk);
  }

  async quit(): Promise<void> {
    await this.notebook.dispose();
    await this.main.journals.close();
  }

  titles(): string[] {
    return this.notebook.summaries
      .get()
      .map(({ title }) => title)
      .sort();
  }

  async posts(id: DiscussionId): Promise<string> {
    const discussion = await this.notebook.open(id);
    const { posts } = discussion.export();
    this.notebook.close(id);
    return JSON.stringify(posts.map(({ body }) => body));
  }

  /** Told to the person, by its code. */
  problems(): string[] {
    return this.notebook.problems.get().map(({ code }) => code);
  }

  asked(channel: string): number {
    return this.main.asked.filter((one) => one === channel).length;
  }
}

const runs: Run[] = [];
export async function start(...args: Parameters<typeof Run.start>): Promise<Run> {
  const run = await Run.start(...args);
  runs.push(run);
  return run;
}
export async function again(run: Run, memory?: MemoryStore, disk?: MadeDisk): Promise<Run> {
  const next = await run.again(memory, disk);
  runs.push(next);
  return next;
}
afterEach(async () => {
  for (const run of runs.splice(0)) await run.quit();
});
