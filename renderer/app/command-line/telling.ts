/** Tells main, which writes it out, what a command does; never faster than somebody could read it. */
import type { ToldLine } from '../../../shared/command-line/lines';
import { describeError } from '../../../shared/errors/app-error';
import type { Bridge } from '../../bridge';

type Imported = Extract<ToldLine, { type: 'imported' }>;
type Progress = Omit<Extract<ToldLine, { type: 'progress' }>, 'type'>;

export interface Telling {
  line(line: ToldLine): void;
  problem(about: string, error: unknown): void;
  note(about: string, what: string): void;
  imported(what: Omit<Imported, 'type' | 'discussions'> & { readonly discussions: readonly string[] }): void;
  /** Some are left out between the first and the last of a step. */
  progress(progress: Progress): void;
  /** All that was told has arrived. */
  settled(): Promise<unknown>;
}

const STEP_MS = 200;
/** As in the schema of the lines. */
const MAX_TEXT = 4000;

const cut = (text: string): string => text.slice(0, MAX_TEXT);

export function createTelling(bridge: Pick<Bridge, 'request'>, now = () => performance.now()): Telling {
  let last: Promise<unknown> = Promise.resolve();
  let toldAt = Number.NEGATIVE_INFINITY;
  let step = '';
  const line = (told: ToldLine): void => {
    const mine = bridge.request('command.tell', told).catch(() => undefined);
    last = Promise.all([last, mine]);
  };
  return {
    line,
    problem(about, error) {
      const { code, what, detail } = describeError(error);
      const log = { level: 'error', message: `command: ${code}`, detail: detail.slice(0, 20_000) } as const;
      bridge.request('app.log', log).catch(() => undefined);
      line({ type: 'problem', code, about: cut(about), what });
    },
    note: (about, what) => line({ type: 'note', about: cut(about), what: cut(what) }),
    imported: (what) => line({ type: 'imported', ...what, about: cut(what.about), discussions: [...what.discussions] }),
    progress(progress) {
      const key = `${progress.step} ${progress.about}`;
      if (key === step && progress.done !== progress.all && now() - toldAt < STEP_MS) return;
      step = key;
      toldAt = now();
      line({ type: 'progress', ...progress, about: cut(progress.about) });
    },
    settled: () => last,
  };
}
