import type { RichText } from '../../../shared/model/rich-text';
import { templateOutline, templateSections } from '../../../shared/recap/templates';
import { KIND_WORDS } from './finish-words';

/** A look at what a template holds: its headings with the kinds of points below each, or else its first lines. */
export function TemplateOutline({ body }: { readonly body: RichText }) {
  const sections = templateSections(body);
  const lines =
    sections.length > 0 ? sections : templateOutline(body).map((heading) => ({ heading, kinds: [] as const }));
  if (lines.length === 0) return null;
  return (
    <ol className="tpl-outline" aria-label="What it holds">
      {lines.map(({ heading, kinds }, place) => (
        <li key={`${heading} ${String(place)}`}>
          {heading}
          {kinds.length > 0 && <span className="tpl-kinds">{kinds.map((kind) => KIND_WORDS[kind]).join(' · ')}</span>}
        </li>
      ))}
    </ol>
  );
}
