/** What lies below the pages. Notices are shown above it, however high it is, so that they hide none of its buttons. */
import { type ReactNode, useLayoutEffect, useRef } from 'react';
import { keepNoticesAbove } from '../../ui/toast';

export function RecapFoot({ children }: { readonly children: ReactNode }) {
  const foot = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const element = foot.current;
    if (element === null || typeof ResizeObserver === 'undefined') return undefined;
    const observer = new ResizeObserver(() => keepNoticesAbove(element.offsetHeight));
    observer.observe(element);
    return () => {
      observer.disconnect();
      keepNoticesAbove(null);
    };
  }, []);
  return (
    <div ref={foot} className="rec-foot">
      {children}
    </div>
  );
}
