/** What versions are called. Pure. */
import type { RowKind } from '../../../shared/versions/compare';
import type { ListedVersion } from '../../../shared/versions/types';
import { dayWords, postTime } from '../../ui/date-words';
import { listNames } from '../../ui/words';

export type NameOf = (person: string) => string;

/** Why there is a version: `Signed off by Chris`. */
export function reasonWords({ why, by }: ListedVersion, nameOf: NameOf): string {
  switch (why) {
    case 'paused':
      return 'A pause in writing';
    case 'named':
      return `Named by ${nameOf(by)}`;
    case 'finished':
      return `Finished by ${nameOf(by)}`;
    case 'signed':
      return `Signed off by ${nameOf(by)}`;
    case 'before-import':
      return 'Before a file was brought in';
    case 'before-restore':
      return 'Before a version was restored';
  }
}

/** What stands first in the list: its name, else why there is one. */
export const titleWords = (version: ListedVersion, nameOf: NameOf): string =>
  version.name?.text ?? reasonWords(version, nameOf);

/** `Renee and Chris wrote`; '' when nobody is known to have. */
export function writersWords({ writers }: ListedVersion, nameOf: NameOf): string {
  return writers.length === 0 ? '' : `${listNames(writers.map(nameOf))} wrote`;
}

/** Below the title. */
export function underWords(version: ListedVersion, nameOf: NameOf): string {
  const reason = version.name === null ? '' : reasonWords(version, nameOf);
  const origin = version.brought ? 'from a file' : '';
  const words = [reason, writersWords(version, nameOf), origin].filter((part) => part !== '').join(' · ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** `20:14` of `Today 20:14`. */
export const clockWords = (time: number): string => postTime(time, time).replace(/^\S+ /, '');

export interface VersionDay {
  /** `Today`, `Yesterday`, `Wed 12 Aug`. */
  readonly day: string;
  readonly versions: readonly ListedVersion[];
}

function dayOf(time: number, now: number): string {
  const [first = ''] = postTime(time, now).split(' ');
  return first === 'Today' || first === 'Yesterday' ? first : dayWords(time, now);
}

/** The newest first. @param versions the oldest first */
export function versionDays(versions: readonly ListedVersion[], now: number): readonly VersionDay[] {
  const days: { day: string; versions: ListedVersion[] }[] = [];
  for (const version of versions.toReversed()) {
    const day = dayOf(version.at, now);
    const last = days.at(-1);
    if (last?.day === day) last.versions.push(version);
    else days.push({ day, versions: [version] });
  }
  return days;
}

/** What became of a block from the older to the newer. */
export const ROW_WORDS: Record<Exclude<RowKind, 'same'>, string> = {
  added: 'Added',
  removed: 'Taken out',
  changed: 'Changed',
  moved: 'Moved',
};

export const POST_WORDS = { added: 'Written', removed: 'Deleted', changed: 'Edited' } as const;
