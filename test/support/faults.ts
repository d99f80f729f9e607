/** Faults put into the real app while it runs: in its main process under the journal, and in its page under the storage. */
import type { ElectronApplication, Locator, Page } from '@playwright/test';
import type * as Y from 'yjs';

/** What TipTap puts on the element of an editor. */
interface EditorElement {
  readonly editor: { readonly state: { readonly 'y-sync$': { readonly doc: Y.Doc } } };
}

declare const window: Window & { mend?: () => void };

/** From now on the browser's storage takes nothing. @param how it throws, or does not answer */
export async function breakStorage(page: Page, how: 'throws' | 'is silent'): Promise<void> {
  await page.evaluate((kind) => {
    const real = IDBObjectStore.prototype.add;
    let broken = true;
    IDBObjectStore.prototype.add = function add(this: IDBObjectStore, ...args: Parameters<typeof real>) {
      if (!broken) return real.apply(this, args);
      if (kind === 'throws') throw new DOMException('The disk is full.', 'QuotaExceededError');
      // A transaction that goes on and on.
      const hold = (): void => {
        if (broken) this.get('nothing').onsuccess = hold;
        else real.apply(this, args);
      };
      hold();
      return this.get('nothing') as IDBRequest<IDBValidKey>;
    };
    window.mend = () => {
      broken = false;
      IDBObjectStore.prototype.add = real;
    };
  }, how);
}

export const mend = (page: Page): Promise<void> => page.evaluate(() => window.mend?.());
/** Every n-th write of the journal, and every n-th of the storage, fails. 0: none. */
export async function failEvery(app: ElectronApplication, page: Page, n: number): Promise<void> {
  await app.evaluate(async (_electron, every) => {
    const files = process.getBuiltinModule('node:fs/promises');
    const handle = await files.open(process.execPath, 'r');
    const proto = Object.getPrototypeOf(handle) as { write: (...args: unknown[]) => unknown; datasync: () => unknown };
    await handle.close();
    const kept = globalThis as { journalFault?: { real: typeof proto.write; sync: typeof proto.datasync } };
    kept.journalFault ??= { real: proto.write, sync: proto.datasync };
    const { real, sync } = kept.journalFault;
    let step = 0;
    const fails = (): boolean => {
      step += 1;
      return every > 0 && step % every === 0;
    };
    const failure = (): Promise<never> => Promise.reject(Object.assign(new Error('EIO'), { code: 'EIO' }));
    proto.write = function write(this: unknown, ...args: unknown[]) {
      return fails() ? failure() : real.apply(this, args);
    };
    proto.datasync = function datasync(this: unknown) {
      return fails() ? failure() : sync.call(this as never);
    };
  }, n);
  await page.evaluate((every) => {
    const kept = globalThis as { storageFault?: typeof IDBObjectStore.prototype.add };
    kept.storageFault ??= IDBObjectStore.prototype.add;
    const real = kept.storageFault;
    let step = 0;
    IDBObjectStore.prototype.add = function add(this: IDBObjectStore, ...args: Parameters<typeof real>) {
      step += 1;
      if (every > 0 && step % every === 0) throw new DOMException('fails', 'UnknownError');
      return real.apply(this, args);
    };
  }, n);
}

/** The clocks of both processes. */
export async function setClock(app: ElectronApplication, page: Page, by: number): Promise<void> {
  const set = (ms: number): void => {
    const now = Date.now.bind(Date);
    const Real = Date;
    globalThis.Date = class extends Real {
      constructor(...args: unknown[]) {
        super(...((args.length === 0 ? [now() + ms] : args) as [number]));
      }
      static override now(): number {
        return now() + ms;
      }
    } as DateConstructor;
  };
  await app.evaluate((_electron, [source, ms]) => new Function('ms', `(${source})(ms)`)(ms), [
    set.toString(),
    by,
  ] as const);
  await page.evaluate(set, by);
}

/** The next change of the document behind the editor meets a listener that throws, once. */
export async function throwOnce(editor: Locator): Promise<void> {
  await editor.evaluate((element) => {
    let isFirst = true;
    (element as unknown as EditorElement).editor.state['y-sync$'].doc.on('update', () => {
      if (!isFirst) return;
      isFirst = false;
      throw new Error('a listener that fails');
    });
  });
}
