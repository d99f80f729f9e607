/** The thread's own side of asked-thread.ts: answers each question after the one before. */
import { parentPort } from 'node:worker_threads';
import { toAppError } from '../../../shared/errors/app-error';
import type { Answer, Asked } from './asked-thread';

/** @param given buffers that go along with an answer instead of being copied */
export function answerQuestions<Question>(
  answer: (question: Question) => unknown,
  given: (value: unknown) => readonly ArrayBuffer[] = () => [],
): void {
  let last: Promise<unknown> = Promise.resolve();
  parentPort?.on('message', ({ id, question }: Asked) => {
    last = last.then(async () => {
      try {
        const value = await answer(question as Question);
        parentPort?.postMessage({ id, value } satisfies Answer, given(value));
      } catch (error) {
        const { code, detail } = toAppError(error);
        parentPort?.postMessage({ id, code, detail } satisfies Answer);
      }
    });
  });
}
