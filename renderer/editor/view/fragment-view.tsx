/** A shared fragment for reading only: shown when it holds content that this version of the app does not know. */
import { useEffect, useState } from 'react';
import { fragmentToRichText } from '../fragment/plain-data';
import type { SharedEditorProps } from '../types';
import { RichTextView } from './rich-text-view';

export function FragmentView({ fragment, assets, label, onOpenLink }: SharedEditorProps) {
  const [body, setBody] = useState(() => fragmentToRichText(fragment));
  useEffect(() => {
    let frame = 0;
    const changed = (): void => {
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(() => setBody(fragmentToRichText(fragment)));
    };
    fragment.observeDeep(changed);
    return () => {
      cancelAnimationFrame(frame);
      fragment.unobserveDeep(changed);
    };
  }, [fragment]);
  return (
    <div role="document" aria-label={label} className="editor">
      <RichTextView body={body} assets={assets} onOpenLink={onOpenLink} />
    </div>
  );
}
