import { act } from 'react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { CarryDialog, type CarryDialogProps } from '../../../../../renderer/features/connection/carry-dialog';
import type { HandCarry } from '../../../../../renderer/sync/types';
import { createStore } from '../../../../../renderer/ui/store';
import { AppError } from '../../../../../shared/errors/app-error';
import { clearScreen, field, fill, press, putOnScreen, settled, words } from '../../../../support/on-screen';

afterEach(clearScreen);

type Progress = ReturnType<HandCarry['progress']['get']>;

interface Start {
  readonly progress?: Progress;
  /** One that was shown before; a new one otherwise. */
  readonly carry?: HandCarry;
}

async function show(
  change: Partial<CarryDialogProps> = {},
  { progress: start = { kind: 'none' }, ...before }: Start = {},
) {
  const progress = createStore<Progress>(start);
  const carry = {
    progress,
    offer: vi.fn(async () => {
      progress.set({ kind: 'waiting', for: 'answer' });
      return 'recap://connect#offer';
    }),
    take: vi.fn<HandCarry['take']>(async (code) => {
      if (code === 'recap://connect#answer') {
        progress.set({ kind: 'connecting' });
        return { kind: 'completed' };
      }
      progress.set({ kind: 'waiting', for: 'other-side' });
      return { kind: 'answer', code: 'recap://connect#answer' };
    }),
    cancel: vi.fn(() => progress.set({ kind: 'none' })),
  };
  const props = {
    meet: vi.fn(async () => undefined),
    leave: vi.fn(),
    check: vi.fn<CarryDialogProps['check']>(),
    copied: [] as string[],
    saved: [] as string[],
  };
  putOnScreen(
    <CarryDialog
      carry={before.carry ?? carry}
      given={null}
      meeting
      meet={props.meet}
      leave={props.leave}
      check={props.check}
      connectedWith={[]}
      copy={async (text) => void props.copied.push(text)}
      save={async (name, text) => {
        props.saved.push(`${name}: ${text}`);
        return true;
      }}
      openFile={async () => ({ status: 'cancelled' })}
      onClose={vi.fn()}
      {...change}
    />,
  );
  await settled();
  return { carry, progress, ...props };
}

const MINE = 'Connection code';
const ANSWER = 'Answer of the other device';
const GIVEN = 'Code of the other device';

describe('the device that begins', () => {
  it('makes a code, takes the answer, and says when the two are connected', async () => {
    const { carry, progress, copied, saved } = await show();
    await press('Start here');
    expect(field(MINE).value).toBe('recap://connect#offer');
    await press('Copy');
    await press('Save as file…');
    expect(copied).toEqual(['recap://connect#offer']);
    expect(saved).toEqual(['Connection code: recap://connect#offer']);
    expect(words()).toContain('Waiting for the answer.');
    await fill(ANSWER, ' recap://connect#answer\n', true);
    expect(carry.take).toHaveBeenCalledWith('recap://connect#answer');
    expect(words()).toContain('Connecting…');
    act(() => progress.set({ kind: 'connected' }));
    expect(words()).toContain('Connected. The two copies exchange everything by themselves now.');
  });

  it('goes on where it was left, with the same code', async () => {
    const { carry } = await show();
    await press('Start here');
    clearScreen();
    await show({}, { carry });
    expect(field(MINE).value).toBe('recap://connect#offer');
    expect(words()).toContain('Waiting for the answer.');
    expect(carry.offer).toHaveBeenCalledOnce();
  });

  it('starts again at the first choice, and lets go of what it had offered', async () => {
    const { carry } = await show();
    await press('Start here');
    await press('Start again');
    expect(carry.cancel).toHaveBeenCalledOnce();
    expect(document.activeElement?.textContent).toContain('Start here');
    clearScreen();
    await show({}, { carry });
    expect(words()).toContain('I was given a code');
  });

  it('takes no other answer while it is connecting, nor after that has failed', async () => {
    const { progress } = await show();
    await press('Start here');
    await fill(ANSWER, 'recap://connect#answer', true);
    expect(words()).toContain('Connecting…');
    expect(words()).not.toContain(ANSWER);
    act(() => progress.set({ kind: 'failed', code: 'carry/no-path' }));
    expect(words()).not.toContain(ANSWER);
    expect(document.querySelector('[role=alert]')?.textContent).toContain('Press “Start again” on both devices');
    expect(document.activeElement?.textContent).toBe('Start again');
  });

  it('says with whom it is connected already, also when that comes about while it waits', async () => {
    await show({ connectedWith: ['Chris'] });
    expect(words()).toContain('You are connected with Chris already.');
    await press('Start here');
    expect(words()).toContain('You are connected with Chris. An answer is needed only from somebody else.');
    expect(words()).not.toContain('Waiting for the answer.');
  });
});

describe('the device that was given a code', () => {
  it('goes on where it was left, with the same answer', async () => {
    const { carry } = await show();
    await press('I was given a code');
    await fill(GIVEN, 'recap://connect#offer', true);
    clearScreen();
    await show({}, { carry });
    expect(field('Connection answer').value).toBe('recap://connect#answer');
  });

  it('is told when it is connected with that device already, as it was after the code before', async () => {
    const { carry } = await show({}, { progress: { kind: 'connected' } });
    carry.take.mockResolvedValueOnce({ kind: 'completed' });
    await press('I was given a code');
    await fill(GIVEN, 'recap://connect#offer', true);
    expect(words()).toContain('Connected.');
  });

  it('takes it and shows the answer to carry back', async () => {
    await show();
    await press('I was given a code');
    await fill(GIVEN, 'recap://connect#offer', true);
    expect(field('Connection answer').value).toBe('recap://connect#answer');
    expect(words()).toContain('Waiting for the other device to take the answer.');
  });

  it('goes on saying so while the devices feel their way, and tells when the two are connected', async () => {
    const { progress } = await show();
    await press('I was given a code');
    await fill(GIVEN, 'recap://connect#offer', true);
    act(() => progress.set({ kind: 'connecting' }));
    expect(words()).toContain('Waiting for the other device to take the answer.');
    act(() => progress.set({ kind: 'connected' }));
    expect(words()).toContain('Connected.');
  });

  it('keeps a code that was refused, and says why', async () => {
    const { carry } = await show();
    carry.take.mockRejectedValueOnce(new AppError('invite/damaged'));
    await press('I was given a code');
    await fill(GIVEN, 'recap://connect#half', true);
    expect(document.querySelector('[role=alert]')?.textContent).toContain('damaged');
    expect(field(GIVEN).value).toBe('recap://connect#half');
  });

  it('takes the code that the app was opened with, once', async () => {
    const { carry } = await show({ given: 'recap://connect#offer' });
    expect(carry.take).toHaveBeenCalledOnce();
    expect(field('Connection answer').value).toBe('recap://connect#answer');
  });
});

describe('a notebook that meets nobody yet', () => {
  it('says so, and begins to when the person makes a code', async () => {
    const { meet, carry } = await show({ meeting: false });
    expect(words()).toContain('The notebook begins to meet others with this.');
    await press('Start here');
    expect(meet).toHaveBeenCalledOnce();
    expect(carry.offer).toHaveBeenCalledOnce();
  });

  it('does not begin to with a code that is none of this notebook', async () => {
    const { meet, carry } = await show({
      meeting: false,
      check: () => {
        throw new AppError('carry/other-notebook');
      },
    });
    await press('I was given a code');
    await fill(GIVEN, 'recap://connect#other', true);
    expect(document.querySelector('[role=alert]')?.textContent).toContain('belongs to another notebook');
    expect(meet).not.toHaveBeenCalled();
    expect(carry.take).not.toHaveBeenCalled();
  });

  it('is on its own again when the code is refused, or none could be made', async () => {
    const { leave, carry } = await show({ meeting: false });
    carry.take.mockRejectedValueOnce(new AppError('carry/used'));
    await press('I was given a code');
    await fill(GIVEN, 'recap://connect#used', true);
    expect(leave).toHaveBeenCalledOnce();
    await press('Start again');
    carry.offer.mockRejectedValueOnce(new AppError('carry/no-network'));
    await press('Start here');
    expect(leave).toHaveBeenCalledTimes(2);
    await press('Start here');
    expect(leave).toHaveBeenCalledTimes(2);
  });

  it('asks before it takes the code that the app was opened with', async () => {
    const { meet, carry } = await show({ meeting: false, given: 'recap://connect#offer' });
    expect(carry.take).not.toHaveBeenCalled();
    expect(field(GIVEN).value).toBe('recap://connect#offer');
    await press('Continue');
    expect(meet).toHaveBeenCalledOnce();
    expect(carry.take).toHaveBeenCalledOnce();
  });
});

it('what an earlier connection came to is not told again', async () => {
  await show({}, { progress: { kind: 'failed', code: 'hub/unreachable' } });
  await press('I was given a code');
  expect(document.querySelector('[role=alert]')).toBeNull();
});
