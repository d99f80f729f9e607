import { type ErrorCode, MESSAGES } from './codes';
import type { PersonMessage } from './message';

/** A failure that a person can meet. Code branches on `code`, never on text. */
export class AppError extends Error {
  readonly code: ErrorCode;

  constructor(code: ErrorCode, detail = '', options?: { cause?: unknown }) {
    super(detail === '' ? code : `${code}: ${detail}`, options);
    this.name = 'AppError';
    this.code = code;
    this.detail = detail;
  }

  readonly detail: string;
}

export function isErrorCode(code: string): code is ErrorCode {
  return Object.hasOwn(MESSAGES, code);
}

/** Any thrown value as a coded error; what is not coded becomes `unexpected`. */
export function toAppError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  return new AppError('unexpected', error instanceof Error ? error.message : String(error), { cause: error });
}

/** What to tell the person: what happened, that nothing was lost, what to do next. */
export function describeError(error: unknown): PersonMessage & { readonly code: ErrorCode; readonly detail: string } {
  const known = toAppError(error);
  return { ...MESSAGES[known.code], code: known.code, detail: known.detail };
}
