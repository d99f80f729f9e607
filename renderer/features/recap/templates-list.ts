/** The templates as they are offered: the notebook’s own first, then those of the app. Pure. */

import type { RichText } from '../../../shared/model/rich-text';
import { BUILT_IN_TEMPLATES, type TemplateFacts } from '../../../shared/recap/built-in-templates';
import { groupByQuestion } from '../../../shared/recap/grouping';
import { type OwnTemplate, templateOutline } from '../../../shared/recap/templates';
import { count } from '../../ui/words';

export interface OfferedTemplate {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  /** Present for one that a member made. */
  readonly own: OwnTemplate | null;
  readonly make: () => RichText;
}

export function offeredTemplates(
  own: readonly OwnTemplate[],
  facts: TemplateFacts,
  nameOf: (person: OwnTemplate['by']) => string,
): readonly OfferedTemplate[] {
  const made = own.map(
    (one): OfferedTemplate => ({
      id: one.id,
      name: one.name,
      description: `By ${nameOf(one.by)}: ${templateOutline(one.body).join(', ') || 'text'}.`,
      own: one,
      make: () => one.body,
    }),
  );
  const questions = groupByQuestion(facts.posts).groups.length;
  const builtIn = BUILT_IN_TEMPLATES.map(
    (one): OfferedTemplate => ({
      id: one.id,
      name: one.name,
      description:
        one.id === 'chat' && questions > 0
          ? `${count(questions, 'question')} found here, a section for each.`
          : one.description,
      own: null,
      make: () => one.make(facts),
    }),
  );
  // What fits the discussion stands first.
  const first = (one: OfferedTemplate): number => Number(one.id === 'chat' && questions > 0);
  return [...made, ...builtIn.sort((a, b) => first(b) - first(a))];
}
