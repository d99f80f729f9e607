/** Says once when backups begin to fail, and once when they work again. */
import { AppError, describeError, isErrorCode } from '../../shared/errors/app-error';
import type { AppContext } from './app-state';

export function tellOfBackups({ ports, notices, state }: AppContext): void {
  let told: string | null = null;
  ports.bridge.on('backup.changed', ({ failure, running }) => {
    if (running || failure === told) return;
    const before = told;
    told = failure;
    if (state.get().dialog?.kind === 'backups') return;
    if (failure === null) {
      if (before !== null)
        notices.tell({ tone: 'info', title: 'Backups work again', detail: 'The newest was read back.' });
      return;
    }
    const { what, kept, next } = describeError(new AppError(isErrorCode(failure) ? failure : 'unexpected'));
    const open = (): void => state.update((now) => ({ ...now, dialog: { kind: 'backups', chosen: null } }));
    notices.tell({ tone: 'info', title: what, detail: `${kept}\n${next}`, action: { label: 'Backups…', run: open } });
  });
}
