/** Failures that the person must see, until their cause ends or they are dismissed. */
import type { ErrorCode } from '../../shared/errors/codes';
import { Derived } from './readable';

export class Problems {
  private readonly current = new Map<string, ErrorCode>();
  readonly list = new Derived<readonly { readonly code: ErrorCode; readonly key: string }[]>(() =>
    [...this.current].map(([key, code]) => ({ key, code })),
  );

  /** `code` null: the cause ended. */
  set(key: string, code: ErrorCode | null): void {
    if (code === (this.current.get(key) ?? null)) return;
    if (code === null) this.current.delete(key);
    else this.current.set(key, code);
    this.list.invalidate();
  }
}
