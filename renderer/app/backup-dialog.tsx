/** Backups as the app knows them: main makes them, and tells how they stand. */
import { useEffect, useState } from 'react';
import type { BackupState } from '../../shared/ipc/backup';
import { BackupsDialog } from '../features/backups/backups-dialog';
import type { AppModel } from './app-model';

interface Props {
  readonly model: AppModel;
  readonly chosen: string | null;
  readonly onClose: () => void;
}

export function Backups({ model, chosen, onClose }: Props) {
  const { bridge } = model.ports;
  const { report } = model;
  const [state, setState] = useState<BackupState | null>(null);
  useEffect(() => {
    const end = bridge.on('backup.changed', setState);
    bridge.request('backup.state').then(setState, report);
    return end;
  }, [bridge, report]);
  const ask = (channel: 'backup.now' | 'backup.choose' | 'backup.own'): void => {
    bridge.request(channel).then(setState, report);
  };
  return (
    <BackupsDialog
      state={state}
      backUpNow={() => ask('backup.now')}
      choose={() => ask('backup.choose')}
      useOwn={() => ask('backup.own')}
      show={() => void bridge.request('backup.show').catch(report)}
      chosen={chosen}
      restore={model.handOffs.restore}
      onClose={onClose}
    />
  );
}
