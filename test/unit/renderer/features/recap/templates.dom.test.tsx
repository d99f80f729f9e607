import { act } from 'react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { CarryDialog } from '../../../../../renderer/features/recap/carry-dialog';
import { NO_FACTS } from '../../../../../renderer/features/recap/template-facts';
import { TemplatesDialog } from '../../../../../renderer/features/recap/templates-dialog';
import { offeredTemplates } from '../../../../../renderer/features/recap/templates-list';
import { SaveTemplate } from '../../../../../renderer/features/recap/templates-save';
import { readPoints } from '../../../../../shared/model/point';
import type { OwnTemplate } from '../../../../../shared/recap/templates';
import { clearScreen, fill, press, putOnScreen } from '../../../../support/on-screen';
import { doc, h, p } from '../../../shared/markdown/build';
import { point } from '../../../shared/recap/build-points';

afterEach(clearScreen);

const OWN: OwnTemplate = {
  id: 'o',
  name: 'Our weekly',
  body: doc(h(2, 'Topics')),
  by: 'renee' as OwnTemplate['by'],
  at: 1,
};
const page = (): string => document.body.textContent ?? '';

describe('the templates to choose from', () => {
  it('[TM5] are those of the members first, and the chat template before the others when questions are numbered', () => {
    const names = (posts: string[]) =>
      offeredTemplates(
        [OWN],
        {
          ...NO_FACTS,
          posts: posts.map((text, at) => ({ id: String(at), author: 'm', text, replyTo: null, label: '' }) as never),
        },
        () => 'Renee',
      ).map((one) => `${one.name}: ${one.description}`);
    expect(names([])[0]).toBe('Our weekly: By Renee: Topics.');
    expect(names([])[1]).toMatch(/^Meeting recap/);
    expect(names(['Q1 Who?', 'q2: When?'])[1]).toBe('Chat by questions: 2 questions found here, a section for each.');
  });

  it('are shown one beside the list, inserted, renamed and deleted', async () => {
    const [onUse, onRename, onRemove] = [vi.fn(), vi.fn(), vi.fn()];
    putOnScreen(
      <TemplatesDialog
        title="Insert template"
        lede=""
        confirm="Insert"
        templates={offeredTemplates([OWN], NO_FACTS, () => 'Renee')}
        onUse={onUse}
        onRename={onRename}
        onRemove={onRemove}
        onClose={() => undefined}
      />,
    );
    await vi.waitFor(() => expect(document.activeElement).toBe(document.querySelector('input[type="radio"]')));
    await press('Rename template');
    await fill('Name', ' Agenda ');
    await press('Keep this name');
    expect(onRename).toHaveBeenCalledWith(OWN, 'Agenda');
    await press('Delete template');
    expect(onRemove).toHaveBeenCalledWith(OWN);
    act(() => document.querySelector<HTMLInputElement>('input[value="retrospective"]')?.click());
    expect(page()).toContain('What we try next');
    await press('Insert');
    expect(onUse.mock.calls[0]?.[0]).toMatchObject({ id: 'retrospective', own: null });
  });
});

describe('saving a template', () => {
  it('[TM3] asks for a name, and leaves the texts behind unless told otherwise', async () => {
    const onSave = vi.fn(() => true);
    const recap = doc(h(2, 'Topics'), p('What was said'));
    putOnScreen(<SaveTemplate recap={recap} onSave={onSave} onClose={() => undefined} />);
    await press('Save template');
    expect(page()).toContain('A name is needed');
    await fill('Name', 'Ours');
    await press('Save template');
    expect(onSave).toHaveBeenLastCalledWith('Ours', doc(h(2, 'Topics'), { type: 'paragraph' }));
    act(() => document.querySelector<HTMLElement>('[role="switch"]')?.click());
    await press('Save template');
    expect(onSave).toHaveBeenLastCalledWith('Ours', recap);
  });

  it('[TM4] says why an empty recap makes none', async () => {
    putOnScreen(<SaveTemplate recap={doc()} onSave={() => true} onClose={() => undefined} />);
    await fill('Name', 'Ours');
    await press('Save template');
    expect(page()).toContain('The recap is empty');
  });
});

describe('carrying over', () => {
  const points = readPoints(doc(point('question', 'q', 'Who needs which?'), point('action', 'a', 'Book the room')));

  it('[CO1] takes what is ticked', async () => {
    const onCarry = vi.fn();
    putOnScreen(<CarryDialog points={points} title="Call (2)" onCarry={onCarry} onClose={() => undefined} />);
    act(() => document.querySelector<HTMLInputElement>('input[type="checkbox"]')?.click());
    await press('Carry 1 over');
    expect(onCarry).toHaveBeenCalledWith([points[1]], 'Call (2)');
    act(() => document.querySelectorAll<HTMLInputElement>('input[type="checkbox"]')[1]?.click());
    await press('Carry 0 over');
    expect(onCarry).toHaveBeenCalledOnce();
  });

  it('[CO1] says so when nothing is open', () => {
    putOnScreen(<CarryDialog points={[]} title="" onCarry={() => undefined} onClose={() => undefined} />);
    expect(page()).toContain('There is nothing to carry over');
  });
});
