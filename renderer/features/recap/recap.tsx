/** The right column: the document that the participants write together. */
import { type RefObject, useRef } from 'react';
import type { Cite } from '../../../shared/model/point';
import type { Coverage } from '../../../shared/recap/coverage';
import type { CaretUser } from '../../editor/types';
import type { Discussion } from '../../notebook/types';
import { Button } from '../../ui/button';
import type { DraggedPost } from '../../ui/dragged-post';
import { Menu } from '../../ui/menu';
import { type ReadableValue, useReadable } from '../../ui/store';
import { type DropPlace, useCiteDrop } from './cite-drop';
import { CoverageBar } from './coverage-bar';
import { DropLine } from './drop-line';
import { RecapPage } from './recap-page';
import { Stances, useStances } from './stances';
import { usePointHost } from './use-point-host';
import { type RecapHandle, useRecapEditors } from './use-recap-editors';
import './recap.css';

export interface RecapActions {
  readonly exportRecap: () => void;
  readonly exportThread: () => void;
  readonly exportDiscussion: () => void;
  readonly copyRecap: () => void;
  readonly finish: () => void;
  readonly reopen: () => void;
}

export interface RecapProps {
  readonly discussion: Discussion;
  readonly user: CaretUser;
  readonly keys: { readonly exportRecap: string; readonly exportDiscussion: string; readonly copyRecap: string };
  readonly actions: RecapActions;
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
  const stances = useStances(discussion);
  const pane = useRef<HTMLElement>(null);
  const editors = useRecapEditors(discussion, pane, props.ref);
  const mark = useCiteDrop(pane, props.onDropPost);
  return (
    <section ref={pane} className="rec" id="pane-recap" aria-label="Recap" data-region="recap" tabIndex={-1}>
      <header className="rec-head">
        <h2 className="rec-tab">Our recap</h2>
        <Menu
          align="end"
          trigger={<Button>Export</Button>}
          entries={[
            { kind: 'action', label: 'Export recap…', keys: keys.exportRecap, run: actions.exportRecap },
            { kind: 'action', label: 'Export thread…', run: actions.exportThread },
            { kind: 'action', label: 'Export discussion…', keys: keys.exportDiscussion, run: actions.exportDiscussion },
            { kind: 'line' },
            { kind: 'action', label: 'Copy recap as Markdown', keys: keys.copyRecap, run: actions.copyRecap },
          ]}
        />
        {meta.status === 'finished' ? (
          <Button onClick={actions.reopen}>Reopen</Button>
        ) : (
          <Button look="primary" onClick={actions.finish}>
            Finish
          </Button>
        )}
      </header>
      <RecapPage
        key={discussion.id}
        discussion={discussion}
        recap={discussion.parts.ours}
        user={props.user}
        label="Recap"
        placeholder="What do we take away? Type / for points, headings and lists."
        points={points.host}
        handle={(made) => editors.register(discussion.parts.ours, made)}
        onOpenLink={props.onOpenLink}
        onError={props.onError}
      />
      <Stances discussion={discussion} slots={points.slots} view={stances} />
      <CoverageBar discussion={discussion} coverage={props.coverage} onShowMissing={props.onShowMissing} />
      {mark !== null && <DropLine mark={mark} />}
    </section>
  );
}
