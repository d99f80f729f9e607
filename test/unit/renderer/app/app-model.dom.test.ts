import { afterEach, describe, expect, it, vi } from 'vitest';
import { newEntry } from '../../../../renderer/app/new-entry';
import type { ChatFormat } from '../../../../shared/chats/types';
import { encodeInvite, parseInvite } from '../../../../shared/invite/invite';
import { DEFAULT_SETTINGS, type Settings } from '../../../../shared/model/settings';
import { type FakeAppOptions, fakeApp } from '../../../support/fake-app';
import { doc, p } from '../../shared/markdown/build';

const PROFILE = { participantId: 'me', name: 'Renee', colour: 2 };

function withNotebook(options: FakeAppOptions = {}, patch: Partial<Settings> = {}) {
  const entry = newEntry('SMCHAT', 1);
  const settings: Settings = {
    ...DEFAULT_SETTINGS,
    profile: PROFILE,
    notebooks: [entry],
    currentNotebook: entry.id,
    ...patch,
  };
  return { entry, ...fakeApp({ ...options, boot: { settings, ...options.boot } }) };
}

/** Every worker that is started finds a chat of this format in what it is given. */
function answerWorkers(format: ChatFormat | null): void {
  class Recogniser {
    onmessage: ((event: { readonly data: unknown }) => void) | null = null;
    postMessage({ kind }: { readonly kind: string }): void {
      if (kind === 'recognise') queueMicrotask(() => this.onmessage?.({ data: { kind: 'recognised', format } }));
    }
    terminate(): void {
      this.onmessage = null;
    }
  }
  vi.stubGlobal('Worker', Recogniser);
}

afterEach(() => vi.unstubAllGlobals());

describe('the first start', () => {
  it('makes a notebook of one’s own with the sample discussion open', async () => {
    const { model } = fakeApp();
    await model.start();
    await model.notebooks.startFresh('Renee', 3);
    const { profile, notebooks } = model.settings.state.get();
    expect(profile).toMatchObject({ name: 'Renee', colour: 3 });
    expect(notebooks).toMatchObject([{ name: 'Renee’s notebook', shared: false }]);
    const [sample] = model.session.state.get()?.notebook.summaries.get() ?? [];
    expect(sample?.title).toMatch(/Start here/);
    expect(model.state.get().history.here).toEqual({ kind: 'discussion', id: sample?.id });
  });

  it('keeps an invite that the app was opened with until there is a name', async () => {
    const { model, emit } = fakeApp({ boot: { launches: [{ kind: 'invite', link: 'recap://join#1' }] } });
    await model.start();
    emit('app.flush', {});
    expect(model.state.get().dialog).toBeNull();
    model.notebooks.setProfile('Renee', 0);
    expect(model.state.get().dialog).toEqual({ kind: 'join', link: 'recap://join#1' });
  });

  it('says at once when the file it was opened with cannot be read', async () => {
    const { model, notices } = fakeApp({
      boot: { launches: [{ kind: 'failed', name: 'a.bin', code: 'files/not-text' }] },
    });
    await model.start();
    expect(notices).toMatchObject([{ tone: 'error', title: 'This is not a text file.' }]);
  });
});

describe('a later start', () => {
  it('opens the notebook and the discussion of last time', async () => {
    const first = withNotebook();
    await first.model.start();
    const id = await first.model.session.state.get()?.notebook.createDiscussion({ title: 'Weak ties' });
    first.model.discussions.open(id as NonNullable<typeof id>);
    expect(first.model.settings.state.get().view.openDiscussion).toEqual({ [first.entry.id]: id });
    await first.model.notebooks.openCurrent();
    expect(first.model.state.get().history.here).toEqual({ kind: 'discussion', id });
  });

  it('tells of settings that could not be read', async () => {
    const { model, notices } = fakeApp({ boot: { settingsProblem: 'settings.json.broken' } });
    await model.start();
    expect(notices).toMatchObject([{ tone: 'error', title: expect.stringMatching(/settings file was damaged/) }]);
  });

  it('opens a text it was started with once the notebook is there', async () => {
    answerWorkers(null);
    const { model } = withNotebook({ boot: { launches: [{ kind: 'text', name: 'chat.txt', text: 'Hello' }] } });
    await model.start();
    await vi.waitFor(() =>
      expect(model.state.get().dialog).toEqual({ kind: 'import', name: 'chat.txt', text: 'Hello' }),
    );
  });

  it('takes a chat it was started with for one', async () => {
    answerWorkers('whatsapp');
    const { model } = withNotebook({ boot: { launches: [{ kind: 'text', name: 'chat.txt', text: 'Hello' }] } });
    await model.start();
    await vi.waitFor(() => expect(model.state.get().dialog).toEqual({ kind: 'chat' }));
    const { session } = model.chats;
    expect(session.state.get()).toMatchObject({ kind: 'reading', name: 'chat.txt' });
  });
});

describe('sharing', () => {
  it('answers a link and remembers that the notebook is shared', async () => {
    const { model } = withNotebook();
    await model.start();
    expect(await model.notebooks.share()).toMatch(/^recap:\/\/join#/);
    expect(model.settings.state.get().notebooks).toMatchObject([{ shared: true, offline: false }]);
    model.notebooks.setOffline(true);
    await vi.waitFor(() => expect(model.session.state.get()?.sync.state.get().status.kind).toBe('offline'));
    model.notebooks.stopSharing();
    await vi.waitFor(() => expect(model.session.state.get()?.sync.state.get().status.kind).toBe('alone'));
    expect(model.settings.state.get().notebooks).toMatchObject([{ shared: false, offline: false }]);
  });

  it('fails with the reason, and works when it is tried again', async () => {
    let failure: string | null = 'hub/port-taken';
    const { model } = withNotebook({ hubFails: () => failure });
    await model.start();
    await expect(model.notebooks.share()).rejects.toMatchObject({ code: 'hub/port-taken' });
    failure = null;
    expect(await model.notebooks.share()).toMatch(/^recap:/);
  });
});

describe('joining', () => {
  it('by one’s own link remembers no address of this device', async () => {
    const { model } = withNotebook();
    await model.start();
    const link = await model.notebooks.share();
    await model.notebooks.join(link, false);
    expect(parseInvite(link).addresses).not.toEqual([]);
    expect(model.settings.state.get().notebooks).toMatchObject([{ addresses: [] }]);
  });

  it('keeps the new secret that arrives while an invite of the notebook is read', async () => {
    const { model, entry } = withNotebook();
    await model.start();
    const link = encodeInvite({ ...entry, owner: null, addresses: [] });
    const joining = model.notebooks.join(link, false);
    const renewed = { secret: newEntry('x', 1).secret, epoch: 1, grant: 'g'.repeat(86) };
    await model.settings.storeEntry(entry.id, renewed);
    await joining;
    expect(model.settings.state.get().notebooks).toMatchObject([{ ...renewed, shared: true }]);
  });

  const theirs = newEntry('Theirs', 1);
  const link = encodeInvite({ ...theirs, addresses: ['10.0.0.2:4100'] });

  it('changes nothing when nobody answers', async () => {
    const { model } = withNotebook({
      answers: { 'hub.probe': () => [{ address: '10.0.0.2:4100', result: 'unreachable' }] },
    });
    await model.start();
    const before = model.settings.state.get();
    await expect(model.notebooks.join(link, false)).rejects.toMatchObject({ code: 'hub/unreachable' });
    await expect(model.notebooks.join('hello', false)).rejects.toMatchObject({ code: 'invite/not-an-invite' });
    expect(model.settings.state.get()).toBe(before);
  });

  it('opens the notebook beside the ones that are here', async () => {
    const { model } = withNotebook({ answers: { 'hub.probe': () => [{ address: '10.0.0.2:4100', result: 'known' }] } });
    await model.start();
    model.openDialog({ kind: 'join', link });
    await model.notebooks.join(link, false);
    expect(model.session.state.get()?.id).toBe(theirs.id);
    expect(model.settings.state.get().notebooks.map((entry) => entry.name)).toEqual(['SMCHAT', 'Theirs']);
    expect(model.state.get().dialog).toBeNull();
    await model.notebooks.join(link, false);
    expect(model.settings.state.get().notebooks).toHaveLength(2);
  });
});

describe('notebooks', () => {
  it('takes over a new name into the list of this device', async () => {
    const { model } = withNotebook();
    await model.start();
    model.notebooks.rename('SMCHAT Wednesdays');
    await vi.waitFor(() => expect(model.settings.state.get().notebooks).toMatchObject([{ name: 'SMCHAT Wednesdays' }]));
  });

  it('switches, one after the other, however fast the person asks', async () => {
    const { model, entry } = withNotebook();
    await model.start();
    await Promise.all([
      model.notebooks.create('Second'),
      model.notebooks.switchTo(entry.id),
      model.notebooks.create('Third'),
    ]);
    const names = new Map(model.settings.state.get().notebooks.map((one) => [one.id, one.name]));
    expect(names.get(model.session.state.get()?.id ?? '')).toBe('Third');
    expect(model.settings.state.get().currentNotebook).toBe(model.session.state.get()?.id);
  });
});

describe('the trash', () => {
  it('offers Undo, and leaves the discussion that is open', async () => {
    const { model, notices } = withNotebook();
    await model.start();
    const notebook = model.session.state.get()?.notebook;
    const id = await notebook?.createDiscussion({ title: 'Weak ties' });
    if (notebook === undefined || id === undefined) throw new Error('no notebook');
    model.discussions.open(id);
    model.discussions.trash(id);
    expect(model.state.get().history.here).toEqual({ kind: 'none' });
    expect(notebook.summaries.get()[0]?.trashedAt).not.toBeNull();
    expect(notices.at(-1)?.title).toBe('“Weak ties” is in the trash');
    notices.at(-1)?.action?.run();
    expect(notebook.summaries.get()[0]?.trashedAt).toBeNull();
  });

  it('says that it is empty to whoever wants to empty it', async () => {
    const { model, notices } = withNotebook();
    await model.start();
    model.trash.askEmpty();
    expect(model.state.get().dialog).toBeNull();
    expect(notices.at(-1)?.title).toBe('The trash is empty');
  });

  it('is emptied of what was deleted the moment before as well', async () => {
    const { model } = withNotebook();
    await model.start();
    const notebook = model.session.state.get()?.notebook;
    const posts = ['One', 'Two'].map((said, at) => ({ id: `p${String(at)}`, body: doc(p(said)) }));
    const id = await notebook?.createDiscussion({ title: 'Weak ties', posts });
    if (notebook === undefined || id === undefined) throw new Error('no notebook');
    await notebook.flush();
    const discussion = await notebook.open(id);
    for (const post of discussion.posts.get()) discussion.deletePost(post.id);
    model.trash.askEmpty();
    expect(model.state.get().dialog).toMatchObject({ kind: 'delete-forever', title: '2 things in the trash' });
  });

  it('takes the offer away when the discussion came back otherwise, and when another notebook opens', async () => {
    const { model, notices, onScreen } = withNotebook();
    await model.start();
    const notebook = model.session.state.get()?.notebook;
    const id = await notebook?.createDiscussion({ title: 'Weak ties' });
    if (notebook === undefined || id === undefined) throw new Error('no notebook');
    model.discussions.trash(id);
    expect([...onScreen]).toEqual([notices.at(-1)]);
    notebook.restore(id);
    await vi.waitFor(() => expect([...onScreen]).toEqual([]));
    model.discussions.trash(id);
    expect(onScreen.size).toBe(1);
    await model.notebooks.create('Second');
    expect([...onScreen]).toEqual([]);
  });
});

describe('settings', () => {
  it('writes a dragged width once, and at the latest when the app ends', async () => {
    const { model, asked } = withNotebook();
    await model.start();
    for (const sidebarWidth of [270, 280, 290]) model.settings.updateView({ sidebarWidth });
    await model.flush();
    const writes = asked.filter(
      ({ channel, input }) => channel === 'settings.update' && JSON.stringify(input).includes('view'),
    );
    expect(writes).toMatchObject([{ input: { view: { sidebarWidth: 290 } } }]);
  });

  it('tells when they cannot be written', async () => {
    const { model, notices } = withNotebook({
      answers: {
        'settings.update': () => {
          throw 'settings/unwritable';
        },
      },
    });
    await model.start();
    model.settings.update({ appearance: 'dark' });
    await vi.waitFor(() => expect(notices.at(-1)?.title).toBe('The settings could not be saved.'));
    expect(model.settings.state.get().appearance).toBe('dark');
  });
});
