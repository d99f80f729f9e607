/** Offers to take out the empty one of two equal templates: two people began at the same time, apart. */
import { useMemo } from 'react';
import { emptyTwin } from '../../../shared/recap/twice';
import type { RecapDocument } from '../../notebook/types';
import { Button } from '../../ui/button';
import { useReadable } from '../../ui/store';

export function TemplatesTwice({ recap }: { readonly recap: RecapDocument }) {
  const content = useReadable(recap.content);
  const twin = useMemo(() => emptyTwin(content), [content]);
  if (twin === null) return null;
  const takeOut = (): void => {
    // The recap may have changed since it was drawn.
    const now = emptyTwin(recap.read());
    if (now !== null) recap.remove(now.from, now.to);
  };
  return (
    <section className="sig" aria-label="The same template twice">
      <div className="sig-words" role="status">
        The same template went in twice, and one of the two is still empty.
      </div>
      <div className="sig-actions">
        <Button onClick={takeOut}>Take the empty one out</Button>
      </div>
    </section>
  );
}
