/** The views of the way to other copies, bound to the open notebook. */
import { useCallback } from 'react';
import { AppError } from '../../shared/errors/app-error';
import type { ConnectionSettings } from '../../shared/model/settings';
import { CarryDialog } from '../features/connection/carry-dialog';
import { ConnectionDialog } from '../features/connection/connection-dialog';
import { memberWords, statusTone, statusWords } from '../features/people/status-words';
import { useReadable } from '../ui/store';
import { useModel } from './model-context';

const WORDS = { status: statusWords, tone: statusTone, member: memberWords };

interface Props {
  readonly onClose: () => void;
}

function copy(text: string): Promise<void> {
  return navigator.clipboard.writeText(text);
}

export function Connection({ onClose }: Props) {
  const model = useModel();
  const { boot } = useReadable(model.state);
  const session = useReadable(model.session.state);
  const settings = useReadable(model.settings.state);
  const sync = session?.sync ?? null;
  const testNetwork = useCallback(
    () => (sync === null ? Promise.reject(new AppError('hub/not-running')) : sync.testNetwork()),
    [sync],
  );
  if (session === null) return null;
  const change = (act: () => void): void => {
    act();
    model.notebooks.settingsChanged().catch(model.report);
  };
  return (
    <ConnectionDialog
      state={session.sync.state}
      facts={session.sync.connection}
      testNetwork={testNetwork}
      words={WORDS}
      app={`Recap Notebook ${boot.version} on ${boot.platform}`}
      settings={settings.connection}
      addresses={settings.notebooks.find(({ id }) => id === session.id)?.addresses ?? []}
      onSettings={(patch: Partial<ConnectionSettings>) =>
        change(() => model.settings.update({ connection: { ...settings.connection, ...patch } }))
      }
      onAddresses={(addresses) => change(() => model.settings.updateEntry(session.id, { addresses: [...addresses] }))}
      onCarry={() => model.openDialog({ kind: 'carry', code: null })}
      copy={copy}
      onError={model.report}
      onClose={onClose}
    />
  );
}

export function Carry({ code, onClose }: Props & { readonly code: string | null }) {
  const model = useModel();
  const session = useReadable(model.session.state);
  const settings = useReadable(model.settings.state);
  if (session === null) return null;
  const entry = settings.notebooks.find(({ id }) => id === session.id);
  const { bridge } = model.ports;
  return (
    <CarryDialog
      carry={session.sync.carry}
      given={code}
      meeting={entry?.shared === true && !entry.offline}
      meet={model.notebooks.share}
      copy={copy}
      save={async (name, text) =>
        (await bridge.request('files.saveText', { kind: 'code', name, text })).status === 'saved'
      }
      openFile={() => bridge.request('files.openCode')}
      onClose={onClose}
    />
  );
}
