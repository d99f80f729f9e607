import { AppError } from '../../shared/errors/app-error';
import { Derived } from '../notebook/readable';
import type { HandCarry } from './types';

export type CarryProgress = ReturnType<HandCarry['progress']['get']>;
const NOTHING: CarryProgress = { kind: 'none' };

/** The hand-carried connection of whatever room is open now; one that ends with its room. */
export function carryOf(current: () => HandCarry | null): HandCarry & { changed(): void } {
  const progress = new Derived<CarryProgress>(() => current()?.progress.get() ?? NOTHING);
  const now = (): HandCarry => {
    const carry = current();
    if (carry === null) throw new AppError('hub/not-running');
    return carry;
  };
  return {
    progress,
    offer: async () => now().offer(),
    take: async (code) => now().take(code),
    cancel: () => current()?.cancel(),
    changed: () => progress.invalidate(),
  };
}
