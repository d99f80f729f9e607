import type { RefObject } from 'react';
import { Library } from '../features/library/library';
import { emptyWords, sharedWords } from '../features/library/list-rows';
import { People } from '../features/people/people';
import type { DiscussionSummary, Participant } from '../notebook/types';
import { useReadable } from '../ui/store';
import { useModel } from './model-context';
import type { Session } from './notebook-session';
import { keysOf } from './shortcuts';

/** Pixels; within the limits of viewStateSchema. */
export const SIDEBAR = { min: 220, max: 520, initial: 268 } as const;

export interface SidebarProps {
  readonly session: Session;
  readonly me: Participant;
  readonly summaries: readonly DiscussionSummary[];
  readonly searchRef: RefObject<HTMLInputElement | null>;
}

export function Sidebar({ session, me, summaries, searchRef }: SidebarProps) {
  const model = useModel();
  const { discussions, notebooks } = model;
  const { history } = useReadable(model.state);
  const settings = useReadable(model.settings.state);
  const name = useReadable(session.notebook.name);
  const entry = settings.notebooks.find((one) => one.id === session.id);
  const { here } = history;
  const participants = useReadable(session.notebook.participants);
  const trashed = useReadable(session.notebook.trashed.items);
  const members = [...participants.values()].filter((one) => one.id !== me.id).map((one) => one.name);
  return (
    <div className="app-sidebar" id="pane-sidebar" style={{ width: settings.view.sidebarWidth }}>
      <Library
        summaries={summaries}
        notebooks={settings.notebooks.map((one) => ({
          id: one.id,
          name: one.id === session.id ? name : one.name,
          note: sharedWords(one.shared, one.id === session.id ? members : []),
        }))}
        current={{ id: session.id, name, note: '' }}
        selected={here.kind === 'discussion' ? here.id : null}
        trashOpen={here.kind === 'trash'}
        trashCount={trashed.length}
        searchRef={searchRef}
        empty={<Empty session={session} joined={entry?.ownerKey === null && summaries.length === 0} />}
        keys={{
          search: keysOf('library.search', model.mac),
          newDiscussion: keysOf('discussion.new', model.mac),
          settings: keysOf('settings.open', model.mac),
        }}
        actions={{
          newDiscussion: discussions.create,
          newFromText: () => model.openDialog({ kind: 'import', name: '', text: '' }),
          open: (id) => discussions.open(id),
          rename: (id) => discussions.open(id, 'title'),
          setStatus: discussions.setStatus,
          trash: discussions.trash,
          showTrash: () => discussions.goTo({ kind: 'trash' }),
          switchNotebook: (id) => {
            notebooks.switchTo(id).catch(model.report);
          },
          newNotebook: () => model.openDialog({ kind: 'new-notebook' }),
          renameNotebook: () => model.openDialog({ kind: 'rename-notebook' }),
          openSettings: () => model.openDialog({ kind: 'settings' }),
        }}
      />
      <People
        me={me}
        sync={session.sync.state}
        shared={entry?.shared === true}
        offline={entry?.offline === true}
        onShare={() => model.openDialog({ kind: 'share' })}
        onJoin={() => model.openDialog({ kind: 'join', link: '' })}
        onConnection={() => model.openDialog({ kind: 'connection' })}
        onOffline={notebooks.setOffline}
      />
    </div>
  );
}

interface EmptyProps {
  readonly session: Session;
  /** Somebody else made this notebook. */
  readonly joined: boolean;
}

function Empty({ session, joined }: EmptyProps) {
  const { members } = useReadable(session.sync.state);
  return emptyWords(
    joined &&
      members.every(
        ({ presence, lastInSync, lastInFolder }) =>
          presence !== 'in-sync' && lastInSync === null && lastInFolder === null,
      ),
  );
}
