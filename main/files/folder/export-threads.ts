/** What an export asks of threads: a folder that is written into, and makers of what is written. */
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { MadeGroup } from '../../../shared/export/make-group';
import type { Outcome } from '../../../shared/export/outcome';
import { type AskedThread, type Thread, ThreadPool } from './asked-thread';
import type { ExportFolder, Finished, FolderAsked, Planned } from './export-folder';
import type { FolderQuestion } from './folder-thread';
import type { MakeQuestion } from './make-thread';
import type { Makers, MakersAsked } from './makers';

/** A core stays with the window where there are more than two: with two, its own process gets its turn all the same. */
const MAKERS = Math.max(2, Math.min(4, availableParallelism() - 1));
/** Of a discussion that takes more only that one is not made. What is young is left of each discussion at once: more room for it is no gain. */
const MAKER_LIMITS = { maxOldGenerationSizeMb: 1024, maxYoungGenerationSizeMb: 16 };
const FOLDER_LIMITS = { maxOldGenerationSizeMb: 1024, maxYoungGenerationSizeMb: 8 };

/** In development Yjs freezes what it reads, and cannot freeze bytes: a discussion with a picture could not be made. */
const env = () => ({ ...process.env, NODE_ENV: 'production' });

/** How exports are done; tests do them on the spot. */
export interface ExportMeans {
  /** Errors: export/folder-missing, export/other-notebook, export/newer-folder, files/unwritable, files/no-space. */
  folder(asked: FolderAsked): Promise<ExportFolder>;
  makers(asked: MakersAsked): Makers;
}

export function exportThreads(
  startMaker: () => Thread = () =>
    new Worker(new URL('./make-thread.js', import.meta.url), { env: env(), resourceLimits: MAKER_LIMITS }),
  startFolder: () => Thread = () =>
    new Worker(new URL('./folder-thread.js', import.meta.url), { resourceLimits: FOLDER_LIMITS }),
  makers = MAKERS,
): ExportMeans {
  const forMaking = new ThreadPool(startMaker);
  const forFolders = new ThreadPool(startFolder);
  return {
    async folder(asked) {
      const thread = forFolders.take();
      const ask = (question: FolderQuestion, given: readonly ArrayBuffer[] = []) => thread.ask(question, given);
      try {
        const known = (await ask({ kind: 'open', asked })) === true;
        return {
          known,
          plan: async (...given) => (await ask({ kind: 'plan', given })) as readonly Planned[],
          write: async (...given) =>
            (await ask({ kind: 'write', given }, [given[0].bytes.buffer])) as readonly Outcome[],
          resolve: async (...given) => void (await ask({ kind: 'resolve', given })),
          finish: async (...given) => (await ask({ kind: 'finish', given })) as Finished,
          async close() {
            try {
              await ask({ kind: 'close', given: [] });
            } finally {
              forFolders.give(thread);
            }
          },
        };
      } catch (error) {
        forFolders.give(thread);
        throw error;
      }
    },
    makers(asked) {
      const all = Array.from({ length: makers }, () => new OneMaker(forMaking, asked));
      return {
        // While one is being made others are read and written.
        lanes: makers * 2 + 1,
        make: (wanted) =>
          all
            .reduce((best, one) => (one.busy < best.busy ? one : best))
            .ask({ kind: 'make', wanted }) as Promise<MadeGroup>,
        end: () => {
          for (const one of all) one.end();
        },
      };
    },
  };
}

class OneMaker {
  private thread: AskedThread | null = null;
  busy = 0;

  constructor(
    private readonly pool: ThreadPool,
    private readonly asked: MakersAsked,
  ) {}

  async ask(question: MakeQuestion): Promise<unknown> {
    this.busy += 1;
    try {
      return await this.running().ask(question);
    } finally {
      this.busy -= 1;
    }
  }

  end(): void {
    const { thread } = this;
    this.thread = null;
    if (thread === null || thread.ended) return;
    // What is still being made is waited for by nobody.
    thread.ask({ kind: 'end' } satisfies MakeQuestion).then(
      () => this.pool.give(thread),
      () => {},
    );
  }

  /** One that ended, for want of memory perhaps, is replaced with the next job. */
  private running(): AskedThread {
    if (this.thread?.ended === false) return this.thread;
    this.thread = this.pool.take();
    this.thread.ask({ kind: 'begin', asked: this.asked } satisfies MakeQuestion).catch(() => {});
    return this.thread;
  }
}
