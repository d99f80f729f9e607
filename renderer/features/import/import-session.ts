/** What "New from text" is in the middle of, kept while the window is open: closing the dialog loses nothing. */
import { type ImportDraft, splitText } from '../../../shared/import';
import type { FilePicture } from '../../../shared/model/export-document';
import { createStore } from '../../ui/store';
import { type DraftHistory, startHistory } from './draft-history';

/** A text on its way to a discussion, with all that was done to it. */
export interface ImportWork {
  /** Unlike that of any other work of this window. */
  readonly id: number;
  /** The text as it came, and its file's name or ''. */
  readonly source: string;
  readonly name: string;
  /** Those that came with it. */
  readonly pictures: readonly FilePicture[];
  readonly history: DraftHistory;
}

export interface ImportSession {
  /** What the dialog shows; null for the place to paste. */
  readonly work: ImportWork | null;
  /** Works put aside for another one, the newest first. */
  readonly aside: readonly ImportWork[];
  /** Typed into the place to paste, not taken yet. */
  readonly typed: string;
  readonly nextId: number;
}

export const EMPTY_SESSION: ImportSession = { work: null, aside: [], typed: '', nextId: 1 };

/** Texts may be large. */
const MOST_ASIDE = 5;

export const importSession = createStore<ImportSession>(EMPTY_SESSION);

function isTouched({ history }: ImportWork): boolean {
  return history.past.length > 0 || history.future.length > 0;
}

/** The newest is first to come back; one that nobody has touched is the first to go. */
function putAside({ work, aside }: ImportSession): readonly ImportWork[] {
  if (work === null) return aside;
  const all = [work, ...aside];
  if (all.length <= MOST_ASIDE) return all;
  const untouched = all.findLast((one, index) => index > 0 && !isTouched(one));
  return untouched === undefined ? all.slice(0, MOST_ASIDE) : all.filter((one) => one !== untouched);
}

/** `draft`: the text as it was read elsewhere. Begins with a text; goes on where it was with one that is already being worked on. What was shown is put aside. */
export function takeText(
  session: ImportSession,
  source: string,
  name: string,
  pictures: readonly FilePicture[] = [],
  draft?: ImportDraft,
): ImportSession {
  if (source.trim() === '' || session.work?.source === source) return session;
  const known = session.aside.find((one) => one.source === source);
  const others = { ...session, aside: session.aside.filter((one) => one !== known) };
  const work = known ?? {
    id: session.nextId,
    source,
    name,
    pictures,
    history: startHistory(draft ?? splitText(source, { fileName: name })),
  };
  return { work, aside: putAside(others), typed: '', nextId: session.nextId + 1 };
}

/** Back to the place to paste; what was shown can be brought back. */
export function startAnew(session: ImportSession): ImportSession {
  return { ...session, work: null, aside: putAside(session), typed: '' };
}

/** Shows what was put aside last; called again and again it goes through all of them. */
export function bringBack(session: ImportSession): ImportSession {
  const [work, ...others] = session.aside;
  if (work === undefined) return session;
  return { ...session, work, aside: session.work === null ? others : [...others, session.work] };
}

/** The dialog is closed: a text nobody worked on waits aside, any other one is shown when the dialog opens again. */
export function leave(session: ImportSession): ImportSession {
  return session.work === null || isTouched(session.work) ? session : startAnew(session);
}

/** The discussion is made. */
export function finishWork(session: ImportSession, id: number): ImportSession {
  const work = session.work?.id === id ? null : session.work;
  return { ...session, work, aside: session.aside.filter((one) => one.id !== id) };
}

export function changeHistory(session: ImportSession, change: (history: DraftHistory) => DraftHistory): ImportSession {
  const { work } = session;
  if (work === null) return session;
  const history = change(work.history);
  return history === work.history ? session : { ...session, work: { ...work, history } };
}
