/** Which messages are still on screen, so that one goes when what it speaks of is no longer so. */
import type { Notice } from '../ui/toast';

export interface Notices {
  /**
   * Shows `notice` as long as `stillTrue`; `watch` tells when to ask again.
   * @returns the function that takes it away
   */
  tell(notice: Notice, fact?: Fact): () => void;
  /** Takes away everything that was told; errors stay until they are put away. */
  clear(): void;
}

export interface Fact {
  readonly stillTrue: () => boolean;
  /** Calls the listener after every change; returns the function that ends the subscription. */
  readonly watch: (listener: () => void) => () => void;
}

/** @param show puts a notice on screen and returns the function that takes it away */
export function createNotices(show: (notice: Notice) => () => void): Notices {
  const shown = new Set<() => void>();
  return {
    tell(notice, fact) {
      let unwatch = (): void => undefined;
      const close = show(notice);
      const end = (): void => {
        if (!shown.delete(end)) return;
        unwatch();
        close();
      };
      shown.add(end);
      if (fact !== undefined) unwatch = fact.watch(() => fact.stillTrue() || end());
      return end;
    },
    clear() {
      for (const end of [...shown]) end();
    },
  };
}
