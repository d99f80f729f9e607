/**
 * The end of the page: everything is stored first, however long that takes. What takes longer than a second is shown, with what
 * is still missing where; nobody quits without it before they were told what that would cost.
 */
import type { Unsaved } from '../notebook/types';
import { createStore, type ReadableValue } from '../ui/store';

export type LeavingState =
  | { readonly kind: 'no' }
  | {
      readonly kind: 'saving';
      readonly unsaved: readonly Unsaved[];
      /** Storing failed the last time; it is tried again. */
      readonly fails: boolean;
      /** Whoever quits was told what it would cost to quit now. */
      readonly asked: boolean;
    };

export interface LeavingHooks {
  flush(): Promise<void>;
  /** Everything is stored, and nobody stayed: what was on the screen counts as seen. Stored as well; never rejects. */
  seen(): Promise<void>;
  unsaved(): readonly Unsaved[];
  /** Main goes on waiting. */
  alive(): void;
  /** Main may close the window. */
  done(): void;
  /** Main leaves the window open. */
  stay(): void;
  onError(error: unknown): void;
}

export interface Leaving {
  readonly state: ReadableValue<LeavingState>;
  /** Main asks for it. */
  leave(): void;
  /** First says what it would cost, then does it. */
  quitAnyway(): void;
  /** Nobody leaves: what is being stored is stored by the way. */
  stay(): void;
  keepWaiting(): void;
}

/** Shorter waits are not worth a word. */
export const QUIET_MS = 1000;
const TELL_MS = 500;
const RETRY_MS = 1000;

export function createLeaving(hooks: LeavingHooks): Leaving {
  const state = createStore<LeavingState>({ kind: 'no' });
  let end: ((tell: () => void) => void) | null = null;

  const show = (patch: { readonly fails?: boolean; readonly asked?: boolean }): void => {
    const now = state.get();
    const before = now.kind === 'saving' ? now : { fails: false, asked: false };
    state.set({ kind: 'saving', unsaved: hooks.unsaved(), fails: before.fails, asked: before.asked, ...patch });
  };

  const leave = (): void => {
    if (end !== null) return;
    let isOver = false;
    const timers: ReturnType<typeof setInterval>[] = [];
    timers.push(setInterval(hooks.alive, QUIET_MS));
    const first = setTimeout(() => {
      show({});
      timers.push(setInterval(() => show({}), TELL_MS));
    }, QUIET_MS);
    end = (tell) => {
      isOver = true;
      end = null;
      clearTimeout(first);
      for (const timer of timers) clearInterval(timer);
      state.set({ kind: 'no' });
      tell();
    };
    const save = async (): Promise<void> => {
      let told = false;
      while (!isOver) {
        try {
          await hooks.flush();
          if (isOver) return;
          await hooks.seen();
          if (!isOver) end?.(hooks.done);
          return;
        } catch (error) {
          if (isOver) return;
          if (!told) hooks.onError(error);
          told = true;
          show({ fails: true });
          await new Promise((later) => setTimeout(later, RETRY_MS));
        }
      }
    };
    void save();
  };

  return {
    state,
    leave,
    quitAnyway() {
      const now = state.get();
      if (now.kind === 'no') return;
      if (now.asked) end?.(hooks.done);
      else show({ asked: true });
    },
    stay: () => end?.(hooks.stay),
    keepWaiting: () => show({ asked: false }),
  };
}
