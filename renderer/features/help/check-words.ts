/** What “Check my data” says: how far it is, what it found, what it repaired, and what the person can do. */
import type { PersonMessage } from '../../../shared/errors/message';
import type { CheckProgress, Finding, NotebookFindings } from '../../notebook/check/findings';
import type { VersionsChecked } from '../../notebook/check/version-check';
import { count } from '../../ui/words';

export type NotebookReport =
  | {
      readonly name: string;
      readonly found: NotebookFindings;
      readonly versions: VersionsChecked;
      /** Of discussions. */
      readonly titles: ReadonlyMap<string, string>;
    }
  /** It could not be opened. */
  | { readonly name: string; readonly failed: PersonMessage };

export type CheckState =
  | { readonly kind: 'none' }
  | {
      readonly kind: 'running';
      /** Of the notebook that is gone through. */
      readonly name: string;
      readonly index: number;
      readonly notebooks: number;
      /** Null before the first step. */
      readonly progress: CheckProgress | null;
      readonly isCancelling: boolean;
    }
  | {
      readonly kind: 'done';
      readonly at: number;
      readonly isWhole: boolean;
      readonly reports: readonly NotebookReport[];
    };

export type DoneState = Extract<CheckState, { kind: 'done' }>;
type RunningState = Extract<CheckState, { kind: 'running' }>;

/** `repaired`: by the check. `told`: nothing is wrong. `open`: the person can do something. */
type Weight = 'repaired' | 'told' | 'open';

export interface CheckLine {
  readonly weight: Weight;
  readonly text: string;
}

/** Parts of the bar for each notebook: a third each for its journal, its discussions and their versions. */
const PARTS = 300;
const BEFORE = { journal: 0, discussions: 1, versions: 2 } as const;

export function progressOf({ index, notebooks, progress }: RunningState): {
  readonly done: number;
  readonly all: number;
} {
  const share = progress === null || progress.all === 0 ? 0 : Math.min(1, progress.done / progress.all);
  const before = progress === null ? 0 : BEFORE[progress.step];
  return { done: Math.round(index * PARTS + ((before + share) * PARTS) / 3), all: notebooks * PARTS };
}

export function progressWords({ name, progress, isCancelling }: RunningState): string {
  if (isCancelling) return 'Cancelling…';
  if (progress === null) return name === '' ? 'Beginning…' : `${name}…`;
  const { step, done, all } = progress;
  if (step === 'journal') return `${name}: the journal, ${bytesOf(done, all)} of ${bytesOf(all, all)} ${unitOf(all)}`;
  if (step === 'versions') return `${name}: versions of ${String(done)} of ${count(all, 'discussion')} read`;
  return `${name}: ${String(done)} of ${String(all)} compared`;
}

const MEGABYTE = 1_000_000;
const unitOf = (all: number): string => (all >= MEGABYTE ? 'MB' : 'kB');
const bytesOf = (bytes: number, all: number): string =>
  Math.ceil(bytes / (all >= MEGABYTE ? MEGABYTE : 1000)).toLocaleString('en');

export function summaryWords({ isWhole, reports }: DoneState): string {
  const weights = reports.flatMap((report) => linesOf(report).map(({ weight }) => weight));
  const what = weights.includes('open')
    ? 'Something could not be put right by itself: what you can do stands below.'
    : weights.includes('repaired')
      ? 'Something was missing or damaged, and has been put right. Nothing is lost.'
      : isWhole
        ? `All is well. Everything in ${count(reports.length, 'notebook')} was read, and both places where it is stored say the same.`
        : 'Until then all was well.';
  return isWhole ? what : `Cancelled: not everything was read. ${what}`;
}

export function isWell(reports: readonly NotebookReport[]): boolean {
  return reports.every((report) => linesOf(report).every(({ weight }) => weight === 'told'));
}

/** What was read of a notebook, then everything that was found in it. */
export function linesOf(report: NotebookReport): readonly CheckLine[] {
  if ('failed' in report) {
    const { what, kept, next } = report.failed;
    return [{ weight: 'open', text: `This notebook could not be opened. ${what} ${kept} ${next}` }];
  }
  const { journal, discussions, busy, findings } = report.found;
  return [
    ...journalLines(report.found),
    ...findings.map(lineOf),
    ...versionLines(report),
    ...(busy === 0
      ? []
      : [
          told(
            `${count(busy, 'discussion was', 'discussions were')} being written in, and compared as far as written before.`,
          ),
        ]),
    told(
      journal === null
        ? `${count(discussions, 'discussion was', 'discussions were')} read.`
        : `${count(discussions, 'discussion')}, and ${count(journal.records, 'record')} in ${count(journal.files, 'file')} of the journal, were read.`,
    ),
  ];
}

/** What was damaged, and at the end how many are whole. */
function versionLines({ versions, titles }: Extract<NotebookReport, { found: unknown }>): readonly CheckLine[] {
  if (versions === 'cancelled') return [];
  if (versions === 'unread' || !versions.isListed) {
    const next = 'Check that the app may read its data folder, then check again.';
    return [open(`The versions could not be read. ${next}`)];
  }
  const of = (id: string): string => nameOf({ title: titles.get(id) ?? '' });
  return [
    ...versions.damaged.map(({ discussion, versions: whole, aside }) => {
      const state = `${of(discussion)}: the file of its versions is damaged. ${whole === 1 ? '1 version is' : `${whole.toLocaleString('en')} versions are`} whole.`;
      const done =
        aside === null
          ? 'No sound file could be written in its place yet: it stays as it is.'
          : `The damaged one is kept beside as “${aside}”, and a sound one is in its place.`;
      return open(`${state} ${done} Opening a backup or a hand-off file brings back the versions that it holds.`);
    }),
    ...versions.unreadable.map((id) =>
      open(`${of(id)}: the file of its versions could not be read. Check that the app may read it, then check again.`),
    ),
    ...versions.newer.map((id) =>
      told(
        `${of(id)}: its versions were written by a newer version of the app, and are left alone. Update the app to have them read.`,
      ),
    ),
    ...(versions.versions === 0
      ? []
      : [
          told(
            `${count(versions.versions, 'version')} of ${count(versions.discussions, 'discussion')} ${versions.versions === 1 ? 'was' : 'were'} read, and ${versions.versions === 1 ? 'is' : 'are'} whole.`,
          ),
        ]),
  ];
}

function journalLines({ journal, isWhole }: NotebookFindings): readonly CheckLine[] {
  if (journal === null) {
    const next = 'Check that the app may read its data folder, then check again.';
    return isWhole
      ? [{ weight: 'open', text: `The journal could not be read. What is in the app’s storage was. ${next}` }]
      : [];
  }
  return [
    ...journal.damaged.map(({ name, bytes, isTail }): CheckLine => {
      const what = isTail ? 'ends with a write that was cut off' : 'is damaged';
      const kept = 'They were put aside, and what they held is written again from the app’s storage.';
      return {
        weight: 'repaired',
        text: `The file ${name} of the journal ${what}: ${count(bytes, 'byte')} could not be read. ${kept}`,
      };
    }),
    ...journal.newer.map((name) =>
      told(
        `The file ${name} of the journal was written by a newer version of the app, and is left alone. Update the app to have it read.`,
      ),
    ),
  ];
}

function lineOf(finding: Finding): CheckLine {
  const { weight, text } = wordsOf(finding);
  return { weight, text: `${nameOf(finding)}: ${text}` };
}

function wordsOf({ kind, count: amount }: Finding): CheckLine {
  switch (kind) {
    case 'journal-lacked':
      return repaired('the journal did not have all of it. It was written there again.');
    case 'storage-lacked':
      return repaired('the app’s storage did not have all of it. It came back from the journal.');
    case 'storage-unsound':
      return repaired(`${count(amount, 'part')} of it in the app’s storage could not be read, and was put aside.`);
    case 'journal-unsound':
      return repaired(`${count(amount, 'record')} of it in the journal cannot be used, and is passed over.`);
    case 'wrong-note':
      return repaired('what was noted about it was not true. It is compared with the other copies once more.');
    case 'picture':
      return open(
        `${count(amount, 'picture')} in it is not what was put there. Put it there again, or export it from another copy.`,
      );
    case 'newer':
      return told(
        'it holds content made by a newer version of the app, and is shown for reading only. Update the app to edit it.',
      );
    case 'not-here':
      return told('it is in the list, and has not arrived on this device. It comes when you meet somebody who has it.');
    case 'unlisted':
      return told(
        'it is stored, and not in the list. It stays stored, and is in the list again when you meet somebody who has it there.',
      );
    case 'unreadable':
      return open(
        'the app’s storage does not give it. What the journal has of it is kept. Restart the app, then check again.',
      );
    case 'differs':
      return open(
        'the two places could not be made to say the same. Nothing of either was removed. Check again in a while.',
      );
  }
}

const repaired = (text: string): CheckLine => ({ weight: 'repaired', text });
const told = (text: string): CheckLine => ({ weight: 'told', text });
const open = (text: string): CheckLine => ({ weight: 'open', text });

function nameOf({ title }: Pick<Finding, 'title'>): string {
  if (title === null) return 'The list of discussions';
  return title.trim() === '' ? 'A discussion without a title' : `“${title.trim()}”`;
}

/** For the clipboard: to be sent to somebody who helps. */
export function reportText(state: DoneState, version: string): string {
  const { at, reports } = state;
  const head = `Recap Notebook ${version}, data checked ${new Date(at).toISOString()}`;
  const parts = reports.map(
    (report) =>
      `${report.name}\n${linesOf(report)
        .map(({ text }) => `- ${text}`)
        .join('\n')}`,
  );
  return [head, summaryWords(state), ...parts].join('\n\n');
}
