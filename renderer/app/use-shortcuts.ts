import { useEffect } from 'react';
import type { AppModel } from './app-model';
import { commandView } from './command-view';
import { runCommand } from './commands';
import { commandFor } from './shortcuts';

/** Page shortcuts, the native menu and the F-keys all run the one command table. What an editor took is left alone. */
export function useShortcuts(model: AppModel): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.isComposing || event.repeat) return;
      const id = commandFor(event, model.mac);
      if (id === null) return;
      event.preventDefault();
      // Base UI's notices have a key of their own, F6, and would take the focus as well.
      event.stopImmediatePropagation();
      runCommand(model, commandView, id);
    };
    window.addEventListener('keydown', onKeyDown);
    const offMenu = model.ports.bridge.on('menu.command', ({ id }) => runCommand(model, commandView, id));
    return () => {
      window.removeEventListener('keydown', onKeyDown);
      offMenu();
    };
  }, [model]);
}
