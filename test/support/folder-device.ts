/**
 * A device with a copy of a notebook and a folder on the real disk: the page's meeting in a folder, the checked
 * requests, main's handlers and files, the real merging; documents in memory.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import * as Y from 'yjs';
import { type MeetingFiles, nodeMeetingFiles } from '../../main/files/meeting-folder/meeting-files';
import { MeetingFolders } from '../../main/files/meeting-folder/meeting-folders';
import { createDispatch, type Handlers } from '../../main/ipc/dispatch';
import { meetingHandlers } from '../../main/ipc/handlers/meeting';
import { meetingPort } from '../../renderer/app/meeting-port';
import { createBridge } from '../../renderer/bridge';
import { LiveDocuments } from '../../renderer/notebook/live-documents';
import { Merging } from '../../renderer/notebook/merging';
import { FolderMeeting, type FolderTimes } from '../../renderer/sync/folder/folder-meeting';
import type { ExchangeDocuments } from '../../shared/exchange/ports';
import type { RecapBridge } from '../../shared/ipc/contract';
import { deletedOf, deletionOf, discussionsOf } from '../../shared/model/catalog-doc';
import { DEFAULT_SETTINGS, type NotebookEntry } from '../../shared/model/settings';
import { FakeClock } from './fake-wire';
import { MemoryStore } from './memory-store';

const CATALOG = 'catalog';
export const NOTEBOOK = 'notebook-1';
export const SECRET = 'A'.repeat(43);

export interface DeviceOptions {
  readonly name: string;
  /** The device's own folder, in which its data folder and by default the shared one are made. */
  readonly home: string;
  readonly shared?: string;
  readonly secret?: string;
  readonly files?: Partial<MeetingFiles>;
  /** Watches the folder as the app does; else it is looked at when asked. */
  readonly watches?: boolean;
}

export class FolderDevice {
  readonly shared: string;
  readonly elsewhere = new Set<string>();
  /** Who was met by the folder, and when their newest file was written. */
  readonly met = new Map<string, number>();
  readonly errors: unknown[] = [];
  meeting!: FolderMeeting;
  folders!: MeetingFolders;
  private secret: string;
  private readonly clock = new FakeClock();
  private store = new MemoryStore();
  private documents!: LiveDocuments;
  private merging!: Merging;
  private catalog!: Y.Doc;
  private times: FolderTimes = { written: null, read: null };
  private chosen: string | null = null;
  private tell: () => void = () => {};

  private constructor(private readonly options: DeviceOptions) {
    this.shared = options.shared ?? join(options.home, 'shared');
    this.secret = options.secret ?? SECRET;
    for (const folder of [this.shared, this.dataFolder]) mkdirSync(folder, { recursive: true });
  }

  /** Starts it, and chooses the folder. */
  static async start(options: DeviceOptions): Promise<FolderDevice> {
    const device = new FolderDevice(options);
    await device.begin();
    await device.choose(device.shared);
    return device;
  }

  private get dataFolder(): string {
    return join(this.options.home, 'data');
  }

  async choose(folder: string): Promise<void> {
    this.chosen = folder;
    await this.meeting.choose();
  }

  /** The app looks into the folder, and does all there is to do. */
  async sync(): Promise<void> {
    this.tell();
    await this.meeting.flush();
  }

  /** Time goes by. */
  pass(ms: number): Promise<void> {
    return this.clock.advance(ms);
  }

  /** Ends as when it was killed, and starts again. */
  async restart(secret = this.secret): Promise<void> {
    await this.end();
    this.secret = secret;
    await this.begin();
  }

  /** Everything that the page had stored is lost; starts again. */
  async lose(): Promise<void> {
    await this.end();
    this.store = new MemoryStore();
    await this.begin();
  }

  /** New invites, of which the page has not heard yet. */
  renewUnheard(secret: string): void {
    this.secret = secret;
  }

  /** New invites, while the notebook is open. */
  renew(secret: string): Promise<void> {
    this.secret = secret;
    return this.meeting.renewed();
  }

  async end(): Promise<void> {
    await this.meeting.dispose();
    await this.folders.close();
    for (const { doc } of this.documents.all()) doc.destroy();
  }

  async write(document: string, text: string): Promise<void> {
    if (!discussionsOf(this.catalog).has(document)) discussionsOf(this.catalog).set(document, new Y.Map());
    await this.use(document, (doc) => {
      const words = doc.getText('words');
      words.insert(words.length, text);
    });
    this.meeting.documentChanged(document);
    this.meeting.documentChanged(CATALOG);
  }

  async cut(document: string, from: number, length: number): Promise<void> {
    await this.use(document, (doc) => doc.getText('words').delete(from, length));
    this.meeting.documentChanged(document);
  }

  /** For ever, and the list says so. */
  remove(document: string): void {
    this.catalog.transact(() => {
      deletedOf(this.catalog).set(document, { at: 1, by: '', of: null, title: '' });
      discussionsOf(this.catalog).delete(document);
    });
    this.meeting.documentChanged(CATALOG);
  }

  /** The list does not name it any more, and does not say that it was deleted. */
  unlist(document: string): void {
    discussionsOf(this.catalog).delete(document);
    this.meeting.documentChanged(CATALOG);
  }

  listed(): string[] {
    return [...discussionsOf(this.catalog).keys()].sort();
  }

  async read(document: string): Promise<string> {
    return this.use(document, (doc) => doc.getText('words').toString());
  }

  async readAll(): Promise<Record<string, string>> {
    const all: Record<string, string> = {};
    for (const name of this.listed()) all[name] = await this.read(name);
    return all;
  }

  private async use<T>(document: string, run: (doc: Y.Doc) => T): Promise<T> {
    return this.documents.use(document, ({ doc }) => run(doc));
  }

  private async begin(): Promise<void> {
    const keepOpen = 1;
    this.documents = new LiveDocuments(
      this.store,
      { opened: () => {}, closing: () => {}, problem: () => {} },
      keepOpen,
    );
    this.merging = new Merging(this.documents);
    this.catalog = (await this.documents.acquire(CATALOG)).doc;
    let known = new Set(this.listed());
    discussionsOf(this.catalog).observe(() => {
      const now = new Set(this.listed());
      const added = [...now].filter((name) => !known.has(name));
      const removed = [...known].filter((name) => !now.has(name));
      known = now;
      this.meeting?.listed(added, removed);
    });
    this.meeting = new FolderMeeting(this.exchanged(), meetingPort(createBridge(this.bridge()), NOTEBOOK), this.clock, {
      changed: () => {},
      elsewhere: (names) => {
        for (const name of names) this.elsewhere.add(name);
      },
      isDeleted: (name) => deletionOf(this.catalog, name) !== null,
      met: (people) => {
        for (const { participant, at } of people) this.met.set(participant, at);
      },
      loadTimes: async () => this.times,
      saveTimes: async (times) => {
        this.times = times;
      },
      onError: (error) => this.errors.push(error),
    });
  }

  private exchanged(): ExchangeDocuments {
    const { merging } = this;
    const accepts = (name: string) => name === CATALOG || discussionsOf(this.catalog).has(name);
    return {
      names: () => [CATALOG, ...this.listed()],
      accepts,
      digest: (name) => merging.digest(name),
      stateVector: (name) => merging.stateVector(name),
      diff: (name, vector) => merging.diff(name, vector),
      apply: async (name, updates) => accepts(name) && merging.apply(name, updates, name === CATALOG),
      settle: (name) => merging.settle(name),
      failed: (error) => this.errors.push(error),
      awareness: () => null,
      applyAwareness: () => {},
    };
  }

  private bridge(): RecapBridge {
    const listeners = new Set<(payload: never) => void>();
    this.tell = () => {
      for (const listener of listeners) listener({ notebook: NOTEBOOK } as never);
    };
    const { name, files, watches } = this.options;
    const profile = { participantId: name, name, colour: 0 };
    const notebooks = () => [{ id: NOTEBOOK, secret: this.secret } as NotebookEntry];
    this.folders = new MeetingFolders({
      dataFolder: this.dataFolder,
      files: { ...nodeMeetingFiles, ...files },
      settings: () => ({ ...DEFAULT_SETTINGS, profile, notebooks: notebooks() }),
      changed: () => this.tell(),
      ...(watches ? {} : { watch: () => ({ end: () => {}, again: () => {} }) }),
    });
    const dispatch = createDispatch({
      handlers: meetingHandlers({
        dialog: { showOpenDialog: async () => ({ canceled: false, filePaths: [this.chosen ?? ''] }) },
        window: () => null,
        folders: this.folders,
        show: () => {},
      }) as Handlers,
      isTrusted: () => true,
      failed: (channel, code, detail) => this.errors.push(`${channel} ${code} ${detail}`),
    });
    return {
      openDropped: async () => ({ ok: false, code: 'handoff/gone', detail: '' }),
      request: async (channel, input) => (await dispatch(channel, null, structuredClone(input))) as never,
      on(_channel, listener) {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
    };
  }
}
