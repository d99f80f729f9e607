/** A thread that writes exports into a folder: its own bundle. Serves one folder after the other. */
import { AppError } from '../../../shared/errors/app-error';
import type { ExportFolder, FolderAsked } from './export-folder';
import { FolderExport } from './folder-export';
import { answerQuestions } from './thread-answers';

type Step = 'plan' | 'write' | 'resolve' | 'finish' | 'close';

export type FolderQuestion =
  | { readonly kind: 'open'; readonly asked: FolderAsked }
  | { [S in Step]: { readonly kind: S; readonly given: Parameters<ExportFolder[S]> } }[Step];

let folder: ExportFolder | null = null;

function open(): ExportFolder {
  if (folder === null) throw new AppError('export/ended', 'no folder is open');
  return folder;
}

async function answer(question: FolderQuestion): Promise<unknown> {
  switch (question.kind) {
    case 'open':
      folder = await FolderExport.open(question.asked);
      return folder.known;
    case 'plan':
      return open().plan(...question.given);
    case 'write':
      return open().write(...question.given);
    case 'resolve':
      return open().resolve(...question.given);
    case 'finish':
      return open().finish(...question.given);
    case 'close':
      return open().close();
  }
}

answerQuestions(answer);
