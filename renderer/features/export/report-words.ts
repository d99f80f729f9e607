/** What an export to a folder says at its end. */
import { AppError, describeError, isErrorCode } from '../../../shared/errors/app-error';
import type { ExportChoice } from '../../../shared/export/choice';
import { INDEX_ID } from '../../../shared/export/index-file';
import { count } from '../../ui/words';
import type { RunReport } from './folder-run';

export function codeWords(code: string): string {
  return describeError(new AppError(isErrorCode(code) ? code : 'unexpected')).what;
}

/** One line: what was done. */
export function doneWords({ written, same, renamed, cancelled }: RunReport): string {
  const parts = [
    written > 0 || (same === 0 && renamed.length === 0) ? `${count(written, 'discussion')} written` : null,
    renamed.length > 0
      ? `${count(renamed.length, 'discussion')} renamed by ${renamed.length === 1 ? 'its title' : 'their titles'}`
      : null,
    same > 0 ? `${written + renamed.length === 0 ? count(same, 'discussion') : String(same)} unchanged` : null,
  ].filter((part) => part !== null);
  const words = parts.join(', ');
  return cancelled ? `Cancelled. ${words}.` : `${words}.`;
}

export interface ToldLine {
  readonly id: string;
  readonly text: string;
}

const named = (title: string): string => (title.trim() === '' ? 'Untitled discussion' : title.trim());

export function failedLines({ failed }: Pick<RunReport, 'failed'>): readonly ToldLine[] {
  return failed.map(({ id, title, code }) => ({ id, text: `${named(title)}: ${codeWords(code)}` }));
}

/** Recap and thread of a discussion are written together or not at all. */
export const hasSeveralFiles = ({ kind, form }: ExportChoice): boolean => kind === 'discussion' && form !== 'file';

/** What was left alone; nothing is said of what the person chose to leave. */
export function leftLines({ left }: Pick<RunReport, 'left'>, choice: ExportChoice): readonly ToldLine[] {
  return left.flatMap((one) => {
    if (one.kind === 'theirs') return [];
    const why = one.kind === 'edited' ? 'was edited there' : 'was put there by somebody else';
    const more = hasSeveralFiles(choice) && one.id !== INDEX_ID ? ': nothing of its discussion was written' : '';
    return [{ id: one.id, text: `${one.file} ${why}${more}` }];
  });
}
