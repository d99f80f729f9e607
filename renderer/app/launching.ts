/** What the app was started with, and files and links that come while it runs: each is opened when there is a place for it. */
import { AppError, isErrorCode } from '../../shared/errors/app-error';
import type { HandOffOpened } from '../../shared/ipc/hand-off';
import type { Launch } from '../../shared/ipc/launch';
import { type AppContext, type DialogState, holdsWork, type OpenedText } from './app-state';

/** Also a backup, by its id, that the person wants to restore. */
export type Launched = Launch | { readonly kind: 'restore'; readonly backup: string; readonly opened: HandOffOpened };

export interface Launching {
  /** While work in a dialog, or what was opened just before, would be lost it waits until that is done or closed, and says so. */
  launch(what: Launched): void;
  /** From now on what waits is opened as soon as it can be. */
  begin(): void;
}

export function createLaunching(
  { state, settings, session, notices, report }: AppContext,
  first: readonly Launch[],
  openFile: (file: OpenedText) => void,
): Launching {
  let waiting: readonly Launched[] = first;
  /** What was opened last. */
  let opened: DialogState | null = null;
  const openDialog = (dialog: DialogState): void => {
    opened = dialog;
    state.update((now) => ({ ...now, dialog }));
  };
  const isBusy = (): boolean => {
    const { dialog } = state.get();
    return dialog !== null && (dialog === opened || holdsWork(dialog));
  };

  /** False while there is no place for it. */
  const open = (what: Launched): boolean => {
    if (what.kind === 'failed') report(new AppError(isErrorCode(what.code) ? what.code : 'unexpected', what.name));
    // What arrives before there is a profile waits until the person has given a name.
    else if (settings.state.get().profile === null || isBusy()) return false;
    else if (what.kind === 'invite') openDialog({ kind: 'join', link: what.link });
    else if (session.state.get() === null) return false;
    else if (what.kind === 'handoff') openDialog({ kind: 'open-hand-off', opened: what.opened, backup: null });
    else if (what.kind === 'restore') openDialog({ ...what, kind: 'open-hand-off' });
    else if (what.kind === 'code') openDialog({ kind: 'carry', code: what.text });
    else openFile(what);
    return true;
  };
  /** What waits comes to an empty screen, one at a time: none takes the place of another that nobody has seen. */
  const relaunch = (): void => {
    for (const what of waiting) {
      if (state.get().dialog !== null && what.kind !== 'failed') continue;
      const before = waiting;
      waiting = waiting.filter((one) => one !== what);
      if (!open(what)) waiting = before;
    }
  };
  return {
    launch(what) {
      if (open(what)) return;
      waiting = [...waiting, what];
      if (isBusy())
        notices.tell(
          {
            tone: 'info',
            title: `${nameOf(what)} waits`,
            detail: 'It is opened when what is on the screen is done or closed.',
          },
          { stillTrue: () => waiting.includes(what), watch: (listener) => state.subscribe(listener) },
        );
    },
    begin() {
      let was = state.get().dialog;
      state.subscribe(() => {
        const isOver = was !== null && state.get().dialog === null;
        was = state.get().dialog;
        // The dialog that closes gives the focus back first.
        if (isOver) setTimeout(relaunch, 0);
      });
      session.state.subscribe(() => session.state.get() !== null && relaunch());
      settings.state.subscribe(relaunch);
      relaunch();
    },
  };
}

function nameOf(what: Launched): string {
  if (what.kind === 'handoff' || what.kind === 'restore') return `“${what.opened.name}”`;
  if (what.kind === 'invite') return 'The invite';
  return what.kind === 'code' ? 'The code' : `“${what.name}”`;
}
