/** Files into a notebook, one after the other: what dropping them on the window does, without anybody to look them over. */
import { outcomeOf } from '../../../shared/command-line/exit-status';
import type { CommandEnd } from '../../../shared/command-line/lines';
import type { CommandInput, ImportTask } from '../../../shared/command-line/task';
import { AppError, isErrorCode } from '../../../shared/errors/app-error';
import { exportedFrom } from '../../../shared/import';
import type { RequestOutput } from '../../../shared/ipc/contract';
import type { DiscussionId } from '../../../shared/util/brand';
import { kindWords, refusedWords, thingWords, unreadWords } from '../../features/back-in/change-words';
import { lossLine } from '../../features/import/losses-words';
import { openFileBackIn } from '../../notebook/reading/file-back-in';
import { discussionFromDraft } from '../../notebook/reading/from-draft';
import { read } from '../../notebook/reading/reading';
import { keepBeforeImport } from '../versions';
import { sourceFiles } from './given-file';
import { type ChatImport, chatImport } from './import-chat';
import { takeHandOff } from './import-hand-off';
import type { CommandContext } from './run';

interface Counts {
  imported: number;
  discussions: number;
  changed: number;
  failed: number;
}

export async function importCommand({ inputs, zone }: ImportTask, context: CommandContext): Promise<CommandEnd> {
  const { tell, signal, notebook } = context;
  const chats = chatImport(context, zone);
  const counts: Counts = { imported: 0, discussions: 0, changed: 0, failed: 0 };
  for (const [index, input] of inputs.entries()) {
    if (signal.aborted) break;
    tell.progress({ step: 'read', about: input.name, done: 0, all: null });
    try {
      if (input.code !== null) throw new AppError(isErrorCode(input.code) ? input.code : 'files/unreadable');
      await importOne(index, input, chats, context, counts);
      await notebook.flush();
      counts.imported += 1;
    } catch (error) {
      if (signal.aborted) break;
      counts.failed += 1;
      tell.problem(input.name, error);
    }
  }
  chats.end();
  const outcome = outcomeOf({ good: counts.imported, bad: counts.failed, cancelled: signal.aborted });
  return { outcome, counts: { ...counts } };
}

async function importOne(
  index: number,
  input: CommandInput,
  chats: ChatImport,
  context: CommandContext,
  counts: Counts,
): Promise<void> {
  const { bridge, notebook, signal } = context;
  if (!input.folder && /\.recap$/i.test(input.name)) {
    const taken = await takeHandOff(input.name, await bridge.request('command.handOff', { input: index }), context);
    counts.discussions += taken.discussions;
    counts.changed += taken.changed;
    // What came stays; that something is missing makes the run no success.
    if (!taken.whole) counts.failed += 1;
    return;
  }
  const files = await sourceFiles(bridge, index, input, signal);
  if (input.folder || (await chats.isChat(files))) {
    counts.discussions += await chats.take(input.name, files);
    return;
  }
  const file = await bridge.request('command.text', { input: index });
  const from = exportedFrom(file.text);
  const id = from === null ? null : notebook.findExported(from);
  if (id === null) {
    await asDiscussion(input.name, file, context);
    counts.discussions += 1;
  } else {
    await asChanges(input.name, file, id, context);
    counts.changed += 1;
  }
}

type TextFile = RequestOutput<'command.text'>;

async function asDiscussion(about: string, file: TextFile, { notebook, tell, signal }: CommandContext): Promise<void> {
  const onProgress = (share: number): void =>
    tell.progress({ step: 'read', about, done: Math.round(share * file.text.length), all: file.text.length });
  const draft = await read({ kind: 'split', text: file.text, fileName: file.name }, { signal });
  const { id, posts, told } = await discussionFromDraft(notebook, draft, {
    pictures: file.pictures ?? [],
    source: file.text,
    signal,
    onProgress,
  });
  for (const one of told) tell.note(about, lossLine(one));
  tell.imported({ about, as: 'discussion', discussions: [id], posts, changes: 0 });
}

/** What was changed on one side is taken; what needs a person to decide stays as it was, and is told. */
async function asChanges(
  about: string,
  file: TextFile,
  id: DiscussionId,
  { bridge, notebook, tell, signal, onError }: CommandContext,
): Promise<void> {
  const discussion = await notebook.open(id);
  try {
    const back = await openFileBackIn(discussion, file, { signal }, onError);
    try {
      const changes = back.changes.get();
      for (const change of changes) {
        if (change.refused !== null) tell.note(about, `${thingWords(change)}: ${refusedWords(change)}`);
        else if (change.otherwise !== 'take') {
          const how = change.otherwise === 'both' ? 'both are there now' : 'left as it was';
          tell.note(about, `${thingWords(change)}: ${kindWords(change)}, ${how}`);
        }
      }
      for (const one of back.unread.get()) tell.note(about, unreadWords(one));
      await keepBeforeImport(bridge, notebook.id, discussion);
      const { count } = back.apply(new Map(changes.map(({ key, otherwise }) => [key, otherwise])));
      const posts = discussion.posts.get().length;
      tell.imported({ about, as: 'changes', discussions: [id], posts, changes: count });
    } finally {
      back.dispose();
    }
  } finally {
    notebook.close(id);
  }
}
