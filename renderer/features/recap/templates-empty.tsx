/** Below the first line of an empty recap: what can be done here, and the templates to begin with. Goes with the first word. */
import { useId, useMemo } from 'react';
import { isBlankRecap, type OwnTemplate } from '../../../shared/recap/templates';
import type { Discussion, RecapDocument } from '../../notebook/types';
import { Button } from '../../ui/button';
import { type ReadableValue, useReadable } from '../../ui/store';
import { templateFacts } from './template-facts';
import { type OfferedTemplate, offeredTemplates } from './templates-list';
import './templates.css';

export interface TemplatesEmptyProps {
  readonly discussion: Discussion;
  readonly recap: RecapDocument;
  /** Those that the members made. */
  readonly own: ReadableValue<readonly OwnTemplate[]>;
  readonly onUse: (template: OfferedTemplate) => void;
  readonly onAll: () => void;
}

/** As many as leave the upper half of a small page to writing. */
const FEW = 6;

export function TemplatesEmpty(props: TemplatesEmptyProps) {
  return isBlankRecap(useReadable(props.recap.content)) ? <Start {...props} /> : null;
}

function Start({ discussion, own, onUse, onAll }: TemplatesEmptyProps) {
  const id = useId();
  const made = useReadable(own);
  const posts = useReadable(discussion.posts);
  const templates = useMemo(
    () => offeredTemplates(made, templateFacts(discussion, posts), (by) => discussion.parts.person(by).name),
    [made, discussion, posts],
  );
  return (
    <section className="tpl-start" aria-label="Ways to begin">
      <p className="tpl-start-words">Just write above, add posts from the discussion, or start from a template:</p>
      <ul className="tpl-list">
        {templates.slice(0, FEW).map((one) => (
          <li key={one.id}>
            <button type="button" className="tpl-row" aria-describedby={`${id}-${one.id}`} onClick={() => onUse(one)}>
              {one.name}
            </button>
            <p id={`${id}-${one.id}`} className="tpl-about">
              {one.description}
            </p>
          </li>
        ))}
      </ul>
      <Button look="link" className="tpl-all" onClick={onAll}>
        All templates…
      </Button>
    </section>
  );
}
