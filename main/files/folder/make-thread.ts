/** A thread that makes the files of exports: its own bundle. Serves one export after the other. */
import type { MadeGroup } from '../../../shared/export/make-group';
import { Maker } from './maker';
import type { MakersAsked, Wanted } from './makers';
import { answerQuestions } from './thread-answers';

export type MakeQuestion =
  | { readonly kind: 'begin'; readonly asked: MakersAsked }
  | { readonly kind: 'make'; readonly wanted: readonly Wanted[] }
  | { readonly kind: 'end' };

let maker: Maker | null = null;

function answer(question: MakeQuestion): MadeGroup | undefined {
  if (question.kind === 'make') return maker?.make(question.wanted);
  maker?.end();
  maker = question.kind === 'begin' ? new Maker(question.asked) : null;
  return undefined;
}

answerQuestions(answer, (value) => (value === undefined ? [] : [(value as MadeGroup).bytes.buffer]));
