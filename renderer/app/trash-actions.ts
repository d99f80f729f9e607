/** What a person does with what is deleted: take it back at once, put it back later, delete it for ever. */
import type { Discussion, Notebook, TrashRef } from '../notebook/types';
import { count } from '../ui/words';
import type { AppContext } from './app-state';

export interface TrashActions {
  /** Offers to bring back what this person just deleted in the discussion on screen. */
  told(kind: 'post' | 'point', ids: readonly string[]): void;
  /** Somebody deleted a point in which this person is writing. */
  takenAway(point: string, by: string): void;
  /** Notes what `undo` takes back. */
  remember(deletion: OwnDeletion): void;
  /** Takes back this person's last deletion that still stands; false when there is none. */
  undo(): boolean;
  putBack(what: TrashRef): void;
  /** Asks first. */
  askDeleteForever(what: readonly TrashRef[]): void;
  deleteForever(what: readonly TrashRef[]): void;
  /** Everything that this person may delete for ever; asks first. */
  askEmpty(): void;
}

export interface OwnDeletion {
  /** Nobody has brought it back yet. */
  readonly stands: () => boolean;
  readonly undo: () => void;
}

/** More than anybody takes back one after the other. */
const MOST_REMEMBERED = 50;

/** What is asked about: the kind in words, and in which discussion. */
function named(what: readonly TrashRef[], notebook: Notebook | null): string {
  const [only] = what;
  if (only === undefined || what.length > 1) return `${count(what.length, 'thing')} in the trash`;
  const item = notebook?.trashed.items.get().find((one) => one.id === only.id && one.kind === only.kind);
  const title = item?.title.trim() ?? '';
  if (only.kind === 'discussion') return title === '' ? 'The discussion' : `“${title}”`;
  const words = item?.words ?? '';
  return words === ''
    ? `The ${only.kind}`
    : `The ${only.kind} “${words.length > 60 ? `${words.slice(0, 60)}…` : words}”`;
}

export function createTrashActions(
  { notices, state, session, shown, report }: AppContext,
  leave: (what: TrashRef) => void,
): TrashActions {
  const notebook = (): Notebook | null => session.state.get()?.notebook ?? null;
  let own: OwnDeletion[] = [];
  const remember = (deletion: OwnDeletion): void => {
    own = [...own, deletion].slice(-MOST_REMEMBERED);
  };
  const putBackIn = async (from: Notebook, { id }: Discussion, kind: 'post' | 'point', ids: readonly string[]) => {
    // Another discussion may be on screen by then, and this one closed.
    const opened = await from.open(id);
    for (const one of ids) opened.trash.putBack(kind, one);
    from.close(id);
  };
  const ask = (what: readonly TrashRef[]): void => {
    if (what.length === 0) return;
    state.update((now) => ({ ...now, dialog: { kind: 'delete-forever', what, title: named(what, notebook()) } }));
  };

  return {
    remember,
    told(kind, ids) {
      const [from, discussion] = [notebook(), shown.get()];
      if (from === null || discussion === null || ids.length === 0) return;
      const stands = (): boolean =>
        discussion.trash.items.get().some((one) => one.kind === kind && ids.includes(one.id));
      const undo = (): void => void putBackIn(from, discussion, kind, ids).catch(report);
      remember({ stands, undo });
      const title = ids.length > 1 ? `${count(ids.length, kind)} are in the trash` : `The ${kind} is in the trash`;
      notices.tell(
        { tone: 'info', title, action: { label: 'Undo', run: undo } },
        { stillTrue: stands, watch: (listener) => discussion.trash.items.subscribe(listener) },
      );
    },
    takenAway(point, by) {
      const [from, discussion] = [notebook(), shown.get()];
      if (from === null || discussion === null) return;
      const stands = (): boolean =>
        discussion.trash.items.get().some(({ kind, id }) => kind === 'point' && id === point);
      notices.tell(
        {
          tone: 'info',
          title: `${discussion.parts.person(by).name} deleted the point you were writing in`,
          detail: 'It is in the trash, with your words.',
          action: { label: 'Put back', run: () => void putBackIn(from, discussion, 'point', [point]).catch(report) },
        },
        { stillTrue: stands, watch: (listener) => discussion.trash.items.subscribe(listener) },
      );
    },
    undo() {
      for (let last = own.pop(); last !== undefined; last = own.pop()) {
        if (!last.stands()) continue;
        last.undo();
        return true;
      }
      return false;
    },
    putBack(what) {
      const now = notebook();
      now?.trashed.putBack(what).then((done) => {
        if (done) return;
        notices.tell({
          tone: 'info',
          title: 'It could not be put back yet',
          detail: 'The discussion has not arrived on this device, or somebody else was faster.',
        });
      }, report);
    },
    askDeleteForever: ask,
    askEmpty() {
      const items = notebook()?.trashed.itemsNow() ?? [];
      const own = items.filter((one) => one.own);
      if (own.length > 0) ask(own);
      else if (items.length === 0) notices.tell({ tone: 'info', title: 'The trash is empty' });
      else notices.tell({ tone: 'info', title: 'Nothing in the trash is yours to delete' });
    },
    deleteForever(what) {
      for (const one of what) if (one.kind === 'discussion') leave(one);
      notebook()?.trashed.deleteForever(what).catch(report);
    },
  };
}
