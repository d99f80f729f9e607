/** What lies below the pages. Notices are shown above it, however high it is, so that they hide none of its buttons. */
import { type ReactNode, useLayoutEffect, useRef } from 'react';

export function RecapFoot({ children }: { readonly children: ReactNode }) {
  const foot = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const element = foot.current;
    if (element === null || typeof ResizeObserver === 'undefined') return undefined;
    const { style } = document.documentElement;
    const observer = new ResizeObserver(() => style.setProperty('--recap-foot', `${String(element.offsetHeight)}px`));
    observer.observe(element);
    return () => {
      observer.disconnect();
      style.removeProperty('--recap-foot');
    };
  }, []);
  return (
    <div ref={foot} className="rec-foot">
      {children}
    </div>
  );
}
