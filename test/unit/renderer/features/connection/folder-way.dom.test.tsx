import { afterEach, describe, expect, it } from 'vitest';
import { FolderWay } from '../../../../../renderer/features/connection/folder-way';
import { AppError } from '../../../../../shared/errors/app-error';
import { clearScreen, press, putOnScreen, settled, words } from '../../../../support/on-screen';
import { folderWay } from './folder-sights';

afterEach(clearScreen);

const IN_USE = { path: '/media/stick', isThere: true };
const AT = new Date(2020, 7, 12, 20, 14).getTime();

function show(start: Parameters<typeof folderWay>[0] = {}) {
  const way = folderWay(start);
  putOnScreen(<FolderWay {...way.props} />);
  return way;
}

describe('a shared folder', () => {
  it('is chosen, shown, and left again, with the focus where one goes on', async () => {
    const { props } = show();
    await press('Choose folder…');
    await settled();
    expect(words()).toContain('/home/renee/Carried');
    expect(words()).toContain('Nothing was written yet. Nothing new from others was in it yet.');
    await press('Show folder');
    expect(props.show).toHaveBeenCalledOnce();
    await press('Stop using it…');
    expect(document.activeElement?.textContent).toBe('Leave my files');
    await press('Go on using it');
    expect(props.stop).not.toHaveBeenCalled();
    await press('Stop using it…');
    await press('Remove my files');
    expect(props.stop).toHaveBeenCalledWith(true);
    await settled();
    expect(words()).toContain('Choose folder…');
  });

  it('says when it was written and read, and from whom', () => {
    show({ ...IN_USE, written: AT, read: { at: AT, participant: 'c1' }, people: ['c1', 'a1'] });
    expect(words()).toContain('Last written 12 Aug 2020 20:14. Last read 12 Aug 2020 20:14, from Chris.');
    expect(words()).toContain('Also in it: Chris and Amal.');
  });

  it.each([
    [
      { problem: 'meeting/missing' as const, isThere: false },
      'The folder is not there. Everything you wrote is still here.',
    ],
    [{ problem: 'meeting/unwritable' as const }, 'The folder cannot be read or written.'],
    [{ problem: 'meeting/no-space' as const }, 'There is no room left where the folder is.'],
    [{ foreign: 1 }, '1 file there cannot be read by this notebook, and is left alone'],
    [{ foreign: 3 }, '3 files there cannot be read by this notebook, and are left alone'],
    [{ newer: 2 }, '2 files there were written by a newer version of the app. Update Recap Notebook to read them.'],
    [{ refused: 1 }, '1 change in it could not be read. Nothing of it was used.'],
  ])('tells calmly what is with it: %o', (state, told) => {
    show({ ...IN_USE, ...state });
    expect(words()).toContain(told);
  });

  it('tells what went wrong, and goes on as before', async () => {
    const { props } = show(IN_USE);
    const error = new AppError('meeting/unwritable');
    props.stop.mockRejectedValueOnce(error);
    await press('Stop using it…');
    await press('Leave my files');
    await settled();
    expect(props.onError).toHaveBeenCalledWith(error);
    expect(words()).toContain('/media/stick');
  });
});
