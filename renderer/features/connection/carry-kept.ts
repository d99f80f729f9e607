/** The code that a person was shown last, so that it is there again when the dialog is. It lives as long as what it belongs to. */
import type { HandCarry } from '../../sync/types';

export interface KeptCode {
  readonly kind: 'mine' | 'answer';
  readonly code: string;
}

const kept = new WeakMap<HandCarry, KeptCode>();

export function keepCode(carry: HandCarry, { kind, code }: KeptCode): void {
  kept.set(carry, { kind, code });
}

export function keptCode(carry: HandCarry): KeptCode | null {
  return kept.get(carry) ?? null;
}

export function forgetCode(carry: HandCarry): void {
  kept.delete(carry);
}
