/** The right column: the document that the participants write together. */
import { AppError, describeError } from '../../../shared/errors/app-error';
import { RichTextView, SharedEditor } from '../../editor';
import type { CaretUser } from '../../editor/types';
import type { Discussion } from '../../notebook/types';
import { Banner } from '../../ui/banner';
import { Button } from '../../ui/button';
import { Menu } from '../../ui/menu';
import { scrollByKeyboard } from '../../ui/scroll-by-keyboard';
import { useReadable } from '../../ui/store';
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
  readonly onOpenLink: (url: string) => void;
  readonly onError: (error: unknown) => void;
}

export function Recap(props: RecapProps) {
  const { discussion, actions, keys } = props;
  const meta = useReadable(discussion.meta);
  return (
    <section className="rec" id="pane-recap" aria-label="Recap" data-region="recap" tabIndex={-1}>
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
      {meta.recapReadOnly ? <ReadOnlyRecap {...props} /> : <RecapEditor key={discussion.id} {...props} />}
    </section>
  );
}

function RecapEditor({ discussion, user, onError, onOpenLink }: RecapProps) {
  return (
    <div className="rec-doc">
      <div className="rec-page">
        <SharedEditor
          fragment={discussion.recap}
          undoManager={discussion.recapUndo}
          awareness={discussion.awareness}
          user={user}
          assets={discussion}
          label="Recap"
          placeholder="What do we take away? Type / for headings, lists and tables."
          onError={onError}
          onOpenLink={onOpenLink}
        />
      </div>
    </div>
  );
}

function ReadOnlyRecap({ discussion, onOpenLink }: RecapProps) {
  const why = describeError(new AppError('document/newer'));
  return (
    <section className="rec-doc" aria-label="Read only" {...scrollByKeyboard}>
      <div className="rec-page">
        <Banner what={why.what} more={`${why.kept} ${why.next}`} />
        <RichTextView body={discussion.recapJson()} assets={discussion} onOpenLink={onOpenLink} />
      </div>
    </section>
  );
}
