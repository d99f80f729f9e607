import { AppError, describeError, isErrorCode } from '../../shared/errors/app-error';
import type { ErrorCode } from '../../shared/errors/codes';
import type { KeepState } from '../features/export/keep-up';
import { keepBanner } from '../features/export/keep-words';
import type { Notebook } from '../notebook/types';
import { Banner } from '../ui/banner';
import { type ReadableValue, useReadable } from '../ui/store';

export interface ProblemsProps {
  readonly notebook: Notebook;
  /** The folder that follows it. */
  readonly kept: ReadableValue<KeepState> | undefined;
  readonly openKept: () => void;
}

const OFF: ReadableValue<KeepState> = { get: () => NOTHING, subscribe: () => () => undefined };
const NOTHING: KeepState = { kind: 'off' };

/** What went wrong with the notebook's storage, until it is put away, and with its folder, until that is over. */
export function Problems({ notebook, kept = OFF, openKept }: ProblemsProps) {
  const problems = useReadable(notebook.problems);
  const folder = keepBanner(useReadable(kept), openKept);
  if (problems.length === 0 && folder === null) return null;
  const dismiss = (keys: readonly string[]): void => {
    for (const key of keys) notebook.dismissProblem(key);
  };
  return (
    <div className="app-problems">
      {folder !== null && <Banner {...folder} />}
      {[...byCode(problems)].map(([code, keys]) => {
        const told = describeError(new AppError(isErrorCode(code) ? code : 'unexpected'));
        return (
          <Banner
            key={code}
            what={told.what}
            more={`${told.kept} ${told.next}`}
            action={{ label: 'Dismiss', run: () => dismiss(keys) }}
          />
        );
      })}
    </div>
  );
}

/** Why the journal fails, and what that is called when the storage of the app takes nothing either: one cause, told once. */
const BOTH: Readonly<Record<string, ErrorCode>> = {
  'journal/no-space': 'store/full',
  'journal/unwritable': 'store/unwritable',
};
const TAKES_NOTHING: readonly string[] = ['store/write-failed', 'store/unavailable'];

/** What happened to several documents is told once, and so is what keeps both stores from being written. */
export function byCode(
  problems: readonly { readonly code: string; readonly key: string }[],
): ReadonlyMap<string, readonly string[]> {
  const both = problems.map(({ code }) => BOTH[code]).find((code) => code !== undefined);
  const isBoth = both !== undefined && problems.some(({ code }) => TAKES_NOTHING.includes(code));
  const found = new Map<string, string[]>();
  for (const { code, key } of problems) {
    const told = isBoth && (code in BOTH || TAKES_NOTHING.includes(code)) ? both : code;
    found.set(told, [...(found.get(told) ?? []), key]);
  }
  return found;
}
