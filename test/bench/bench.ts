/** `npm run bench`: what a person waits for, each beside its floor measured in the same run. `npm run bench start` runs one. */
import { availableParallelism, loadavg } from 'node:os';
import { measureBulk } from './bulk';
import { measureChats } from './chats';
import { measureDrag } from './drag';
import { measureExport } from './export';
import { measureFolder } from './folder';
import { measureImportChat } from './import-chat';
import { measureJournal } from './journal';
import { measureLongThread } from './long-thread';
import { measureMany } from './many';
import { measureMarkdown } from './markdown';
import { measurePropagation } from './propagation';
import { measureRecap } from './recap';
import { sizes } from './sizes';
import { measureStart } from './start';
import { meetsAim, type Row, table } from './statistics';
import { measureStock } from './stock';
import { measureTyping } from './typing';
import { measureVersions } from './versions';

const MEASUREMENTS: Readonly<Record<string, () => Promise<readonly Row[]>>> = {
  start: async () => [await measureStart()],
  typing: measureTyping,
  drag: measureDrag,
  recap: measureRecap,
  propagation: measurePropagation,
  many: measureMany,
  markdown: measureMarkdown,
  bulk: measureBulk,
  chats: measureChats,
  export: measureExport,
  stock: measureStock,
  thread: measureLongThread,
  chat: measureImportChat,
  journal: measureJournal,
  folder: measureFolder,
  versions: measureVersions,
};

/** The exit status is 0 also where an aim is missed: a busy machine is no defect. Fails for an unknown name. */
export async function main(names: readonly string[] = []): Promise<number> {
  const rows: Row[] = [];
  for (const name of names.length > 0 ? names : Object.keys(MEASUREMENTS)) {
    const measure = MEASUREMENTS[name];
    if (measure === undefined) throw new Error(`no measurement ${name}: ${Object.keys(MEASUREMENTS).join(', ')}`);
    const began = performance.now();
    rows.push(...(await measure()));
    console.log(`measured ${name} in ${((performance.now() - began) / 1000).toFixed(0)} s`);
  }
  console.log(`\n${table(rows)}\n`);
  console.log(await sizes());
  // Figures of a busy machine say little; their ratios to the floor say more.
  console.log(`\nLoad at the end: ${loadavg()[0]?.toFixed(1)} on ${availableParallelism()} processors.`);
  const missed = rows.filter((row) => !meetsAim(row)).length;
  console.log(missed === 0 ? '\nAll aims are met.' : `\n${missed} of ${rows.length} aims are missed.`);
  return 0;
}
