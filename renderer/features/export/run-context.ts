/** What the Markdown of every discussion of a notebook depends on, beside its own document. */
import type { ExportChoice, ExportScope } from '../../../shared/export/choice';
import { INDEX_FILE, INDEX_ID } from '../../../shared/export/index-file';
import type { MakeContext } from '../../../shared/export/make-files';
import type { Outcome } from '../../../shared/export/outcome';
import { sha256Hex } from '../../../shared/util/hex';
import type { Bridge } from '../../bridge';
import type { DiscussionSummary, Notebook } from '../../notebook/types';
import type { RunReport } from './folder-run';

export function makeContext(notebook: Pick<Notebook, 'name' | 'participants'>, choice: ExportChoice): MakeContext {
  const people = [...notebook.participants.get().values()]
    .map(({ id, name, colour }) => [id, { name, colour }] as const)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return { notebookName: notebook.name.get(), people, choice };
}

/** What main is told of it; the choice it has. */
export function openedWith(id: string, { notebookName, people }: MakeContext) {
  return {
    notebook: { id, name: notebookName },
    people: people.map(([person, { name, colour }]): [string, { name: string; colour: number }] => [
      person,
      { name, colour },
    ]),
  };
}

/** Equal contexts, equal keys; another version of the app may write other Markdown. */
export function contextKey({ notebookName, people, choice }: MakeContext, version: string): string {
  const names = people.map(([id, { name }]) => [id, name]);
  return sha256Hex(new TextEncoder().encode(JSON.stringify([version, notebookName, choice, names]))).slice(0, 32);
}

export function inScope(summaries: readonly DiscussionSummary[], scope: ExportScope): readonly DiscussionSummary[] {
  return summaries.filter((one) => one.trashedAt === null && (scope === 'all' || one.status === 'finished'));
}

/** In pieces: what crosses is copied several times. */
const LISTED = 500;

/** The list of discussions, and everything made durable. @param rows all that belong into the folder; null while that did not change */
export async function finishFolder(
  bridge: Pick<Bridge, 'request'>,
  run: string,
  rows: readonly DiscussionSummary[] | null,
): Promise<{ orphans: readonly string[]; index: Outcome | null }> {
  for (let from = 0; rows !== null && from < rows.length; from += LISTED) {
    const listed = rows
      .slice(from, from + LISTED)
      .map(({ id, title, status, createdAt }) => ({ id, title, status, createdAt }));
    await bridge.request('folder.list', { run, listed });
  }
  return bridge.request('folder.finish', { run, isListed: rows !== null });
}

/** The list that could not be written, as one more thing that failed. */
export const failedIndex = (index: Outcome | null): RunReport['failed'] =>
  index?.kind === 'failed' ? [{ id: INDEX_ID, title: INDEX_FILE, code: index.code }] : [];
