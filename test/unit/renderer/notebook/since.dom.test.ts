import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import * as Y from 'yjs';
import { createRecapUndo } from '../../../../renderer/editor';
import { OpenNotebook } from '../../../../renderer/notebook/notebook';
import type { OpenRecap } from '../../../../renderer/notebook/recap-document';
import type { Discussion } from '../../../../renderer/notebook/types';
import { ORIGIN } from '../../../../shared/model/origins';
import type { RichTextNode } from '../../../../shared/model/rich-text';
import { insertNodes } from '../../../../shared/model/rich-text-yjs';
import { changeWhat } from '../../../../shared/recap/change-groups';
import { changeWords } from '../../../../shared/recap/changes';
import { MemoryStore } from '../../../support/memory-store';
import { doc, h, p } from '../../shared/markdown/build';
import { point } from '../../shared/recap/build-points';

const ENTRY = { id: 'n', name: 'SMCHAT', createdAt: 1, shared: true } as Parameters<typeof OpenNotebook.open>[0];
const open = (name: string, store = new MemoryStore()) =>
  OpenNotebook.open(
    ENTRY,
    { participantId: name.toLowerCase(), name, colour: 0 },
    { store, recapUndo: createRecapUndo },
  );

/** Everything one copy has goes to another, as the exchange brings it. */
async function send(from: Discussion, to: Discussion): Promise<void> {
  // Who wrote something is noted right after it.
  await Promise.resolve();
  to.doc.transact(() => {
    Y.applyUpdate(to.doc, Y.encodeStateAsUpdate(from.doc, Y.encodeStateVector(to.doc)), ORIGIN.exchange);
  }, ORIGIN.exchange);
}
const meet = async (a: Discussion, b: Discussion): Promise<void> => {
  await send(a, b);
  await send(b, a);
};
const settle = (discussion: Discussion): void => (discussion.parts.ours as OpenRecap).content.settle();

/** The text of a block, for writing in it as its editor would. */
function textOf(discussion: Discussion, block: number): Y.XmlText {
  const found = (element: Y.XmlElement | Y.XmlText): Y.XmlText =>
    element instanceof Y.XmlText ? element : found(element.get(0) as Y.XmlElement | Y.XmlText);
  return found(discussion.recap.get(block) as Y.XmlElement);
}

function write(discussion: Discussion, block: number, old: string, next: string): void {
  const text = textOf(discussion, block);
  const at = (text.toDelta() as { insert: string }[])
    .map((part) => part.insert)
    .join('')
    .indexOf(old);
  discussion.doc.transact(() => {
    text.delete(at, old.length);
    text.insert(at, next);
  });
}
const add = (discussion: Discussion, at: number, node: RichTextNode): void =>
  discussion.doc.transact(() => insertNodes(discussion.recap, at, [node]));

const told = (discussion: Discussion): string[] =>
  discussion.since.changes.get().map((change) => {
    const words = changeWords(change).map(({ kind, text }) => `${{ same: '', added: '+', removed: '-' }[kind]}${text}`);
    return `${change.by.join(' & ') || 'somebody'} ${changeWhat(change)}: ${words.join('|')}`;
  });

let store: MemoryStore;
let mine: OpenNotebook;
let id: Discussion['id'];
let me: Discussion;
let chris: Discussion;
let renee: Discussion;
let focus = true;
const looksAway = (): void => {
  focus = false;
};

beforeEach(async () => {
  focus = true;
  vi.spyOn(document, 'hasFocus').mockImplementation(() => focus);
  store = new MemoryStore();
  mine = await open('Me', store);
  id = await mine.createDiscussion({
    title: 'Weak ties',
    posts: [{ body: doc(p('One')) }],
    recap: doc(h(2, 'Takeaways'), p('The sky is blue. We go to the sea.'), point('action', 'a', 'Book the room')),
  });
  me = await mine.open(id);
  const others = await Promise.all(['Chris', 'Renee'].map((name) => open(name)));
  for (const other of others) Y.applyUpdate(other.catalog, Y.encodeStateAsUpdate(mine.catalog));
  [chris, renee] = (await Promise.all(others.map((other) => other.open(id)))) as [Discussion, Discussion];
  await meet(me, chris);
  await meet(me, renee);
  me.since.setTogether('equal');
  me.since.watch(true);
});
afterEach(() => {
  vi.restoreAllMocks();
});

describe('what others change in our recap', () => {
  it('[SL10] is seen when it happens under the person’s eyes', async () => {
    write(chris, 1, 'blue', 'red');
    await send(chris, me);
    settle(me);
    expect(told(me)).toEqual([]);
  });

  it.each<[string, () => void]>([
    ['the window has not the focus', () => looksAway()],
    ['the recap is not on screen', () => me.since.watch(false)],
    ['it comes after a time apart', () => me.since.setTogether('apart')],
  ])('[SL10] [SL2] is told when %s, with who wrote it', async (_name, look) => {
    look();
    write(chris, 1, 'blue', 'red');
    add(renee, 3, point('decision', 'd', 'Stay'));
    await send(chris, me);
    await send(renee, me);
    settle(me);
    expect(told(me)).toEqual(['chris changed words: -blue|+red', 'renee added a decision: +Stay']);
  });

  it('[SL10] [SL6] is seen where the person writes, and the rest stays', async () => {
    focus = false;
    write(chris, 1, 'blue', 'red');
    write(chris, 2, 'room', 'hall');
    await send(chris, me);
    settle(me);
    expect(told(me)).toHaveLength(2);
    focus = true;
    write(me, 1, 'sea', 'lake');
    add(me, 0, p('Mine'));
    settle(me);
    expect(told(me)).toEqual(['chris changed words of an action: -room|+hall']);
  });

  it('[SL10] waits with what was there before when more comes to the same block', async () => {
    focus = false;
    write(chris, 1, 'blue', 'red');
    await send(chris, me);
    settle(me);
    focus = true;
    write(chris, 1, 'sea', 'lake');
    await send(chris, me);
    settle(me);
    expect(told(me)).toEqual(['chris changed words: -blue|+red', 'chris changed words: -sea|+lake']);
  });

  it('[SL9] is by the one other person when words went, and by somebody when there are more', async () => {
    focus = false;
    write(chris, 1, ' We go to the sea.', '');
    await send(chris, me);
    settle(me);
    expect(told(me)).toEqual(['chris changed words: - We go to the sea.']);
    write(renee, 0, 'Take', 'Give');
    await send(renee, me);
    settle(me);
    expect(told(me)[1]).toBe('somebody changed words: - We go to the sea.');
  });

  it('[SL7] [SL11] stays accepted over a restart, one by one', async () => {
    focus = false;
    write(chris, 1, 'blue', 'red');
    write(chris, 2, 'room', 'hall');
    chris.addPost({ body: doc(p('Two')) });
    await send(chris, me);
    settle(me);
    me.since.accept([me.since.changes.get()[0]?.id ?? '']);
    expect(told(me)).toEqual(['chris changed words of an action: -room|+hall']);
    await mine.dispose();
    me = await (await open('Me', store)).open(id);
    expect(told(me)).toEqual(['chris changed words of an action: -room|+hall']);
    me.since.accept(me.since.changes.get().map((one) => one.id));
    expect(told(me)).toEqual([]);
  });

  it('[SL11] is nothing for who opens the discussion for the first time, nor when what was kept cannot be read', async () => {
    const late = await open('Lurker');
    Y.applyUpdate(late.catalog, Y.encodeStateAsUpdate(mine.catalog));
    const first = await late.open(id);
    first.since.setTogether('apart');
    await send(me, first);
    first.since.setTogether('equal');
    expect(first.since.away.get()).toBeNull();
    expect(first.newPosts.get().size).toBe(0);
    focus = false;
    settle(first);
    expect(told(first)).toEqual([]);
    await mine.dispose();
    const again = await open('Me', store);
    const name = [...(store as unknown as { locals: Map<string, unknown> }).locals.keys()].find((key) =>
      key.endsWith('seen-recap'),
    );
    (store as unknown as { locals: Map<string, unknown> }).locals.set(name ?? '', { version: 9, blocks: 'x' });
    expect(told(await again.open(id))).toEqual([]);
  });

  it('[SL8] posts are accepted one by one as well', async () => {
    focus = false;
    const [first, second] = chris.addPosts([{ body: doc(p('Two')) }, { body: doc(p('Three')) }]);
    await send(chris, me);
    expect([...me.newPosts.get()]).toEqual([first, second]);
    me.since.acceptPosts([first as never]);
    expect([...me.newPosts.get()]).toEqual([second]);
  });
});

describe('after a time apart', () => {
  const apart = (chosen = true): void => me.since.setTogether('apart', chosen);

  it('[SL17] tells by person what the others did, and nothing when they did nothing', async () => {
    apart();
    write(me, 2, 'room', 'hall');
    await meet(me, chris);
    me.since.setTogether('equal');
    expect(me.since.away.get()).toBeNull();
    apart();
    write(chris, 1, 'sea', 'lake');
    chris.addPost({ body: doc(p('Two')) });
    chris.parts.setStance('a', 'agree', 'Cheap');
    renee.setStatus('finished');
    renee.parts.ending.signOff(true);
    me.since.setTogether('meeting');
    await send(chris, me);
    await send(renee, me);
    me.since.setTogether('equal');
    const report = me.since.away.get();
    expect(report?.changes.map((one) => one.by)).toEqual([['chris']]);
    expect(report?.posts).toHaveLength(1);
    expect(report?.stances).toMatchObject([{ person: 'chris', stance: 'agree' }]);
    expect(report?.signoffs).toMatchObject([{ person: 'renee' }]);
    expect(report?.finishedBy).toBe('renee');
    me.since.dismissAway();
    expect(me.since.away.get()).toBeNull();
  });

  it('[SL13] [SL16] flags the sentence that both sides rewrote, with all its versions', async () => {
    apart();
    write(me, 1, 'blue', 'red');
    write(chris, 1, 'blue', 'green');
    me.since.setTogether('meeting');
    await meet(me, chris);
    me.since.setTogether('equal');
    const [one] = me.since.away.get()?.rewritten ?? [];
    expect(one).toMatchObject({
      base: 'The sky is blue.',
      mine: 'The sky is red.',
      theirs: 'The sky is green.',
      by: ['chris'],
      at: 1,
      from: 0,
    });
    const now = me.recap
      .get(1)
      .toString()
      .replace(/<[^>]+>/g, '');
    expect(now.slice(one?.from, one?.to)).toBe(one?.now);
  });

  it('[SL14] takes the two others as one side', async () => {
    apart();
    write(chris, 1, 'The sky', 'Today the sky');
    await meet(chris, renee);
    write(renee, 1, 'blue', 'green');
    write(me, 1, 'blue', 'red');
    await meet(me, renee);
    me.since.setTogether('equal');
    expect(me.since.away.get()?.rewritten).toMatchObject([
      { mine: 'The sky is red.', theirs: 'Today the sky is green.', by: ['chris', 'renee'] },
    ]);
  });

  it('[SL13] leaves alone what only one side changed, also in the same block', async () => {
    apart();
    write(me, 1, 'blue', 'red');
    write(chris, 1, 'sea', 'lake');
    await meet(me, chris);
    me.since.setTogether('equal');
    expect(me.since.away.get()).toMatchObject({ rewritten: [], changes: [{ by: ['chris'] }] });
  });

  it('[SL17] says nothing of a hiccup of the connection, unless a sentence was rewritten on both sides', async () => {
    apart(false);
    write(chris, 1, 'sea', 'lake');
    await send(chris, me);
    me.since.setTogether('equal');
    expect(me.since.away.get()).toBeNull();
    apart(false);
    write(me, 1, 'blue', 'red');
    write(chris, 1, 'blue', 'green');
    await meet(me, chris);
    me.since.setTogether('equal');
    expect(me.since.away.get()?.rewritten).toHaveLength(1);
  });

  it('[SL17] counts the time that the app was closed, with what was written before on this side', async () => {
    apart();
    write(me, 1, 'blue', 'red');
    write(chris, 1, 'blue', 'green');
    await mine.dispose();
    me = await (await open('Me', store)).open(id);
    me.since.setTogether('apart');
    me.since.setTogether('meeting');
    await meet(me, chris);
    me.since.setTogether('equal');
    expect(me.since.away.get()?.rewritten).toMatchObject([{ mine: 'The sky is red.', theirs: 'The sky is green.' }]);
  });
});
