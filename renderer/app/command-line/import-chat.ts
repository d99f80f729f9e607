/** A chat of another program becomes discussions, with what the preview offers first; what was taken for what is told. */
import { missingLines, PROBLEM_WORDS, placeWords } from '../../../shared/chats/into-discussions/report';
import { AppError } from '../../../shared/errors/app-error';
import type { ParticipantId } from '../../../shared/util/brand';
import { ChatReader } from '../../features/chats/chat-reader';
import { type ChatState, createChatSession, startChatWorker } from '../../features/chats/chat-session';
import type { SourceFile } from '../../features/chats/worker-messages';
import type { CommandContext } from './run';

type State<K extends ChatState['kind']> = Extract<ChatState, { kind: K }>;

export interface ChatImport {
  /** Whether it is a chat, by its content. */
  isChat(files: readonly SourceFile[]): Promise<boolean>;
  /** Errors: chats/*, store/*. Rejects with the signal's reason when that is aborted; then nothing of it is there. */
  take(about: string, files: readonly SourceFile[]): Promise<number>;
  end(): void;
}

export function chatImport({ notebook, profile, tell, signal }: CommandContext, zone: string | null): ChatImport {
  const session = createChatSession({
    start: startChatWorker,
    zone: () => zone ?? Intl.DateTimeFormat().resolvedOptions().timeZone,
    known: () => [...notebook.participants.get().values()],
  });

  const readAll = (about: string, files: readonly SourceFile[]): Promise<State<'preview'>> =>
    new Promise((resolve, reject) => {
      const end = session.state.subscribe(() => {
        const now = session.state.get();
        if (now.kind === 'reading') tell.progress({ step: 'read', about, done: now.done, all: now.all });
        else {
          end();
          if (now.kind === 'preview') resolve(now);
          else reject(failure(now, signal));
        }
      });
      session.read(files);
    });

  // One for all files: there may be thousands, and a worker takes longer to start than to answer.
  let asking: ChatReader | null = null;

  return {
    async isChat(files) {
      if (asking === null || asking.isEnded) asking = new ChatReader(startChatWorker);
      return (await asking.recognise(files)) !== null;
    },
    end: () => asking?.end(),
    async take(about, files) {
      const stop = (): void => session.cancel();
      signal.addEventListener('abort', stop, { once: true });
      try {
        const { overview, choices } = await readAll(about, files);
        signal.throwIfAborted();
        if (overview.facts.needs.dateOrder && overview.dateOrder !== null) {
          tell.note(about, `in which order dates are written was guessed: ${overview.dateOrder.used}`);
        }
        for (const choice of Object.values(choices.people)) {
          if (choice.kind === 'participant')
            tell.note(about, `${choice.name} was taken for the participant of that name`);
        }
        const end = session.state.subscribe(() => {
          const now = session.state.get();
          if (now.kind === 'creating') tell.progress({ step: 'store', about, done: now.done, all: now.all });
        });
        const by = { id: profile.participantId as ParticipantId, name: profile.name, colour: profile.colour };
        const created = await session.create((ids) => notebook.bringIn(ids), by).finally(end);
        if (created === null) throw failure(session.state.get(), signal);
        const { report, ids } = created;
        if (report.zone !== '') tell.note(about, `times were read as those of ${report.zone}`);
        for (const line of missingLines(report)) tell.note(about, `left out or changed: ${line}`);
        for (const problem of report.problems) {
          tell.note([about, placeWords(problem)].filter((part) => part !== '').join(', '), PROBLEM_WORDS[problem.code]);
        }
        const more = report.problemCount - report.problems.length;
        if (more > 0) tell.note(about, `and ${more.toLocaleString('en')} more problems`);
        tell.imported({ about, as: 'chat', discussions: ids, posts: report.posts, changes: 0 });
        return ids.length;
      } finally {
        signal.removeEventListener('abort', stop);
        session.startAnew();
      }
    },
  };
}

function failure(state: ChatState, signal: AbortSignal): unknown {
  const told = state.kind === 'choosing' || state.kind === 'preview' ? state.error : null;
  return signal.aborted ? signal.reason : (told ?? new AppError('chats/none'));
}
