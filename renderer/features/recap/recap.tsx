/** The right column: the document that the participants write together. */
import { Ellipsis } from 'lucide-react';
import { type Ref, type RefObject, useLayoutEffect, useRef } from 'react';
import type { DiscussionStatus } from '../../../shared/model/export-document';
import { CITE_ATTRS, type Cite } from '../../../shared/model/point';
import type { RichText } from '../../../shared/model/rich-text';
import { type Coverage, OURS } from '../../../shared/recap/coverage';
import type { OwnTemplate } from '../../../shared/recap/templates';
import type { DiscussionId, PostId } from '../../../shared/util/brand';
import type { CaretUser } from '../../editor/types';
import type { Discussion } from '../../notebook/types';
import { Button, IconButton } from '../../ui/button';
import type { DraggedPost } from '../../ui/dragged-post';
import { afterLayer } from '../../ui/layer';
import { Menu } from '../../ui/menu';
import { type ReadableValue, useReadable } from '../../ui/store';
import { Announcements } from './announcements';
import { Away } from './away';
import { CarriedFrom, CarryMarks } from './carry-marks';
import { type DropPlace, useCiteDrop } from './cite-drop';
import { CoverageBar } from './coverage-bar';
import { DropLine } from './drop-line';
import { type ExportActions, type ExportKeys, exportEntries } from './export-entries';
import { finishFlow, openFinish } from './finish-flow';
import { FinishPanel } from './finish-panel';
import { RecapLanes } from './lanes';
import { RecapFoot } from './recap-foot';
import { type PeopleCommands, PeopleLayers, PeopleTools, usePeople } from './recap-people';
import { SignoffStrip } from './signoff-strip';
import { type SinceCommands, useSince } from './since';
import { SinceBar } from './since-bar';
import { SinceTools } from './since-tools';
import { RecapLayoutMenu, RecapTabs } from './tabs';
import { TemplatesEmpty } from './templates-empty';
import { TemplatesTwice } from './templates-twice';
import { type LaneCommands, useLanes } from './use-lanes';
import { usePointHost } from './use-point-host';
import { type RecapHandle, useRecapEditors } from './use-recap-editors';
import './recap.css';

export interface RecapActions extends ExportActions {
  readonly setStatus: (status: DiscussionStatus) => void;
  readonly carryOver: () => void;
  readonly versions: () => void;
  readonly nameVersion: () => void;
  readonly insertTemplate: () => void;
  readonly saveTemplate: () => void;
  readonly fillIn: (body: RichText) => void;
  readonly openDiscussion: (id: DiscussionId) => void;
}

export interface RecapProps {
  readonly discussion: Discussion;
  readonly user: CaretUser;
  readonly keys: Readonly<Record<'sideBySide' | 'allInLanes' | 'whoWroteWhat' | 'nextChange' | 'changeSeen', string>> &
    ExportKeys;
  readonly since?: Ref<SinceCommands>;
  /** A screen reader tells what others write. */
  readonly announce: boolean;
  /** What commands do with people: stances, authors, contributors. */
  readonly people?: Ref<PeopleCommands>;
  /** What commands do with the recaps: tabs, lanes, taking points into ours. */
  readonly lanes?: Ref<LaneCommands>;
  readonly actions: RecapActions;
  /** The templates that the members made. */
  readonly templates: ReadableValue<readonly OwnTemplate[]>;
  /** Shows the post that a point cites, and the passage in it. */
  readonly onOpenCite: (cite: Cite) => void;
  readonly coverage: ReadableValue<Coverage>;
  readonly ref?: RefObject<RecapHandle | null>;
  /** Walks through the posts that are not in the recap. */
  readonly onShowMissing: () => void;
  readonly onDropPost: (dropped: DraggedPost, place: DropPlace) => void;
  readonly onOpenLink: (url: string) => void;
  readonly onError: (error: unknown) => void;
}

export function Recap(props: RecapProps) {
  const { discussion, actions, keys } = props;
  const meta = useReadable(discussion.meta);
  const points = usePointHost(discussion, props.onOpenCite);
  const people = usePeople(discussion, points.slots, props.people);
  const pane = useRef<HTMLElement>(null);
  const reveal = useRef((_key: string): boolean => false);
  const editors = useRecapEditors(discussion, pane, props.ref, reveal);
  const lanes = useLanes({
    discussion,
    pane,
    slots: points.slots,
    showPoint: editors.handle.showPoint,
    ref: props.lanes,
  });
  useLayoutEffect(() => {
    reveal.current = lanes.reveal;
  });
  const mark = useCiteDrop(pane, props.onDropPost);
  const atEnd = useReadable(finishFlow)?.discussion === discussion.id;
  const since = useSince(
    discussion,
    { post: (post) => props.onOpenCite(wholePost(post)), ours: () => lanes.reveal(OURS) },
    props.since,
  );
  const ending = useRef<HTMLButtonElement>(null);
  /** Where the caret was, without a move of the page. */
  const focusPage = (): void => {
    const page = pane.current?.querySelector<HTMLElement>('.rec-doc [contenteditable="true"]') ?? pane.current;
    page?.focus({ preventScroll: true });
  };
  const showPoint = (id: string): void => {
    editors.handle.showPoint({ recap: OURS, id });
  };
  return (
    <section ref={pane} className="rec" id="pane-recap" aria-label="Recap" data-region="recap" tabIndex={-1}>
      <header className="rec-head">
        <h2 className="sr-only">Recap</h2>
        {lanes.layout === 'one' ? (
          <RecapTabs tabs={lanes.tabs} chosen={lanes.shown[0] ?? OURS} onChoose={lanes.choose} />
        ) : (
          <p className="rec-title">
            {lanes.layout === 'beside' ? 'Side by side' : 'All recaps'}
            <Button
              look="link"
              onClick={() => {
                lanes.setLayout('one');
                // The button goes with its line; the tab in its place takes the focus.
                afterLayer(() =>
                  pane.current?.querySelector<HTMLElement>('[role="tab"][aria-selected="true"]')?.focus(),
                );
              }}
            >
              One at a time
            </Button>
          </p>
        )}
        <div className="rec-tools">
          <RecapLayoutMenu layout={lanes.layout} keys={keys} onChange={lanes.setLayout} />
          <SinceTools discussion={discussion} view={since} keys={keys} />
          <PeopleTools people={people} keys={keys.whoWroteWhat} />
        </div>
        <Menu align="end" trigger={<Button>Export</Button>} entries={exportEntries(actions, keys)} />
        <Menu
          align="end"
          trigger={
            <IconButton label="More about the recap">
              <Ellipsis size={16} aria-hidden="true" />
            </IconButton>
          }
          entries={[
            { kind: 'action', label: 'Insert template…', run: actions.insertTemplate },
            { kind: 'action', label: 'Save as template…', run: actions.saveTemplate },
            { kind: 'line' },
            { kind: 'action', label: 'Carry over into a new discussion…', run: actions.carryOver },
            { kind: 'line' },
            { kind: 'action', label: 'Versions…', run: actions.versions },
            { kind: 'action', label: 'Name this version…', run: actions.nameVersion },
          ]}
        />
        {meta.status === 'finished' ? (
          <Button ref={ending} onClick={() => actions.setStatus('open')}>
            Reopen
          </Button>
        ) : (
          <Button
            ref={ending}
            look={atEnd ? 'plain' : 'primary'}
            aria-expanded={atEnd}
            onClick={() => (atEnd ? finishFlow.set(null) : openFinish(discussion.id, meta.status))}
          >
            Finish
          </Button>
        )}
      </header>
      <FinishPanel
        discussion={discussion}
        coverage={props.coverage}
        onStatus={actions.setStatus}
        onShowPost={(post) => props.onOpenCite(wholePost(post))}
        onShowPoint={showPoint}
        onClosed={() => ending.current?.focus()}
      />
      <CarriedFrom discussion={discussion} onOpen={actions.openDiscussion} />
      {/* One panel above the page at a time: both would leave nothing of it. */}
      {!atEnd && <Away discussion={discussion} view={since} onClosed={focusPage} />}
      <RecapLanes
        discussion={discussion}
        user={props.user}
        lanes={lanes}
        host={points.host}
        authorship={people.authorship}
        editors={editors}
        changes={since.host}
        start={
          <TemplatesEmpty
            recap={discussion.parts.ours}
            discussion={discussion}
            own={props.templates}
            onAll={actions.insertTemplate}
            onUse={(template) => {
              actions.fillIn(template.make());
              editors.focus(discussion.parts.ours);
            }}
          />
        }
        onOpenLink={props.onOpenLink}
        onError={props.onError}
      />
      <RecapFoot>
        <TemplatesTwice recap={discussion.parts.ours} />
        <SinceBar discussion={discussion} view={since} keys={keys} onClosed={focusPage} />
        <Announcements discussion={discussion} on={props.announce} />
        <SignoffStrip discussion={discussion} onShowPoint={showPoint} onCarryOver={actions.carryOver} />
        <CarryMarks discussion={discussion} slots={points.slots} onOpen={actions.openDiscussion} />
        <PeopleLayers discussion={discussion} people={people} />
        {lanes.layers}
        <CoverageBar discussion={discussion} coverage={props.coverage} onShowMissing={props.onShowMissing} />
      </RecapFoot>
      {mark !== null && <DropLine mark={mark} />}
    </section>
  );
}

function wholePost(post: PostId): Cite {
  return { ...CITE_ATTRS, post, role: 'source', discussion: null };
}
