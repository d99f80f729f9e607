import { describe, expect, it } from 'vitest';
import { fittingTabs, recapTabs, shownRecaps, viewWith } from '../../../../../renderer/features/recap/lanes-view';
import { readDraggedPoint } from '../../../../../renderer/features/recap/promote-drop';
import { FIRST_RECAP_VIEW, type RecapView, readRecapView } from '../../../../../shared/model/recap-view';

const own = (...names: string[]) => names.map((name) => ({ key: name.toLowerCase(), owner: { name } }));
const TABS = recapTabs(own('Chris', 'Renee', 'Lurker'), 'chris');
const view = (over: Partial<RecapView> = {}): RecapView => ({ ...FIRST_RECAP_VIEW, ...over });

describe('which recaps are on screen', () => {
  it('ours and mine come first, the others by their names, and mine is offered before it is there', () => {
    expect(TABS.map(({ label }) => label)).toEqual(['Our recap', 'Mine', 'Renee’s', 'Lurker’s']);
    expect(recapTabs([], 'chris').map(({ key }) => key)).toEqual(['ours', 'chris']);
  });

  it.each<readonly [string, Partial<RecapView>, readonly string[]]>([
    ['ours at first', {}, ['ours']],
    ['the chosen one', { tab: 'renee' }, ['renee']],
    ['ours in place of one that is not there any more', { tab: 'educator' }, ['ours']],
    ['mine beside ours', { layout: 'beside' }, ['ours', 'chris']],
    ['the last tab beside ours', { layout: 'beside', tab: 'renee' }, ['ours', 'renee']],
    ['the chosen one beside ours', { layout: 'beside', tab: 'renee', beside: 'lurker' }, ['ours', 'lurker']],
    ['all in lanes', { layout: 'lanes', tab: 'renee' }, ['ours', 'chris', 'renee', 'lurker']],
  ])('%s', (_, over, keys) => {
    expect(shownRecaps(view(over), TABS, 'chris')).toEqual(keys);
  });

  it('brings a recap on screen in the way they are shown, and changes nothing when it is there', () => {
    const lanes = view({ layout: 'lanes' });
    expect(viewWith(lanes, TABS, 'chris', 'renee')).toBe(lanes);
    expect(viewWith(view(), TABS, 'chris', 'renee')).toEqual(view({ tab: 'renee' }));
    expect(viewWith(view({ layout: 'beside' }), TABS, 'chris', 'renee')).toEqual(
      view({ layout: 'beside', beside: 'renee' }),
    );
  });

  it('a row that is too long keeps ours, mine and the chosen one', () => {
    expect(fittingTabs(TABS, 'ours', 1000)).toBe(TABS);
    expect(fittingTabs(TABS, 'ours', 260).map(({ key }) => key)).toEqual(['ours', 'chris']);
    expect(fittingTabs(TABS, 'lurker', 260).map(({ key }) => key)).toEqual(['ours', 'chris', 'lurker']);
    expect(fittingTabs(TABS, 'lurker', 310).map(({ key }) => key)).toEqual(['ours', 'chris', 'lurker']);
  });

  it('reads what was kept, and begins anew with anything else', () => {
    expect(readRecapView({ layout: 'lanes', tab: 'renee', beside: 'chris' })).toEqual({
      layout: 'lanes',
      tab: 'renee',
      beside: 'chris',
    });
    for (const value of [null, 'lanes', { layout: 'five', tab: 3 }]) expect(readRecapView(value)).toEqual(view());
  });
});

describe('what is dropped on a recap', () => {
  it.each([
    ['a point', JSON.stringify({ recap: 'renee', id: 'r1' }), { recap: 'renee', id: 'r1' }],
    ['nothing', '', null],
    ['something else', 'hello', null],
    ['another shape', JSON.stringify({ recap: 1, id: 'r1' }), null],
    ['far too much', JSON.stringify({ recap: 'renee', id: 'r'.repeat(3000) }), null],
  ])('%s', (_, data, wanted) => {
    expect(readDraggedPoint({ getData: () => data })).toEqual(wanted);
  });
});
