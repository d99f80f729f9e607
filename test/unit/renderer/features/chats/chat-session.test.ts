import { describe, expect, test, vi } from 'vitest';
import type { ReadingWorker } from '../../../../../renderer/features/chats/chat-reader';
import { createChatSession } from '../../../../../renderer/features/chats/chat-session';
import type { FromWorker, ToWorker } from '../../../../../renderer/features/chats/worker-messages';
import type { BroughtIn } from '../../../../../renderer/notebook/types';
import { type ChatPreview, overviewOf } from '../../../../../shared/chats/into-discussions/choices';
import type { ImportReport } from '../../../../../shared/chats/into-discussions/report';
import type { BuiltDiscussion } from '../../../../../shared/model/imported-discussion';
import type { DiscussionId, ParticipantId } from '../../../../../shared/util/brand';
import { madeChat } from '../../../shared/chats/into-discussions/made-chat';

const OVERVIEW = overviewOf(madeChat([{ says: 'one' }, { says: 'two', author: 'renee' }]));
const BY = { id: 'renee' as ParticipantId, name: 'Renee', colour: 1 };
const FILES = [{ path: 'result.json', file: new Blob(['x']) }];
const IDS = ['aaaaaaaa-1', 'aaaaaaaa-2'] as DiscussionId[];
const preview = (posts: number): ChatPreview => ({
  discussions: [],
  count: 2,
  posts,
  division: 'whole',
  questions: 0,
  sample: [],
  first: null,
  last: null,
});

class FakeWorker implements ReadingWorker {
  onmessage: ReadingWorker['onmessage'] = null;
  onerror: ReadingWorker['onerror'] = null;
  onmessageerror: ReadingWorker['onmessageerror'] = null;
  readonly got: ToWorker[] = [];
  ended = false;
  postMessage(message: ToWorker): void {
    this.got.push(message);
  }
  terminate(): void {
    this.ended = true;
  }
  say(message: FromWorker): void {
    this.onmessage?.({ data: message } as MessageEvent<FromWorker>);
  }
  /** Of the question of this kind that was asked last. */
  turn(kind: 'preview' | 'create'): number {
    const asked = this.got.filter((message) => message.kind === kind).at(-1);
    return asked !== undefined && 'turn' in asked ? asked.turn : Number.NaN;
  }
}

function setUp() {
  const workers: FakeWorker[] = [];
  const start = (): FakeWorker => {
    const worker = new FakeWorker();
    workers.push(worker);
    return worker;
  };
  const session = createChatSession({ start, zone: () => 'UTC', known: () => [BY] });
  const worker = (): FakeWorker => workers.at(-1) ?? start();
  const kind = (): string => session.state.get().kind;
  return { session, worker, workers, kind };
}

async function atPreview() {
  const all = setUp();
  all.session.read(FILES);
  all.worker().say({ kind: 'read', overview: OVERVIEW });
  await vi.waitFor(() => expect(all.kind()).toBe('preview'));
  all.worker().say({ kind: 'preview', turn: all.worker().turn('preview'), preview: preview(2) });
  return all;
}

function storing() {
  const kept: string[] = [];
  const bringing: BroughtIn = {
    keep: async ({ id }) => void kept.push(id),
    list: vi.fn(async () => {}),
    leaveOff: vi.fn(async () => {}),
  };
  return { kept, bringing };
}

const built = (id: DiscussionId | undefined): BuiltDiscussion => ({ id }) as BuiltDiscussion;

describe('a chat on its way into the notebook', () => {
  test('tells how far reading is, and takes whoever has the name of a participant for them', async () => {
    const { session, worker, kind } = setUp();
    session.read(FILES);
    worker().say({ kind: 'progress', done: 5, all: 10 });
    expect(session.state.get()).toEqual({ kind: 'reading', name: 'result.json', done: 5, all: 10 });
    worker().say({ kind: 'read', overview: OVERVIEW });
    await vi.waitFor(() => expect(kind()).toBe('preview'));
    expect(session.state.get()).toMatchObject({
      choices: { title: 'Team', zone: 'UTC', people: { renee: { kind: 'participant', id: 'renee' } } },
    });
  });

  test('can be taken as any other text where that was said to be possible, and nothing of it is left here', async () => {
    const { session, worker, kind } = setUp();
    const asText = vi.fn();
    session.read(FILES, asText);
    worker().say({ kind: 'read', overview: OVERVIEW });
    await vi.waitFor(() => expect(kind()).toBe('preview'));
    session.takeAsText();
    expect(asText).toHaveBeenCalledOnce();
    expect([kind(), worker().ended]).toEqual(['choosing', true]);

    session.read(FILES);
    worker().say({ kind: 'read', overview: OVERVIEW });
    await vi.waitFor(() => expect(session.state.get()).toMatchObject({ kind: 'preview', asText: null }));
  });

  test('is refused in words when there is none in it, and can be left off while it is read', async () => {
    const { session, worker, kind } = setUp();
    session.read(FILES);
    worker().say({ kind: 'read', overview: null });
    await vi.waitFor(() =>
      expect(session.state.get()).toMatchObject({ kind: 'choosing', error: { code: 'chats/none' } }),
    );
    session.read(FILES);
    session.cancel();
    expect([kind(), worker().ended]).toEqual(['choosing', true]);
    worker().say({ kind: 'read', overview: OVERVIEW });
    await Promise.resolve();
    expect(session.state.get()).toEqual({ kind: 'choosing', error: null });
  });

  test('shows what the choices made last come to, whatever is answered later', async () => {
    const { session, worker } = await atPreview();
    const { state, change } = session;
    const first = worker().turn('preview');
    const now = state.get();
    if (now.kind !== 'preview') throw new Error('no preview');
    change({ ...now.choices, title: 'Other' });
    worker().say({ kind: 'preview', turn: first + 1, preview: preview(7) });
    worker().say({ kind: 'preview', turn: first, preview: preview(3) });
    expect(state.get()).toMatchObject({ choices: { title: 'Other' }, preview: { posts: 7 } });
  });

  test('is stored one discussion after the other, then listed, and the worker ends', async () => {
    const { session, worker, kind } = await atPreview();
    const { kept, bringing } = storing();
    const creating = session.create(async () => bringing, BY);
    const turn = worker().turn('create');
    worker().say({ kind: 'planned', turn, ids: IDS });
    worker().say({ kind: 'built', turn, discussion: built(IDS[0]) });
    worker().say({ kind: 'built', turn, discussion: built(IDS[1]) });
    await vi.waitFor(() => expect(session.state.get()).toMatchObject({ kind: 'creating', done: 2 }));
    expect(bringing.list).not.toHaveBeenCalled();
    worker().say({ kind: 'done', turn, report: { title: 'Team' } as ImportReport });
    expect(await creating).toEqual({ ids: IDS, report: { title: 'Team' } });
    expect(kept).toEqual(IDS);
    expect(bringing.list).toHaveBeenCalledOnce();
    expect([kind(), worker().ended]).toEqual(['choosing', true]);
  });

  test('[CD7] puts away what was stored when it is left off, and keeps the choices', async () => {
    const { session, worker } = await atPreview();
    const { bringing } = storing();
    const creating = session.create(async () => bringing, BY);
    const turn = worker().turn('create');
    worker().say({ kind: 'planned', turn, ids: IDS });
    worker().say({ kind: 'built', turn, discussion: built(IDS[0]) });
    session.cancel();
    expect(await creating).toBeNull();
    expect(bringing.leaveOff).toHaveBeenCalledOnce();
    expect(worker().got.at(-1)).toEqual({ kind: 'leave-off' });
    expect(session.state.get()).toMatchObject({ kind: 'preview', error: null, choices: { title: 'Team' } });
    expect(worker().ended).toBe(false);
  });

  test('[CD7] puts away what was stored when the disk is full or the worker dies, and says so', async () => {
    const full = await atPreview();
    const { bringing } = storing();
    const failing = { ...bringing, keep: () => Promise.reject(new Error('full')) };
    const creating = full.session.create(async () => failing, BY);
    const turn = full.worker().turn('create');
    full.worker().say({ kind: 'planned', turn, ids: IDS });
    full.worker().say({ kind: 'built', turn, discussion: built(IDS[0]) });
    expect(await creating).toBeNull();
    expect(full.session.state.get()).toMatchObject({ kind: 'preview', error: { message: 'full' } });

    const dead = await atPreview();
    const stored = storing();
    const ended = dead.session.create(async () => stored.bringing, BY);
    dead.worker().say({ kind: 'planned', turn: dead.worker().turn('create'), ids: IDS });
    dead.worker().onerror?.({} as ErrorEvent);
    expect(await ended).toBeNull();
    expect(stored.bringing.leaveOff).toHaveBeenCalledOnce();
    expect(dead.session.state.get()).toMatchObject({ kind: 'choosing', error: { code: 'chats/stopped' } });
  });
});
