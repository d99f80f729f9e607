/** A command line against the profile that it names: what is to be done, or why nothing can be. Reads the settings, writes nothing. */
import { resolve } from 'node:path';
import type { Outcome } from '../../shared/command-line/exit-status';
import { AppError } from '../../shared/errors/app-error';
import type { NotebookEntry, Settings } from '../../shared/model/settings';
import type { CommandCall } from './arguments';

export type Prepared =
  | { readonly kind: 'refused'; readonly outcome: Outcome; readonly code: string; readonly why: string }
  /** Nothing is to be opened for this one. */
  | { readonly kind: 'notebooks'; readonly notebooks: readonly NotebookEntry[] }
  | { readonly kind: 'ready'; readonly ready: ReadyCommand };

export interface ReadyCommand {
  readonly call: CommandCall;
  readonly profile: string;
  /** Null for one that is to be made. */
  readonly notebook: string | null;
  /** Where relative paths begin. */
  readonly folder: string;
}

const MAX_NAME = 200;
const MAX_PERSON = 80;

const wrong = (why: string): Prepared => ({ kind: 'refused', outcome: 'wrong', code: 'command/wrong-use', why });

export interface Surroundings {
  /** The app's own user data folder. */
  readonly userData: () => string;
  readonly cwd: string;
  readonly settingsIn: (profile: string) => Settings | 'absent' | null;
}

export function prepare(call: CommandCall, { userData, cwd, settingsIn }: Surroundings): Prepared {
  const profile = call.profile === null ? userData() : resolve(cwd, call.profile);
  const settings = settingsIn(profile);
  const creates = call.kind === 'import' && call.create;
  if (settings === null) {
    const why = `The settings in ${profile} cannot be read. Start the app on this profile once: it puts them aside.`;
    return { kind: 'refused', outcome: 'nothing', code: new AppError('settings/unreadable').code, why };
  }
  if (settings === 'absent' && !creates) return wrong(`There is no profile of Recap Notebook in ${profile}.`);
  const notebooks = settings === 'absent' ? [] : settings.notebooks;
  const person = settings === 'absent' ? null : settings.profile;
  if (call.kind === 'list' && call.notebook === null) return { kind: 'notebooks', notebooks };

  const as = call.kind === 'import' ? (call.person?.trim() ?? null) : null;
  if (as !== null && as.length > MAX_PERSON) return wrong(`--as: a name has at most ${String(MAX_PERSON)} characters.`);
  if (as !== null && person !== null && person.name !== as)
    return wrong(`--as: this profile is that of ${person.name}.`);
  if (person === null && as === null) {
    const how = call.kind === 'import' ? 'Say with --as who writes, or start the app once.' : 'Start the app once.';
    return wrong(`Nobody has used this profile yet. ${how}`);
  }

  const name = (call.notebook ?? '').trim();
  const found = withName(notebooks, name);
  const [first] = found;
  if (first !== undefined && found.length === 1) return ready(first.id);
  if (found.length > 1) return wrong(`Several notebooks are called “${name}”. Take the id of one:\n${listed(found)}`);
  if (!creates)
    return wrong(
      `There is no notebook “${name}”. ${notebooks.length === 0 ? 'There is none.' : `There are:\n${listed(notebooks)}`}`,
    );
  if (name.length > MAX_NAME) return wrong(`--notebook: a name has at most ${String(MAX_NAME)} characters.`);
  return ready(null);

  function ready(notebook: string | null): Prepared {
    return { kind: 'ready', ready: { call, profile, notebook, folder: cwd } };
  }
}

/** The one with that id; else those with that name, in the same letters or, when there is none, in any. */
function withName(notebooks: readonly NotebookEntry[], name: string): readonly NotebookEntry[] {
  const byId = notebooks.filter(({ id }) => id === name);
  if (byId.length > 0) return byId;
  const same = notebooks.filter((one) => one.name === name);
  const key = name.toLocaleLowerCase();
  return same.length > 0 ? same : notebooks.filter((one) => one.name.toLocaleLowerCase() === key);
}

function listed(notebooks: readonly NotebookEntry[]): string {
  return notebooks.map(({ id, name }) => `  ${name}  (${id})`).join('\n');
}
