/** A shared folder as a view sees it. */
import { vi } from 'vitest';
import type { FolderWayProps } from '../../../../../renderer/features/connection/folder-way';
import { NO_FOLDER } from '../../../../../renderer/sync/folder/folder-port';
import { createStore } from '../../../../../renderer/ui/store';

type State = ReturnType<FolderWayProps['state']['get']>;

const NONE: State = { ...NO_FOLDER, written: null, read: null, refused: 0 };

export function folderWay(start: Partial<State> = {}) {
  const state = createStore<State>({ ...NONE, ...start });
  const props = {
    state,
    choose: vi.fn(async () => {
      state.update((now) => ({ ...now, path: '/home/renee/Carried', isThere: true }));
      return true;
    }),
    stop: vi.fn(async () => state.set(NONE)),
    show: vi.fn(async () => undefined),
    nameOf: (person: string) => (person === 'c1' ? 'Chris' : 'Amal'),
    onError: vi.fn(),
  };
  return { state, props };
}
