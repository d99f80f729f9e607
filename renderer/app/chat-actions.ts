/** What a person does with chats of other programs: bring them in, take that back, read what came of it. */
import type { ImportReport } from '../../shared/chats/into-discussions/report';
import type { ParticipantId } from '../../shared/util/brand';
import type { ChatSession, Created } from '../features/chats/chat-session';
import type { SourceFile } from '../features/chats/worker-messages';
import type { Notebook } from '../notebook/types';
import { count } from '../ui/words';
import type { AppContext, DialogState } from './app-state';
import type { DiscussionActions } from './discussion-actions';

export interface ChatActions {
  readonly session: ChatSession;
  /** Makes discussions of the chat that is looked at, and says so. */
  create(): void;
  /** Reads these files, and shows what they hold. */
  read(files: readonly SourceFile[]): void;
  isChat(text: string, name: string): Promise<boolean>;
  readText(text: string, name: string, otherwise: () => void): void;
  /** Files that may be a chat or any text: `otherwise` for one that is no chat, or that the person takes for none. */
  readOr(files: readonly SourceFile[], otherwise: () => void): void;
  readTextOr(text: string, name: string, otherwise: () => void): void;
}

export function createChatActions(
  { session, settings, state, notices, report }: AppContext,
  chats: ChatSession,
  discussions: DiscussionActions,
): ChatActions {
  const openDialog = (dialog: DialogState | null): void => state.update((now) => ({ ...now, dialog }));
  const read = (files: readonly SourceFile[], asText?: () => void): void => {
    chats.read(files, asText);
    openDialog({ kind: 'chat' });
  };

  /** All of it in the trash, from where each comes back. */
  const takeBack = (from: Notebook, { ids }: Created): void => {
    for (const id of ids) from.trash(id);
  };
  const tell = (from: Notebook, created: Created): void => {
    const { ids } = created;
    const { posts, title } = created.report;
    const name = title.trim();
    const isThere = (): boolean => {
      const here = new Set(from.summaries.get().flatMap((one) => (one.trashedAt === null ? [one.id] : [])));
      return ids.some((id) => here.has(id));
    };
    const toReport = (of: ImportReport): void => openDialog({ kind: 'chat-report', report: of });
    notices.tell(
      {
        tone: 'info',
        title: `Imported ${count(ids.length, 'discussion')}`,
        detail: `${name === '' ? '' : `${name}: `}${posts.toLocaleString('en')} ${posts === 1 ? 'post' : 'posts'}${troubles(created.report)}`,
        action: { label: 'Undo', run: () => takeBack(from, created) },
        second: { label: 'Details…', run: () => toReport(created.report) },
      },
      { stillTrue: isThere, watch: (listener) => from.summaries.subscribe(listener) },
    );
  };

  const asFile = (text: string, name: string): readonly SourceFile[] => [
    { path: name === '' ? 'Pasted chat.txt' : name, file: new Blob([text]) },
  ];

  const readOr: ChatActions['readOr'] = (files, otherwise) => {
    chats.recognise(files).then((isChat) => (isChat ? read(files, otherwise) : otherwise()), report);
  };

  return {
    session: chats,
    read: (files) => read(files),
    isChat: (text, name) => chats.recognise(asFile(text, name)),
    readText: (text, name, otherwise) => read(asFile(text, name), otherwise),
    readOr,
    readTextOr: (text, name, otherwise) => readOr(asFile(text, name), otherwise),
    create() {
      const notebook = session.state.get()?.notebook;
      const who = settings.state.get().profile;
      if (notebook === undefined || who === null) return;
      const by = { id: who.participantId as ParticipantId, name: who.name, colour: who.colour };
      chats
        .create((ids) => notebook.bringIn(ids), by)
        .then((created) => {
          if (created === null) return;
          const [first] = created.ids;
          // Whoever closed the dialog meanwhile is left where they are.
          const isWaiting = state.get().dialog?.kind === 'chat';
          if (isWaiting) openDialog(null);
          if (isWaiting && first !== undefined) discussions.open(first);
          tell(notebook, created);
        }, report);
    },
  };
}

function troubles({ problemCount }: ImportReport): string {
  return problemCount === 0 ? '' : `, ${count(problemCount, 'problem')}`;
}
