/** The views of the way to other copies, bound to the open notebook. */
import { useCallback, useState } from 'react';
import { readConnectCode } from '../../shared/carry/connect-code';
import { AppError } from '../../shared/errors/app-error';
import { topicOf } from '../../shared/invite/invite';
import type { ConnectionSettings, NotebookEntry } from '../../shared/model/settings';
import type { ParticipantId } from '../../shared/util/brand';
import { CarryDialog } from '../features/connection/carry-dialog';
import { ConnectionDialog } from '../features/connection/connection-dialog';
import { memberWords, statusTone, statusWords } from '../features/people/status-words';
import type { Notebook } from '../notebook/types';
import type { Sync } from '../sync/types';
import { useReadable } from '../ui/store';
import { useModel } from './model-context';

const WORDS = { status: statusWords, tone: statusTone, member: memberWords };

const NO_ADDRESSES = { addresses: [], origins: {} };

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
      known={settings.notebooks.find(({ id }) => id === session.id) ?? NO_ADDRESSES}
      onSettings={(patch: Partial<ConnectionSettings>) =>
        change(() => model.settings.update({ connection: { ...settings.connection, ...patch } }))
      }
      onAddresses={(known) => change(() => model.settings.updateEntry(session.id, known))}
      onCarry={() => model.openDialog({ kind: 'carry', code: null })}
      folder={{
        state: session.sync.folder.state,
        choose: () => session.sync.folder.choose(),
        stop: (removeOwn) => session.sync.folder.stop(removeOwn),
        show: () => session.sync.folder.show(),
        nameOf: (person) => nameOf(session.notebook, person),
        onError: model.report,
      }}
      copy={copy}
      onError={model.report}
      onClose={onClose}
    />
  );
}

/** Two devices of one person have one name. */
function nameOf({ participants }: Notebook, person: string): string {
  return participants.get().get(person as ParticipantId)?.name ?? 'somebody who is not listed yet';
}

export function Carry({ code, onClose }: Props & { readonly code: string | null }) {
  const model = useModel();
  const session = useReadable(model.session.state);
  const settings = useReadable(model.settings.state);
  const entry = settings.notebooks.find(({ id }) => id === session?.id);
  if (session === null || entry === undefined) return null;
  return <CarryIn key={entry.id} sync={session.sync} entry={entry} code={code} onClose={onClose} />;
}

interface CarryInProps extends Props {
  readonly sync: Sync;
  readonly entry: NotebookEntry;
  readonly code: string | null;
}

function CarryIn({ sync, entry, code, onClose }: CarryInProps) {
  const model = useModel();
  const { people } = useReadable(sync.state);
  const { bridge } = model.ports;
  const { secret, shared } = entry;
  const check = useCallback((text: string) => void readConnectCode(text, topicOf(secret)), [secret]);
  // As it was when the dialog was opened: alone, or only offline.
  const [wasShared] = useState(shared);
  const leave = useCallback(() => {
    if (wasShared) model.notebooks.setOffline(true);
    else model.notebooks.stopSharing();
  }, [model, wasShared]);
  return (
    <CarryDialog
      carry={sync.carry}
      given={code}
      meeting={shared && !entry.offline}
      meet={model.notebooks.share}
      leave={leave}
      check={check}
      connectedWith={people.map(({ name }) => name)}
      copy={copy}
      save={async (name, text) =>
        (await bridge.request('files.saveText', { kind: 'code', name, text })).status === 'saved'
      }
      openFile={() => bridge.request('files.openCode')}
      onClose={onClose}
    />
  );
}
