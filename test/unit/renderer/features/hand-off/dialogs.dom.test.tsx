/** The two dialogs around hand-off files, as they stand on the screen. */
import { act } from 'react';
import { afterEach, describe, expect, test } from 'vitest';
import { GiveDialog, type GiveWish } from '../../../../../renderer/features/hand-off/give-dialog';
import { OpenDialog, type OpenDialogProps } from '../../../../../renderer/features/hand-off/open-dialog';
import { ReadFile } from '../../../../../renderer/features/hand-off/read-file';
import { BrokeOff } from '../../../../../renderer/features/hand-off/take';
import type { DiscussionSummary } from '../../../../../renderer/notebook/types';
import { AppError } from '../../../../../shared/errors/app-error';
import { KIND } from '../../../../../shared/hand-off/format';
import { about } from '../../../../support/made-hand-off';
import { button, clearScreen, fill, press, putOnScreen, settled, words } from '../../../../support/on-screen';

afterEach(clearScreen);

/** A file with nothing but versions, and how it stands with main. */
function fileOf(versions: number): { file: ReadFile; asked: string[] } {
  const asked: string[] = [];
  const begin = about();
  const record = { kind: KIND.version, name: 'aaaaaaaa-1', size: 0, more: false };
  const bridge = {
    async request(channel: string) {
      asked.push(channel);
      if (channel === 'handoff.lookAtVersions') return { count: versions } as never;
      if (channel !== 'handoff.read') return undefined as never;
      const { kind, name, bytes } = begin;
      const state = { complete: true, damaged: 0, disturbed: false, lost: 0 };
      const pieces = [{ kind, name, size: bytes.length, more: false }, record];
      return { records: { pieces, bytes }, at: 10, state } as never;
    },
  };
  return { file: new ReadFile(bridge, { file: '1', name: 'Tea.recap', size: 10, locked: false }), asked };
}

async function opened(versions: number, take: OpenDialogProps['take']) {
  const { file, asked } = fileOf(versions);
  putOnScreen(
    <OpenDialog
      title="Open hand-off file"
      file={file}
      targets={() => [{ value: 'here', label: '“Tea club”' }]}
      enter={async () => null}
      take={take}
      onClose={() => undefined}
    />,
  );
  await settled();
  return asked;
}

describe('a file that is opened', () => {
  test('[HO9] can be merged when versions are all that it brings, and not when it brings nothing', async () => {
    await opened(3, async () => true);
    expect(words()).toContain('3 earlier versions are not here yet');
    expect(button('Merge').disabled).toBe(false);
    clearScreen();
    await opened(0, async () => true);
    expect(() => button('Merge')).toThrow();
  });

  test('[HO10] says what came when it broke off, and never that nothing was changed', async () => {
    const taken = { added: ['a', 'b'], merged: ['c'], versions: 0 } as never;
    await opened(1, () => Promise.reject(new BrokeOff(taken, 'discussions', new AppError('files/unreadable'))));
    await press('Merge');
    expect(words()).toContain('Only a part of this file was taken.');
    expect(words()).toContain('2 discussions came, 1 discussion merged.');
    expect(words()).toContain('Open the file again');
    expect(words()).not.toContain('Nothing was changed');
  });

  test('[HO13] stays open for what is under way when its dialog goes', async () => {
    let end: (done: boolean) => void = () => undefined;
    const asked = await opened(1, () => new Promise((resolve) => (end = resolve)));
    await press('Merge');
    clearScreen();
    await settled();
    expect(asked).not.toContain('handoff.close');
    end(true);
    await settled();
    expect(asked).toContain('handoff.close');
  });
});

describe('[HO12] a file that is made', () => {
  const discussion = (id: string) => ({ id, title: id, trashedAt: null, postCount: 1 }) as unknown as DiscussionSummary;

  async function made(set: () => Promise<void> | void): Promise<GiveWish | null> {
    let wish: GiveWish | null = null;
    putOnScreen(
      <GiveDialog
        notebookName="Tea club"
        discussions={[discussion('tea'), discussion('cups')]}
        shown={'tea' as never}
        give={async (given) => {
          wish = given;
          return true;
        }}
        onError={() => undefined}
        onClose={() => undefined}
      />,
    );
    await set();
    if (wish === null) await press('Save file');
    return wish;
  }
  const choose = async (label: string): Promise<void> => {
    const radio = [...document.querySelectorAll('label')].find((one) => one.textContent.includes(label));
    act(() => radio?.click());
    await settled();
  };
  const turn = async (label = 'With earlier versions'): Promise<void> => {
    const named = [...document.querySelectorAll('span')].find((one) => one.textContent === label);
    act(() => document.querySelector<HTMLElement>(`[role="switch"][aria-labelledby="${named?.id ?? ''}"]`)?.click());
    await settled();
  };

  test('goes without earlier versions for one discussion, and says that they stay', async () => {
    const wish = await made(() => expect(words()).toContain('What it said before stays here.'));
    expect(wish).toMatchObject({ scope: 'discussions', versions: false });
  });

  test('is saved by Enter in the passphrase, unless that is too short', async () => {
    let isShort = false;
    const wish = await made(async () => {
      await turn('Lock it with a passphrase');
      await fill('Passphrase', 'tea', true);
      isShort = words().includes('At least');
      await fill('Passphrase', 'kettle lamp ocean', true);
      expect(() => button('Save file')).toThrow();
    });
    expect(isShort).toBe(true);
    expect(wish).toMatchObject({ passphrase: 'kettle lamp ocean' });
  });

  test('goes with them for a whole notebook, and says what is in them', async () => {
    const wish = await made(async () => {
      await choose('The whole notebook');
      expect(words()).toContain('what they said before, also what was deleted since');
    });
    expect(wish).toMatchObject({ scope: 'notebook', versions: true });
  });

  test.each([
    ['with them for one discussion', ['This discussion'], true],
    ['without them for a whole notebook', ['The whole notebook'], false],
    [
      'as it was set also when something else is chosen then',
      ['This discussion', 'turn', 'The whole notebook', 'This'],
      true,
    ],
  ] as const)('goes %s when that is said', async (_, steps, versions) => {
    const wish = await made(async () => {
      const isTurned = steps.some((step) => step === 'turn');
      for (const step of steps) await (step === 'turn' ? turn() : choose(step));
      if (!isTurned) await turn();
    });
    expect(wish).toMatchObject({ versions });
  });
});
