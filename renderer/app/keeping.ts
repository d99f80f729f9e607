/** The folders that follow the notebooks that are open. */
import { KeepUp } from '../features/export/keep-up';
import type { Notebook } from '../notebook/types';
import { createStore, type ReadableValue } from '../ui/store';
import type { AppPorts } from './ports';

export interface Keeping {
  /** By the id of the notebook. */
  readonly all: ReadableValue<ReadonlyMap<string, KeepUp>>;
  /** A notebook was opened. @returns ends it */
  attend(notebook: Notebook): () => void;
}

export function createKeeping(
  { bridge }: Pick<AppPorts, 'bridge'>,
  version: string,
  report: (error: unknown) => void,
): Keeping {
  const all = createStore<ReadonlyMap<string, KeepUp>>(new Map());
  return {
    all,
    attend(notebook) {
      const keeping = new KeepUp({ bridge, notebook, version, onError: report });
      all.update((now) => new Map(now).set(notebook.id, keeping));
      keeping.start().catch(report);
      return () => {
        keeping.dispose();
        all.update((now) => new Map([...now].filter(([, one]) => one !== keeping)));
      };
    },
  };
}
