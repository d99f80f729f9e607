/** The three columns, and what ties them to the app. */
import { useCallback, useEffect, useLayoutEffect, useMemo, useRef } from 'react';
import type { Profile } from '../../shared/model/settings';
import type { ParticipantId } from '../../shared/util/brand';
import { CopyContext } from '../editor';
import { TrashView } from '../features/library/trash-view';
import { Recap } from '../features/recap/recap';
import type { PeopleCommands } from '../features/recap/recap-people';
import type { SinceCommands } from '../features/recap/since';
import type { LaneCommands } from '../features/recap/use-lanes';
import type { RecapHandle } from '../features/recap/use-recap-editors';
import { Thread, type ThreadHandle } from '../features/thread/thread';
import type { Participant } from '../notebook/types';
import { SplitHandle } from '../ui/split-handle';
import { useReadable } from '../ui/store';
import { setPlaces, settleFocus } from './command-view';
import { useModel } from './model-context';
import type { Session } from './notebook-session';
import { OpenDiscussion } from './open-discussion';
import { Problems } from './problems';
import { useRecapLayout, withThread } from './recap-layout';
import { focusRecapEditor, rescueFocus } from './regions';
import { keysOf } from './shortcuts';
import { SIDEBAR, Sidebar } from './sidebar';
import { useDeletions } from './use-deletions';
import { useFileDrop } from './use-file-drop';
import { useMenuState } from './use-menu-state';
import { useOpenDiscussion } from './use-open-discussion';
import { useRecapTies } from './use-recap-ties';
import { useTogether } from './use-together';

const EVEN_SPLIT = 50;

export function Workspace({ session, profile }: { readonly session: Session; readonly profile: Profile }) {
  const model = useModel();
  const { notebook } = session;
  const { history, wish } = useReadable(model.state);
  const { view, announce } = useReadable(model.settings.state);
  const summaries = useReadable(notebook.summaries);
  const keeping = useReadable(model.keeping.all).get(notebook.id);
  const here = history.here;
  const discussion = useOpenDiscussion(notebook, here.kind === 'discussion' ? here.id : null, model.report);
  const me = useMemo<Participant>(
    () => ({ id: profile.participantId as ParticipantId, name: profile.name, colour: profile.colour }),
    [profile],
  );
  const search = useRef<HTMLInputElement>(null);
  const thread = useRef<ThreadHandle>(null);
  const recap = useRef<RecapHandle>(null);
  const people = useRef<PeopleCommands>(null);
  const lanes = useRef<LaneCommands>(null);
  const layout = useRecapLayout(discussion);
  const since = useRef<SinceCommands>(null);
  const columns = useRef<HTMLElement>(null);
  const dropping = useFileDrop(model);
  const ties = useRecapTies(model, discussion, { thread, recap });
  useMenuState(model);
  useTogether(session.sync, discussion);
  useDeletions(model, discussion);

  useEffect(
    () =>
      setPlaces({
        focusSearch: () => search.current?.select(),
        focusTitle: () => withThread(discussion, () => thread.current?.focusTitle()),
        focusComposer: () => withThread(discussion, () => thread.current?.focusComposer()),
        addToRecap: () => withThread(discussion, () => ties?.addInHand()),
        walkMissing: (step) => withThread(discussion, () => thread.current?.walkMissing(step)),
        withRecaps: (act) => lanes.current !== null && act(lanes.current),
        inRecap: (act) => people.current !== null && act(people.current),
        copyInHand: (format) => model.copies.selection(format, () => thread.current?.textInHand() ?? null),
        inSince: (act) => since.current !== null && act(since.current),
      }),
    [ties, discussion, model],
  );

  const { shown } = model;
  useLayoutEffect(() => {
    shown.set(discussion);
    return () => shown.set(null);
  }, [shown, discussion]);

  useEffect(() => {
    if (wish === null || wish.discussion !== discussion?.id) return;
    if (wish.on === 'title') thread.current?.focusTitle();
    else if (wish.on === 'composer') thread.current?.focusComposer();
    else if (wish.on === 'post') thread.current?.showPost(wish.post, wish.passage);
    else focusRecapEditor();
    model.wishDone();
  }, [wish, discussion, model]);

  // At a start nothing has the focus. Before a dialog that opens with it: that gives the focus back to where it was.
  useLayoutEffect(rescueFocus, []);

  const wasOpen = useRef(false);
  useEffect(() => {
    const isOpen = here.kind === 'discussion';
    // It went to the trash, say, and the focus with it.
    if (wasOpen.current && !isOpen) settleFocus();
    wasOpen.current = isOpen;
  }, [here]);

  const openLink = model.discussions.openLink;
  const onStatus = useCallback(
    (status: Parameters<typeof model.discussions.setStatus>[1]) => {
      if (discussion !== null) model.discussions.setStatus(discussion.id, status);
    },
    [discussion, model],
  );

  return (
    <div className="app">
      {!view.sidebarHidden && (
        <aside className="app-aside" aria-label="Sidebar">
          <Sidebar session={session} me={me} summaries={summaries} searchRef={search} />
          <SplitHandle
            label="Width of the library"
            controls="pane-sidebar"
            value={view.sidebarWidth}
            min={SIDEBAR.min}
            max={SIDEBAR.max}
            initial={SIDEBAR.initial}
            step={12}
            direction={1}
            valueAt={(x) => x}
            onChange={(sidebarWidth) => model.settings.updateView({ sidebarWidth })}
          />
        </aside>
      )}
      <main
        ref={columns}
        className="app-columns"
        data-recaps={layout}
        style={{
          gridTemplateColumns:
            layout === undefined
              ? `minmax(280px, ${String(1 - view.recapShare)}fr) 1px minmax(280px, ${String(view.recapShare)}fr)`
              : undefined,
        }}
      >
        <h1 className="sr-only">Recap Notebook</h1>
        <Problems
          notebook={notebook}
          kept={keeping?.state}
          openKept={() => model.openDialog({ kind: 'keep-markdown' })}
        />
        {here.kind === 'trash' ? (
          <TrashView
            trash={notebook.trashed}
            me={me.id}
            onPutBack={model.trash.putBack}
            onDeleteForever={model.trash.askDeleteForever}
            onEmpty={model.trash.askEmpty}
          />
        ) : discussion === null || ties === null ? (
          <Nothing waiting={here.kind === 'discussion'} newKeys={keysOf('discussion.new', model.mac)} />
        ) : (
          <OpenDiscussion
            notebook={notebook}
            discussion={discussion}
            onCopied={model.discussions.open}
            onError={model.report}
          >
            <CopyContext value={model.copies.text}>
              <Thread
                ref={thread}
                discussion={discussion}
                recap={ties.thread}
                user={me}
                submitKeys={model.mac ? '⌘↵' : 'Ctrl ↵'}
                onStatus={onStatus}
                onDeleted={(post) => model.trash.told('post', [post.id])}
                onOpenLink={openLink}
                onError={model.report}
              />
              <SplitHandle
                label="Width of the recap"
                controls="pane-recap"
                value={view.recapShare * 100}
                min={20}
                max={80}
                initial={EVEN_SPLIT}
                step={2}
                direction={-1}
                valueAt={(x) => {
                  const box = columns.current?.getBoundingClientRect();
                  return box === undefined ? EVEN_SPLIT : ((box.right - x) / box.width) * 100;
                }}
                onChange={(percent) => model.settings.updateView({ recapShare: percent / 100 })}
              />
              <Recap
                ref={recap}
                discussion={discussion}
                coverage={ties.coverage}
                onShowMissing={() => withThread(discussion, ties.showMissing)}
                onDropPost={ties.dropPost}
                user={me}
                people={people}
                lanes={lanes}
                since={since}
                announce={announce}
                keys={{
                  sideBySide: keysOf('recap.beside', model.mac),
                  allInLanes: keysOf('recap.lanes', model.mac),
                  exportRecap: keysOf('export.recap', model.mac),
                  exportDiscussion: keysOf('export.discussion', model.mac),
                  copyRecap: keysOf('copy.recap', model.mac),
                  printRecap: keysOf('print.recap', model.mac),
                  whoWroteWhat: keysOf('recap.who-wrote-what', model.mac),
                  nextChange: keysOf('recap.next-change', model.mac),
                  changeSeen: keysOf('recap.change-seen', model.mac),
                }}
                actions={{
                  exportRecap: () => model.discussions.exportShown('recap'),
                  exportThread: () => model.discussions.exportShown('thread'),
                  exportDiscussion: () => model.discussions.exportShown('discussion'),
                  exportAs: () => model.openDialog({ kind: 'export' }),
                  exportNotebook: () => model.openDialog({ kind: 'export-notebook' }),
                  keepMarkdown: () => model.openDialog({ kind: 'keep-markdown' }),
                  publish: model.pages.publish,
                  copyRecap: model.copies.recap,
                  setStatus: onStatus,
                  carryOver: () => model.openDialog({ kind: 'carry-over' }),
                  versions: () => model.openDialog({ kind: 'versions', chosen: null }),
                  nameVersion: () => model.openDialog({ kind: 'name-version' }),
                  insertTemplate: () => model.openDialog({ kind: 'templates', into: 'recap' }),
                  saveTemplate: () => model.openDialog({ kind: 'save-template' }),
                  fillIn: model.recaps.insert,
                  openDiscussion: model.discussions.open,
                }}
                onOpenCite={(cite) => withThread(discussion, () => ties.openCite(cite))}
                templates={notebook.templates.list}
                onOpenLink={openLink}
                onError={model.report}
              />
            </CopyContext>
          </OpenDiscussion>
        )}
      </main>
      {dropping && (
        <div className="app-drop" aria-hidden="true">
          <p>Drop it here to make a discussion out of the text</p>
        </div>
      )}
    </div>
  );
}

function Nothing({ waiting, newKeys }: { readonly waiting: boolean; readonly newKeys: string }) {
  if (waiting) return <div className="app-nothing" />;
  return (
    <div className="app-nothing">
      <h2>No discussion is open</h2>
      <p>
        Choose one in the library, start one with {newKeys}, or drop a text file on the window to make one out of what a
        group has already written.
      </p>
    </div>
  );
}
