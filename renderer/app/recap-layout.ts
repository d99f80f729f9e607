/** How the columns share the window: lanes of recaps take the thread's place, and whoever goes to the thread gets it back. */
import { useCallback, useSyncExternalStore } from 'react';
import { flushSync } from 'react-dom';
import type { RecapLayout } from '../../shared/model/recap-view';
import type { Discussion } from '../notebook/types';

/** Undefined while thread and recap share the window as the person has set it. */
export function useRecapLayout(discussion: Discussion | null): Exclude<RecapLayout, 'one'> | undefined {
  const subscribe = useCallback(
    (listener: () => void) => discussion?.recapView.subscribe(listener) ?? (() => undefined),
    [discussion],
  );
  const layout = useSyncExternalStore(subscribe, () => discussion?.recapView.get().layout ?? 'one');
  return layout === 'one' ? undefined : layout;
}

/** Does something in the thread; where the recaps have taken its place, one recap beside it is shown again. */
export function withThread(discussion: Discussion | null, act: () => void): void {
  const isHidden = document.querySelector<HTMLElement>('[data-region="thread"]')?.offsetParent === null;
  if (isHidden && discussion !== null && discussion.recapView.get().layout !== 'one') {
    flushSync(() => discussion.setRecapView({ ...discussion.recapView.get(), layout: 'one' }));
  }
  act();
}
