/** The chat that is on its way into the notebook, kept while the window is open: closing the dialog loses nothing. */
import {
  type ChatOverview,
  type ChatPreview,
  firstChoices,
  type ImportChoices,
  type Known,
} from '../../../shared/chats/into-discussions/choices';
import type { ImportReport } from '../../../shared/chats/into-discussions/report';
import type { DateOrder } from '../../../shared/chats/types';
import { AppError } from '../../../shared/errors/app-error';
import type { ImportedDiscussion } from '../../../shared/model/imported-discussion';
import type { DiscussionId } from '../../../shared/util/brand';
import type { BroughtIn } from '../../notebook/types';
import { createStore, type ReadableValue } from '../../ui/store';
import { ChatReader, type ReadingWorker } from './chat-reader';
import { topName } from './given-files';
import type { SourceFile } from './worker-messages';

export type ChatState =
  | { readonly kind: 'choosing'; readonly error: unknown }
  | { readonly kind: 'reading'; readonly name: string; readonly done: number; readonly all: number | null }
  | {
      readonly kind: 'preview';
      readonly overview: ChatOverview;
      readonly choices: ImportChoices;
      /** Of these choices, or of those a moment ago; null until the first is there. */
      readonly preview: ChatPreview | null;
      readonly error: unknown;
      /** Takes it as any other text instead, where that can be done. */
      readonly asText: (() => void) | null;
    }
  | { readonly kind: 'creating'; readonly title: string; readonly done: number; readonly all: number };

export interface Created {
  readonly ids: readonly DiscussionId[];
  readonly report: ImportReport;
}

export interface ChatSession {
  readonly state: ReadableValue<ChatState>;
  /** Whether it is a chat, by its content. */
  recognise(files: readonly SourceFile[]): Promise<boolean>;
  /** Reads them in place of what was there before. `asText`: what to do with them where they are to be no chat. */
  read(files: readonly SourceFile[], asText?: () => void): void;
  /** Reads them once more, with dates in this order. */
  readDates(order: DateOrder): void;
  change(choices: ImportChoices): void;
  /** Null when it was left off or failed; then nothing of it is in the notebook. */
  create(
    bringIn: (ids: readonly DiscussionId[]) => Promise<BroughtIn>,
    by: ImportedDiscussion['by'],
  ): Promise<Created | null>;
  /** Leaves off reading or creating: back to choosing, or to the preview. */
  cancel(): void;
  startAnew(): void;
  /** Leaves off the preview, and takes what was read as any other text. */
  takeAsText(): void;
}

const CHOOSING: ChatState = { kind: 'choosing', error: null };

const isAbort = (error: unknown): boolean => error instanceof DOMException && error.name === 'AbortError';

/** What the person knows the chat by. */
function nameOf(files: readonly SourceFile[]): string {
  const several = files.length > 1 && files[0]?.path.includes('/') === false;
  return several ? `${topName(files)} and ${String(files.length - 1)} more` : topName(files);
}

/** Set in a callback, which the compiler does not see. */
const broughtBy = async (bringing: Promise<BroughtIn> | null): Promise<BroughtIn | null> => bringing;

export interface ChatSurroundings {
  readonly start: () => ReadingWorker;
  /** The time zone of this device. */
  readonly zone: () => string;
  /** The participants of the notebook. */
  readonly known: () => readonly Known[];
}

export function createChatSession({ start, zone, known }: ChatSurroundings): ChatSession {
  const state = createStore<ChatState>(CHOOSING);
  let reader: ChatReader | null = null;
  let files: readonly SourceFile[] = [];
  let asText: (() => void) | null = null;

  const end = (): void => {
    reader?.end();
    reader = null;
  };
  const showPreview = (from: ChatReader, choices: ImportChoices): void =>
    from.preview(choices, (preview) =>
      state.update((now) => (now.kind === 'preview' && reader === from ? { ...now, preview } : now)),
    );
  const readAll = (dateOrder: DateOrder | null, kept: ImportChoices | null): void => {
    end();
    const mine = new ChatReader(start);
    reader = mine;
    state.set({ kind: 'reading', name: nameOf(files), done: 0, all: null });
    const isMine = (): boolean => reader === mine;
    mine
      .read(files, dateOrder, (done, all) =>
        state.update((now) => (now.kind === 'reading' && isMine() ? { ...now, done, all } : now)),
      )
      .then((overview) => {
        if (!isMine()) return;
        if (overview === null) throw new AppError('chats/none');
        const choices = kept ?? firstChoices({ title: overview.title, people: overview.facts.people }, zone(), known());
        state.set({ kind: 'preview', overview, choices, preview: null, error: null, asText });
        showPreview(mine, choices);
      })
      .catch((error: unknown) => {
        if (isAbort(error) || !isMine()) return;
        end();
        state.set({ kind: 'choosing', error });
      });
  };

  const startAnew = (): void => {
    end();
    files = [];
    asText = null;
    state.set(CHOOSING);
  };

  return {
    state,
    async recognise(given) {
      const asking = new ChatReader(start);
      try {
        return (await asking.recognise(given)) !== null;
      } finally {
        asking.end();
      }
    },
    read(given, instead) {
      files = given;
      asText = instead ?? null;
      readAll(null, null);
    },
    readDates(order) {
      const now = state.get();
      readAll(order, now.kind === 'preview' ? now.choices : null);
    },
    change(choices) {
      const now = state.get();
      if (now.kind !== 'preview' || reader === null) return;
      state.set({ ...now, choices });
      showPreview(reader, choices);
    },
    async create(bringIn, by) {
      const now = state.get();
      const mine = reader;
      if (now.kind !== 'preview' || mine === null) return null;
      state.set({ kind: 'creating', title: now.choices.title, done: 0, all: now.preview?.count ?? 1 });
      let bringing: Promise<BroughtIn> | null = null;
      let ids: readonly DiscussionId[] = [];
      try {
        const report = await mine.create(now.choices, by, Date.now(), {
          async begin(all) {
            ids = all;
            bringing = bringIn(all);
            await bringing;
          },
          async keep(discussion) {
            await (await bringing)?.keep(discussion);
            state.update((at) => (at.kind === 'creating' ? { ...at, done: at.done + 1 } : at));
          },
        });
        await (await broughtBy(bringing))?.list();
        startAnew();
        return { ids, report };
      } catch (error) {
        await (await broughtBy(bringing).catch(() => null))?.leaveOff().catch(() => undefined);
        const told = isAbort(error) ? null : error;
        // Where the worker ended there is no chat left to show.
        state.set(mine.isEnded ? { kind: 'choosing', error: told } : { ...now, error: told });
        return null;
      }
    },
    cancel() {
      const now = state.get();
      if (now.kind === 'reading') {
        end();
        state.set(CHOOSING);
      } else if (now.kind === 'creating') reader?.leaveOff();
    },
    startAnew,
    takeAsText() {
      const instead = asText;
      startAnew();
      instead?.();
    },
  };
}

/** Starts the worker; it ends with the chat that it read. */
export const startChatWorker = (): ReadingWorker =>
  new Worker(new URL('./chat-worker.ts', import.meta.url), { type: 'module' });
