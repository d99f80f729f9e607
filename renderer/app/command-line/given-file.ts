/** The bytes of files that a command line names, through the bridge, piece by piece. */
import type { CommandInput } from '../../../shared/command-line/task';
import { MAX_PIECE } from '../../../shared/ipc/contract';
import type { Bridge } from '../../bridge';
import type { SourceFile } from '../../features/chats/worker-messages';

/** Errors: files/unreadable. */
export async function sourceFiles(
  bridge: Pick<Bridge, 'request'>,
  input: number,
  { files }: CommandInput,
  signal: AbortSignal,
): Promise<readonly SourceFile[]> {
  const all: SourceFile[] = [];
  for (const [file, { path, size }] of files.entries()) {
    // Each piece becomes a blob at once: the browser keeps large ones on disk.
    const pieces: Blob[] = [];
    for (let from = 0; from < size; from += MAX_PIECE) {
      signal.throwIfAborted();
      const bytes = await bridge.request('command.bytes', { input, file, from, length: MAX_PIECE });
      pieces.push(new Blob([new Uint8Array(bytes)]));
    }
    all.push({ path, file: new Blob(pieces) });
  }
  return all;
}
