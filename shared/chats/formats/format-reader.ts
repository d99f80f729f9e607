/** What each format brings. A new one: a folder or file here, a row in formats.ts, rules and samples as README.md says. */
import type { ChatCollector } from '../collecting/chat-collector';
import type { FileHead } from '../reading/heads';
import type { TextTroubles } from '../reading/read-text';
import type { Watch } from '../reading/watch';
import type { Chat, ChatFile, DateOrder } from '../types';

export interface ReadContext {
  readonly chat: ChatCollector;
  readonly watch: Watch;
  /** What a failure on the way to the text of a file is told as. */
  troubles(file: ChatFile): TextTroubles;
  readonly wantedDateOrder: DateOrder | null;
  /** All files that were chosen: what was sent may be among them. */
  readonly files: readonly ChatFile[];
}

/** What only the whole of an export tells. */
export interface Found {
  /** Null where the export has no name for itself. */
  readonly title: string | null;
  readonly dateOrder?: Chat['dateOrder'];
}

export interface FormatReader {
  /** Whether a file is part of such an export, by its beginning. */
  recognises(head: FileHead): boolean;
  /** The files that hold the chat, in the order in which they are to be read; the others are not touched. */
  select(files: readonly ChatFile[], head: (file: ChatFile) => Promise<FileHead>): Promise<readonly ChatFile[]>;
  read(files: readonly ChatFile[], context: ReadContext): Promise<Found>;
}

/** Those that are recognised, as they stand; a single file is what the person says that it is. */
export async function selectRecognised(
  files: readonly ChatFile[],
  head: (file: ChatFile) => Promise<FileHead>,
  recognises: (head: FileHead) => boolean,
): Promise<ChatFile[]> {
  if (files.length === 1) return [...files];
  const selected: ChatFile[] = [];
  for (const file of files) if (recognises(await head(file))) selected.push(file);
  return selected;
}
