/** Below the first line of an empty recap: what can be done here, and the templates to begin with. Goes with the first word. */
import { useId } from 'react';
import { isBlankRecap } from '../../../shared/recap/templates';
import type { RecapDocument } from '../../notebook/types';
import { Button } from '../../ui/button';
import { useReadable } from '../../ui/store';
import type { OfferedTemplate } from './templates-list';
import './templates.css';

export interface TemplatesEmptyProps {
  readonly recap: RecapDocument;
  readonly templates: () => readonly OfferedTemplate[];
  readonly onUse: (template: OfferedTemplate) => void;
  readonly onAll: () => void;
}

/** As many as leave the upper half of a small page to writing. */
const FEW = 6;

export function TemplatesEmpty({ recap, templates, onUse, onAll }: TemplatesEmptyProps) {
  const blank = isBlankRecap(useReadable(recap.content));
  const id = useId();
  if (!blank) return null;
  return (
    <section className="tpl-start" aria-label="Ways to begin">
      <p className="tpl-start-words">Just write above, add posts from the discussion, or start from a template:</p>
      <ul className="tpl-list">
        {templates()
          .slice(0, FEW)
          .map((one) => (
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
