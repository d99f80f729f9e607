/** How the folder that follows a notebook stands, in words. */
import { AppError, describeError } from '../../../shared/errors/app-error';
import type { KeptFolder } from '../../../shared/ipc/folder';
import { assertNever } from '../../../shared/util/assert-never';
import type { BannerProps } from '../../ui/banner';
import { count } from '../../ui/words';
import type { KeepState } from './keep-up';

type On = Extract<KeepState, { kind: 'on' }>;

const KINDS = { discussion: 'recap and thread', recap: 'the recap', thread: 'the thread' } as const;
const FORMS = { file: 'one file', files: 'two files', folder: 'a folder' } as const;

export function keptWords({ scope, choice }: KeptFolder): string {
  const which = scope === 'all' ? 'All discussions are' : 'Finished discussions are';
  return `${which} kept there: ${KINDS[choice.kind]} of each, as ${FORMS[choice.form]}.`;
}

export function phaseWords({ phase, conflicts, failed }: Pick<On, 'phase' | 'conflicts' | 'failed'>): string {
  switch (phase.kind) {
    case 'writing':
      return 'Writing what changed…';
    case 'current':
      return conflicts.length + failed.length === 0
        ? 'Everything there is up to date.'
        : 'All other discussions there are up to date.';
    case 'paused': {
      const { what } = describeError(new AppError(phase.code));
      return `${what} Nothing is lost: it is tried again by itself.`;
    }
    default:
      return assertNever(phase);
  }
}

/** What stands above the page while something is in the way; null while nothing is. */
export function keepBanner(state: KeepState, open: () => void): BannerProps | null {
  if (state.kind === 'off') return null;
  if (state.phase.kind === 'paused') {
    return {
      what: 'The Markdown folder is not up to date.',
      more: `${phaseWords(state)} ${state.path}`,
      action: { label: 'Details…', run: open },
    };
  }
  if (state.conflicts.length === 0) return null;
  const [one] = state.conflicts;
  return {
    what:
      state.conflicts.length === 1 && one !== undefined
        ? `“${one.file}” was edited in the Markdown folder.`
        : `${count(state.conflicts.length, 'file')} were edited in the Markdown folder.`,
    more: 'It is left as it is. Here the discussion has changed since.',
    action: { label: 'Decide…', run: open },
  };
}
