/** Where the focus is in a dialog, and that it stays there. */
import { act } from 'react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { BackupsDialog } from '../../../../renderer/features/backups/backups-dialog';
import type { BackupState } from '../../../../shared/ipc/backup';
import { button, clearScreen, putOnScreen, settled } from '../../../support/on-screen';

afterEach(clearScreen);

const STATE: BackupState = {
  running: false,
  checkedAt: 5,
  failure: null,
  folder: '/b',
  own: true,
  aside: null,
  made: [],
};
const backUpNow = vi.fn();
const dialog = (state: BackupState | null, chosen: string | null = null) => (
  <BackupsDialog
    state={state}
    chosen={chosen}
    backUpNow={backUpNow}
    choose={vi.fn()}
    useOwn={vi.fn()}
    show={vi.fn()}
    restore={vi.fn()}
    onClose={vi.fn()}
  />
);
const frames = () => act(() => new Promise((done) => setTimeout(done, 50)));

describe('a dialog', () => {
  it('takes the focus also when the control that was meant cannot have it yet', async () => {
    const behind = document.createElement('input');
    document.body.append(behind);
    behind.focus();
    putOnScreen(dialog(null));
    await frames();
    expect(document.querySelector('[role="dialog"]')?.contains(document.activeElement)).toBe(true);
  });

  it('takes it back to what led out of it, also when that is listed later than the dialog is there', async () => {
    const made = ['1', '2'].map((id) => ({ id, name: `Tea ${id}`, at: 5, size: 9, discussions: 1 }));
    const show = putOnScreen(dialog(null, '2'));
    await frames();
    show(dialog({ ...STATE, made }, '2'));
    await frames();
    expect(document.activeElement?.getAttribute('aria-label')).toContain('Restore Tea 2');
    clearScreen();
    putOnScreen(dialog({ ...STATE, made }, 'removed meanwhile'));
    await frames();
    expect(document.activeElement).toBe(button('Back up now'));
  });

  it('keeps it on a button while what the button began goes on', async () => {
    const show = putOnScreen(dialog(STATE));
    await frames();
    const begin = button('Back up now');
    begin.focus();
    act(() => begin.click());
    show(dialog({ ...STATE, running: true }));
    await settled();
    expect(document.activeElement).toBe(begin);
    expect(begin.getAttribute('aria-disabled')).toBe('true');
    act(() => begin.click());
    expect(backUpNow).toHaveBeenCalledTimes(1);
  });
});
