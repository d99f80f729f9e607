/** The left column: the notebook's name, search, new discussions, and the list. */
import { ChevronDown, FileText } from 'lucide-react';
import { type KeyboardEvent, type ReactNode, type RefObject, useDeferredValue, useMemo, useRef, useState } from 'react';
import type { DiscussionStatus } from '../../../shared/model/export-document';
import type { DiscussionId } from '../../../shared/util/brand';
import type { DiscussionSummary } from '../../notebook/types';
import { Button } from '../../ui/button';
import { Kbd } from '../../ui/kbd';
import { Menu } from '../../ui/menu';
import { DiscussionList, type DiscussionListHandle } from './discussion-list';
import { libraryRows } from './list-rows';
import './library.css';

export interface NotebookChoice {
  readonly id: string;
  readonly name: string;
  /** Said beside it in the list of notebooks: whether it is shared, and with whom. */
  readonly note: string;
}

export interface LibraryActions {
  readonly newDiscussion: () => void;
  readonly newFromText: () => void;
  readonly open: (id: DiscussionId) => void;
  /** Opens it with the caret in its title. */
  readonly rename: (id: DiscussionId) => void;
  readonly setStatus: (id: DiscussionId, status: DiscussionStatus) => void;
  readonly trash: (id: DiscussionId) => void;
  readonly showTrash: () => void;
  readonly switchNotebook: (id: string) => void;
  readonly newNotebook: () => void;
  readonly renameNotebook: () => void;
  readonly openSettings: () => void;
}

export interface LibraryProps {
  readonly summaries: readonly DiscussionSummary[];
  readonly notebooks: readonly NotebookChoice[];
  readonly current: NotebookChoice;
  readonly selected: DiscussionId | null;
  readonly trashOpen: boolean;
  readonly trashCount: number;
  /** Said while there is no discussion. */
  readonly empty: ReactNode;
  readonly searchRef: RefObject<HTMLInputElement | null>;
  /** Shortcut text for this platform, by command. */
  readonly keys: { readonly search: string; readonly newDiscussion: string; readonly settings: string };
  readonly actions: LibraryActions;
}

export function Library(props: LibraryProps) {
  const { summaries, actions } = props;
  const [query, setQuery] = useState('');
  const search = useDeferredValue(query);
  const rows = useMemo(() => libraryRows(summaries, search), [summaries, search]);
  const list = useRef<DiscussionListHandle>(null);
  const onSearchKey = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return;
    // What was typed last may not be in the rows on screen yet.
    const first = libraryRows(summaries, query).find((row) => row.kind === 'item');
    if (event.key === 'Escape' && query !== '') setQuery('');
    else if (event.key === 'Enter' && query.trim() !== '' && first !== undefined) actions.open(first.summary.id);
    else if (event.key === 'ArrowDown' && list.current !== null) list.current.enter();
    else return;
    event.preventDefault();
  };

  return (
    <section className="lib" aria-label="Library" data-region="library" tabIndex={-1}>
      <Menu
        trigger={
          <button type="button" className="lib-notebook">
            <span>{props.current.name}</span>
            <ChevronDown size={14} aria-hidden="true" />
          </button>
        }
        entries={[
          { kind: 'heading', label: 'Notebooks on this device' },
          {
            kind: 'choice',
            label: 'Notebooks on this device',
            value: props.current.id,
            options: props.notebooks.map((one) => ({ value: one.id, label: one.name, note: one.note })),
            choose: actions.switchNotebook,
          },
          { kind: 'line' },
          { kind: 'action', label: 'New notebook…', run: actions.newNotebook },
          { kind: 'action', label: 'Rename notebook…', run: actions.renameNotebook },
          { kind: 'line' },
          { kind: 'action', label: 'Settings…', keys: props.keys.settings, run: actions.openSettings },
        ]}
      />
      <div className="lib-search">
        <input
          ref={props.searchRef}
          type="text"
          aria-label="Search"
          placeholder="Search"
          value={query}
          spellCheck={false}
          onChange={(event) => setQuery(event.target.value)}
          onKeyDown={onSearchKey}
        />
        <Kbd keys={props.keys.search} />
      </div>
      <div className="lib-new">
        <Button look="primary" className="lib-new-main" onClick={actions.newDiscussion}>
          New discussion <Kbd keys={props.keys.newDiscussion} />
        </Button>
        <Button look="quiet" className="lib-new-text" onClick={actions.newFromText}>
          <FileText size={14} aria-hidden="true" /> New from text
        </Button>
      </div>
      {rows.length === 0 ? (
        <p className="lib-empty">{query === '' ? props.empty : `Nothing is called “${query}”.`}</p>
      ) : (
        <DiscussionList ref={list} rows={rows} selected={props.selected} actions={actions} />
      )}
      <Button
        look="quiet"
        className="lib-trash-link"
        aria-current={props.trashOpen ? 'page' : undefined}
        onClick={actions.showTrash}
      >
        Trash{props.trashCount > 0 && <span className="lib-count">{props.trashCount}</span>}
      </Button>
    </section>
  );
}
