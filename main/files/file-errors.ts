/** The system's file errors as codes that a person gets an answer to. */
import { AppError } from '../../shared/errors/app-error';
import { isCode } from './atomic-write';

export function writeError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  const isFull = isCode(error, 'ENOSPC') || isCode(error, 'EDQUOT');
  return new AppError(isFull ? 'files/no-space' : 'files/unwritable', messageOf(error), { cause: error });
}

export function readError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  return new AppError('files/unreadable', messageOf(error), { cause: error });
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
