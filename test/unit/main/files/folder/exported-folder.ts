/** A folder that talks are exported to. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach } from 'vitest';
import { FolderExport } from '../../../../../main/files/folder/folder-export';
import type { ExportChoice } from '../../../../../shared/export/choice';
import { fileNames } from '../../../../../shared/export/names';
import { contentsOf } from '../../../../support/direct-export';
import { shownFiles } from '../../../../support/shown-files';

/** Where is exported to, and a folder beside it; new for each test. */
export let folder = '';
export let outside = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'recap-folder-'));
  outside = mkdtempSync(join(tmpdir(), 'recap-outside-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  rmSync(outside, { recursive: true, force: true, maxRetries: 5 });
});
export const at = (...parts: string[]) => join(folder, ...parts);
export const text = (...parts: string[]) => readFileSync(at(...parts), 'utf8');
export const shown = (): string[] => shownFiles(folder);

export const ONE: ExportChoice = { kind: 'discussion', form: 'file' };
export const NOTEBOOK = { id: 'n1', name: 'Wednesdays' };

interface Talk {
  readonly id: string;
  readonly title: string;
  readonly content: string;
  readonly picture?: string;
}
export const talk = (id: string, title: string, content = `About ${title}`, picture?: string): Talk => ({
  id,
  title,
  content,
  ...(picture === undefined ? {} : { picture }),
});

/** As the page does it; `stop` ends the process in the middle. */
export async function exported(talks: readonly Talk[], choice = ONE, options: { readonly stop?: 'written' } = {}) {
  const run = await FolderExport.open({ folder, notebook: NOTEBOOK, choice });
  const planned = await run.plan(talks.map(({ id, title, content }) => ({ id, title, source: content })));
  const contents = planned
    .filter(({ fresh }) => !fresh)
    .map(({ id, base }) => {
      const { content = '', picture } = talks.find((one) => one.id === id) ?? {};
      const names = fileNames(base, choice);
      const bytes = new TextEncoder().encode(content);
      const pictures = picture === undefined ? [] : [{ path: `${names.pictures}/p.png`, bytes: Buffer.from(picture) }];
      return {
        id,
        source: content,
        noted: false,
        files: [...pictures, ...names.parts.map(({ path }) => ({ path, bytes }))],
      };
    });
  const outcomes = await run.write(contentsOf(contents));
  if (options.stop === 'written') return { outcomes, orphans: [], index: null, fresh: 0 };
  const listed = talks.map(({ id, title }) => ({ id, title, status: 'open' as const, createdAt: 0 }));
  const { orphans, index } = await run.finish(listed);
  await run.close();
  return { outcomes, orphans, index, fresh: planned.filter((one) => one.fresh).length };
}
