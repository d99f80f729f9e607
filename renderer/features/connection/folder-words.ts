/** How it stands with a shared folder, in words. Pure. */
import { AppError, describeError } from '../../../shared/errors/app-error';
import type { SharedFolder } from '../../sync/types';
import { momentWords } from '../../ui/date-words';
import { count } from '../../ui/words';

type FolderState = ReturnType<SharedFolder['state']['get']>;

/** `Last written today 20:14. Last read today 20:12, from Chris.` */
export function timesWords({ written, read }: FolderState, nameOf: (person: string) => string, now: number): string {
  const wrote = written === null ? 'Nothing was written yet.' : `Last written ${momentWords(written, now)}.`;
  const taken =
    read === null
      ? 'Nothing new from others was in it yet.'
      : `Last read ${momentWords(read.at, now)}, from ${nameOf(read.participant)}.`;
  return `${wrote} ${taken}`;
}

export interface FolderTrouble {
  readonly what: string;
  readonly next: string;
}

/** What is in the way, told calmly: nothing of it disturbs the writing. */
export function troubleOf({ problem }: FolderState): FolderTrouble | null {
  if (problem === null) return null;
  const { what, kept, next } = describeError(new AppError(problem));
  return { what, next: `${kept} ${next}` };
}

/** What in the folder is left alone, and why. */
export function asideWords({ foreign, newer, refused }: FolderState): string[] {
  const lines: string[] = [];
  if (foreign > 0)
    lines.push(
      `${count(foreign, 'file')} there cannot be read by this notebook, and ${foreign === 1 ? 'is' : 'are'} left alone: of another notebook, from before new invites, or damaged.`,
    );
  if (newer > 0)
    lines.push(
      `${count(newer, 'file')} there ${newer === 1 ? 'was' : 'were'} written by a newer version of the app. Update Recap Notebook to read ${newer === 1 ? 'it' : 'them'}.`,
    );
  if (refused > 0)
    lines.push(
      `${count(refused, 'change')} in it could not be read. Nothing of ${refused === 1 ? 'it' : 'them'} was used.`,
    );
  return lines;
}
