import { act } from 'react';
import { afterEach, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { Stances, useStances } from '../../../../../renderer/features/recap/stances';
import type { PointSlots } from '../../../../../renderer/features/recap/use-point-host';
import type { Discussion } from '../../../../../renderer/notebook/types';
import { createStore } from '../../../../../renderer/ui/store';
import { readStances, stanceKey, stancesOf } from '../../../../../shared/model/discussion-parts';
import { button, clearScreen, press, putOnScreen, settled, words } from '../../../../support/on-screen';
import { openParts } from '../../../../support/parts';

afterEach(clearScreen);

function Shown({ discussion, slots }: { discussion: Discussion; slots: ReturnType<typeof createStore<PointSlots>> }) {
  return <Stances discussion={discussion} slots={slots} view={useStances(discussion)} />;
}

function recapOf(...points: string[]) {
  const { doc, discussion } = openParts();
  const places = new Map(points.map((point) => [document.body.appendChild(document.createElement('div')), point]));
  const slots = createStore<PointSlots>(places);
  putOnScreen(<Shown discussion={discussion} slots={slots} />);
  return { doc, slots, places: [...places.keys()] };
}

/** Somebody else's stance arrives. */
async function arrives(doc: Y.Doc, person: string, stance: string, reason = ''): Promise<void> {
  const other = new Y.Doc();
  stancesOf(other).set(stanceKey('one', person), { stance, reason, at: 5 });
  act(() => Y.applyUpdate(doc, Y.encodeStateAsUpdate(other)));
  await settled();
}

function writeReason(text: string): void {
  const area = document.querySelector('textarea');
  act(() => {
    Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, 'value')?.set?.call(area, text);
    area?.dispatchEvent(new Event('input', { bubbles: true }));
  });
  act(() => {
    area?.dispatchEvent(new FocusEvent('focusout', { bubbles: true }));
  });
}

describe('the stances below a point', () => {
  it('are counted where the point is, and in no other place', async () => {
    const { doc, places } = recapOf('one', 'two');
    await arrives(doc, 'chris', 'agree');
    await arrives(doc, 'lurker', 'unsure', 'Of fourteen one or two');
    expect(places[0]?.textContent).toContain('1 agrees · 1 unsure');
    expect(places[0]?.querySelector('button')?.getAttribute('aria-label')).toBe(
      '1 agrees, 1 unsure, 1 reason. Who and why',
    );
    expect(places[1]?.textContent).toBe('Agree?');
  });

  it('are chosen, given a reason, changed and taken back', async () => {
    const { doc } = recapOf('one');
    await press('Do you agree?');
    await press('Disagree');
    writeReason('It took a year');
    await settled();
    expect(readStances(doc)).toMatchObject([{ person: 'renee', stance: 'disagree', reason: 'It took a year' }]);
    await press('Unsure');
    expect(readStances(doc)).toMatchObject([{ stance: 'unsure', reason: 'It took a year' }]);
    await press('Take back');
    expect(readStances(doc)).toEqual([]);
  });

  it('[ST3] show everybody with every reason', async () => {
    const { doc } = recapOf('one');
    await arrives(doc, 'chris', 'agree');
    await arrives(doc, 'lurker', 'disagree', 'Nobody came to the second one');
    await press('1 agrees, 1 disagrees');
    expect(words()).toContain('Chris');
    expect(words()).toContain('Nobody came to the second one');
  });

  it('keep a reason that was being typed when the window is closed', async () => {
    const { doc } = recapOf('one');
    await press('Do you agree?');
    await press('Agree');
    const area = document.querySelector('textarea');
    act(() => {
      Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, 'value')?.set?.call(area, 'Seen it');
      area?.dispatchEvent(new Event('input', { bubbles: true }));
    });
    await press('Close');
    expect(readStances(doc)).toMatchObject([{ stance: 'agree', reason: 'Seen it' }]);
  });

  it('go with the place of the point', async () => {
    const { slots, places } = recapOf('one', 'two');
    act(() => slots.set(new Map([...slots.get()].slice(1))));
    expect(places[0]?.textContent).toBe('');
    expect(button('Do you agree?').closest('div')).toBe(places[1]);
  });
});
