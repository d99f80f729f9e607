/** The worker that reads a chat and makes discussions of it. The chat stays here; the page gets facts, and bytes to store. */
import { openArchive, readChat, recogniseChat } from '../../../shared/chats';
import { ChatBuilder } from '../../../shared/chats/into-discussions/build';
import { overviewOf } from '../../../shared/chats/into-discussions/choices';
import { planOf, previewOf, questionsIn } from '../../../shared/chats/into-discussions/plan';
import type { Chat, ChatFile, DateOrder } from '../../../shared/chats/types';
import { describeError } from '../../../shared/errors/app-error';
import { fullTime } from '../../ui/date-words';
import { isArchiveName, topName } from './given-files';
import type { FromWorker, SourceFile, ToWorker } from './worker-messages';

interface Open {
  readonly chat: Chat;
  readonly questions: number;
}

let open: Open | null = null;
/** Discussions that are with the page at a time: it stores some while the next is built. */
const UNDER_WAY = 3;

/** What is being created: how many answers of the page are awaited, and whoever waits for one. */
let creating: { readonly turn: number; awaited: number; isWanted: boolean; wake: () => void } | null = null;

function tell(message: FromWorker, transfer: Transferable[] = []): void {
  self.postMessage(message, { transfer });
}

async function* pieces(file: Blob): AsyncGenerator<Uint8Array> {
  const reader = file.stream().getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield value;
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

const asChatFile = ({ path, file }: SourceFile): ChatFile => ({ path, size: file.size, bytes: () => pieces(file) });

/** What is in archives takes their place. */
async function allFiles(sources: readonly SourceFile[]): Promise<readonly ChatFile[]> {
  const all: ChatFile[] = [];
  for (const source of sources) {
    const file = asChatFile(source);
    const inside = sources.length === 1 || isArchiveName(source.path) ? await openArchive(file) : null;
    all.push(...(inside ?? [file]));
  }
  return all;
}

async function read(sources: readonly SourceFile[], dateOrder: DateOrder | null): Promise<void> {
  const files = await allFiles(sources);
  const format = await recogniseChat(files);
  if (format === null) return tell({ kind: 'read', overview: null });
  const chat = await readChat(files, format, {
    signal: { throwIfAborted: () => undefined },
    progress: (done, all) => tell({ kind: 'progress', done, all }),
    name: topName(sources),
    ...(dateOrder !== null && { dateOrder }),
  });
  open = { chat, questions: questionsIn(chat) };
  tell({ kind: 'read', overview: overviewOf(chat) });
}

async function create({ turn, choices, by, at }: Extract<ToWorker, { kind: 'create' }>): Promise<void> {
  if (open === null) return;
  const mine = { turn, awaited: 1, isWanted: true, wake: () => {} };
  creating = mine;
  /** False when no more are wanted. */
  const until = async (most: number): Promise<boolean> => {
    while (mine.isWanted && mine.awaited > most) {
      await new Promise<void>((resolve) => {
        mine.wake = resolve;
      });
    }
    return mine.isWanted;
  };
  const label = (name: string, time: number | null): string => (time === null ? name : `${name}, ${fullTime(time)}`);
  const builder = new ChatBuilder(choices, planOf(open.chat, choices), { by, at, label });
  tell({ kind: 'planned', turn, ids: builder.ids });
  if (!(await until(0))) return;
  for (const discussion of builder.discussions()) {
    tell({ kind: 'built', turn, discussion }, [discussion.update.buffer]);
    mine.awaited += 1;
    if (!(await until(UNDER_WAY - 1))) return;
  }
  if (await until(0)) tell({ kind: 'done', turn, report: builder.report() });
}

async function answer(message: ToWorker): Promise<void> {
  switch (message.kind) {
    case 'recognise':
      return tell({ kind: 'recognised', format: await recogniseChat(await allFiles(message.files)) });
    case 'read':
      return read(message.files, message.dateOrder);
    case 'preview':
      if (open === null) return;
      return tell({
        kind: 'preview',
        turn: message.turn,
        preview: previewOf(planOf(open.chat, message.choices), open.questions),
      });
    case 'create':
      return create(message);
    case 'stored':
    case 'leave-off':
      // An answer of the page may come after that one was left off.
      if (creating === null || (message.kind === 'stored' && message.turn !== creating.turn)) return;
      creating.awaited -= 1;
      creating.isWanted &&= message.kind === 'stored';
      return creating.wake();
  }
}

self.onmessage = ({ data }: MessageEvent<ToWorker>) => {
  answer(data).catch((error: unknown) => {
    const { code, detail } = describeError(error);
    tell({ kind: 'failed', code, detail });
  });
};
