/** What the Markdown of every discussion of a notebook depends on, beside its own document. */
import type { ExportChoice, ExportScope } from '../../../shared/export/choice';
import type { MakeContext } from '../../../shared/export/make-files';
import { sha256Hex } from '../../../shared/util/hex';
import type { DiscussionSummary, Notebook } from '../../notebook/types';

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

export function listedRows(summaries: readonly DiscussionSummary[]) {
  return summaries.map(({ id, title, status, createdAt }) => ({ id, title, status, createdAt }));
}
