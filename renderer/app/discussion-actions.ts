/** What a person does with discussions: make, open, throw away, finish, take out. */
import type { ExportForm } from '../../shared/export/choice';
import { isWritablePicture } from '../../shared/export/plan';
import type { ImportDraft } from '../../shared/import';
import { exportFidelity, type NotExpressed } from '../../shared/markdown';
import type { DiscussionStatus, ExportKind } from '../../shared/model/export-document';
import type { DiscussionId, PostId } from '../../shared/util/brand';
import { type DraftSource, discussionFromDraft } from '../notebook/reading/from-draft';
import { count } from '../ui/words';
import type { AppContext, FocusWish } from './app-state';
import { forget, go, NOWHERE, type Place } from './navigation';
import { showExported } from './show-exported';
import type { OwnDeletion } from './trash-actions';

export interface DiscussionActions {
  goTo(place: Place): void;
  open(id: DiscussionId, focus?: Exclude<FocusWish['on'], 'post'>): void;
  /** Shows a post of a discussion that is listed; false when it is not. */
  openPost(id: DiscussionId, post: PostId, passage: string): boolean;
  create(): void;
  /** A discussion out of a text that was gone through in the preview; with the pictures that came with it. */
  createFromDraft(draft: ImportDraft, from?: DraftSource): Promise<DiscussionId | null>;
  setStatus(id: DiscussionId, status: DiscussionStatus): void;
  trash(id: DiscussionId): void;
  restore(id: DiscussionId): void;
  /** It is not to be shown any more. */
  leave(id: DiscussionId): void;
  exportShown(kind: ExportKind, form?: ExportForm): void;
  openLink(url: string): void;
}

function quoted(title: string): string {
  return title.trim() === '' ? 'The discussion' : `“${title.trim()}”`;
}

function notExpressed(notes: readonly unknown[]): string {
  return notes.length === 1
    ? 'One thing Markdown could not express.'
    : `${notes.length} things Markdown could not express.`;
}

/** Quietly: the discussion is made, and all words are in it. */
function tellLosses({ notices, state }: AppContext, title: string, told: readonly NotExpressed[]): void {
  notices.tell({
    tone: 'info',
    title: `${count(told.length, 'thing')} could not be taken over as it was`,
    detail: 'All words are there.',
    action: {
      label: 'Details…',
      run: () => state.update((now) => ({ ...now, dialog: { kind: 'import-report', title, told } })),
    },
  });
}

/** @param onDeletion notes what can be taken back */
export function createDiscussionActions(
  context: AppContext,
  onDeletion: (deletion: OwnDeletion) => void,
): DiscussionActions {
  const { ports, notices, state, session, settings, shown, report } = context;
  const notebook = () => session.state.get()?.notebook ?? null;
  const titleOf = (id: DiscussionId): string =>
    notebook()
      ?.summaries.get()
      .find((one) => one.id === id)?.title ?? '';

  const remember = (place: Place): void => {
    const current = session.state.get()?.id;
    if (current === undefined) return;
    const { [current]: _, ...others } = settings.state.get().view.openDiscussion;
    const openDiscussion = place.kind === 'discussion' ? { ...others, [current]: place.id } : others;
    settings.updateView({ openDiscussion });
  };
  const goTo = (place: Place): void => {
    state.update((now) => ({ ...now, history: go(now.history, place) }));
    remember(place);
  };
  const open = (id: DiscussionId, focus?: Exclude<FocusWish['on'], 'post'>): void => {
    goTo({ kind: 'discussion', id });
    if (focus !== undefined) state.update((now) => ({ ...now, wish: { discussion: id, on: focus } }));
  };
  const leave = (id: DiscussionId): void => {
    const onTrash = state.get().history.here.kind === 'trash';
    state.update((now) => ({ ...now, history: forget(now.history, id, NOWHERE) }));
    if (!onTrash) remember(state.get().history.here);
  };
  const restore = (id: DiscussionId): void => notebook()?.restore(id);

  return {
    goTo,
    open,
    openPost(id, post, passage) {
      const listed = notebook()
        ?.summaries.get()
        .some((one) => one.id === id && one.trashedAt === null);
      if (listed !== true) return false;
      goTo({ kind: 'discussion', id });
      state.update((now) => ({ ...now, wish: { discussion: id, on: 'post', post, passage } }));
      return true;
    },
    restore,
    leave,
    create() {
      notebook()
        ?.createDiscussion()
        .then((id) => open(id, 'title'), report);
    },
    async createFromDraft(draft, from) {
      const now = notebook();
      if (now === null) return null;
      const { id, told } = await discussionFromDraft(now, draft, from);
      open(id);
      if (told.length > 0) tellLosses(context, draft.title, told);
      return id;
    },
    setStatus(id, status) {
      const now = shown.get();
      if (now?.id === id) now.setStatus(status);
      else notebook()?.setStatus(id, status).catch(report);
    },
    trash(id) {
      const from = notebook();
      if (from === null) return;
      const wasHere = shown.get()?.id === id;
      from.trash(id);
      leave(id);
      const undo = (): void => {
        restore(id);
        if (wasHere) open(id);
      };
      const inTrash = (): boolean => from.summaries.get().some((one) => one.id === id && one.trashedAt !== null);
      onDeletion({ stands: inTrash, undo });
      notices.tell(
        {
          tone: 'info',
          title: `${quoted(titleOf(id))} is in the trash`,
          action: { label: 'Undo', run: undo },
        },
        { stillTrue: inTrash, watch: (listener) => from.summaries.subscribe(listener) },
      );
    },
    exportShown(kind, form = 'file') {
      const discussion = shown.get();
      if (discussion === null) return;
      const document = discussion.export();
      const notes = exportFidelity(document, kind, (hash) => isWritablePicture(discussion.asset(hash)));
      ports.bridge
        .request('files.export', { kind, form, document, assets: [...discussion.assets()] })
        .then((done) => {
          if (done.status !== 'saved') return;
          const told = { tone: 'info', title: 'Saved as Markdown' } as const;
          if (notes.length === 0) {
            const detail = `${done.path}\nMarkdown could express all of it.`;
            notices.tell({ ...told, detail, action: showExported(ports, done.place, report) });
          } else {
            const run = (): void => state.update((now) => ({ ...now, dialog: { kind: 'export-notes', notes } }));
            notices.tell({
              ...told,
              detail: `${done.path}\n${notExpressed(notes)}`,
              action: { label: 'Details…', run },
            });
          }
        })
        .catch(report);
    },
    openLink(url) {
      ports.bridge.request('links.open', { url }).catch(report);
    },
  };
}
