import { describe, expect, test } from 'vitest';
import { Awareness, applyAwarenessUpdate, encodeAwarenessUpdate } from 'y-protocols/awareness';
import * as Y from 'yjs';
import type { OpenNotebook } from '../../../../renderer/notebook';
import { catalogGuard } from '../../../../renderer/sync/catalog-guard';
import { NotebookDocuments } from '../../../../renderer/sync/notebook-documents';
import { withoutClient } from '../../../../renderer/sync/peer-awareness';

function awareness(state: Record<string, unknown>): Awareness {
  const made = new Awareness(new Y.Doc());
  made.setLocalState(state);
  return made;
}

describe('what a peer says of who is here', () => {
  test('reaches everybody but this copy’s own state', () => {
    const [me, peer] = [awareness({ name: 'me' }), awareness({ name: 'peer' })];
    peer.states.set(me.clientID, { hacked: 4 });
    peer.meta.set(me.clientID, { clock: 99, lastUpdated: 0 });
    const update = encodeAwarenessUpdate(peer, [peer.clientID, me.clientID]);
    applyAwarenessUpdate(me, withoutClient(update, me.clientID), 'peer');
    expect(me.getLocalState()).toEqual({ name: 'me' });
    expect(me.getStates().get(peer.clientID)).toEqual({ name: 'peer' });
    for (const one of [me, peer]) one.destroy();
  });
});

describe('what a peer says of carets', () => {
  const notebook = { openDiscussion: () => ({ awareness: mine }), documents: {} } as unknown as OpenNotebook;
  const mine = awareness({ name: 'me' });

  test.each([
    ['cut short', Uint8Array.of(3, 200, 1, 1)],
    ['no JSON', Uint8Array.of(2, 8, 1, 2, 123, 125, 7, 1, 1, 123)],
  ])('closes the link and changes nothing when it is %s [EX9]', (_name, update) => {
    const before = new Map(mine.getStates());
    const documents = new NotebookDocuments(notebook);
    expect(() => documents.applyAwareness('d1', update, 'peer')).toThrow(
      expect.objectContaining({ code: 'sync/bad-frame' }),
    );
    expect(mine.getStates()).toEqual(before);
    mine.destroy();
  });
});

describe('what a peer says on y-webrtc’s channel', () => {
  const sync = (step: number, bytes: Uint8Array) => Uint8Array.of(0, step, bytes.length, ...bytes);
  const guard = catalogGuard(1);
  const doc = new Y.Doc();
  doc.getMap('meta').set('name', 'N');

  test.each([
    ['a state vector', sync(0, Y.encodeStateVector(doc))],
    ['a state', sync(1, Y.encodeStateAsUpdate(doc))],
    ['an update', sync(2, Y.encodeStateAsUpdate(doc))],
    ['a question for awareness', Uint8Array.of(3)],
  ])('passes when it is %s', (_name, message) => {
    expect(guard.admit(message)).toEqual(message);
  });

  test.each([
    ['a damaged state', sync(1, Uint8Array.of(1, 255, 255))],
    ['a damaged update', sync(2, Uint8Array.of(9, 9, 9, 9))],
    ['an unknown step', sync(7, Uint8Array.of(0))],
    ['a message cut short', Uint8Array.of(0, 2, 50, 1)],
    ['damaged awareness', Uint8Array.of(1, 3, 200, 1, 1)],
    ['awareness of what is no JSON', Uint8Array.of(1, 5, 1, 7, 1, 1, 123)],
  ])('is refused when it is %s', (_name, message) => {
    expect(() => guard.admit(message)).toThrow();
  });

  test.each([
    ['a state', 1],
    ['an update', 2],
  ])('is left to the exchange, and not sent, when it is %s of more than 256 KiB [EX19]', (_name, step) => {
    const large = Uint8Array.from({ length: 256 * 1024 + 1 }, (_, at) => (at === 1 ? step : 0));
    expect(guard.admit(large)).toBeNull();
    expect(guard.mayLeave(large)).toBe(false);
    expect(guard.mayLeave(large.subarray(1))).toBe(true);
  });
});
