/** A point for reading: the same frame and foot as in the editor, around text that React draws. */
import { type ReactNode, useLayoutEffect, useMemo, useRef } from 'react';
import { blockText, readPoint } from '../../../shared/model/point';
import type { RichTextNode } from '../../../shared/model/rich-text';
import type { PointHost } from '../types';
import { PointFoot } from './point-foot';
import './points.css';

interface PointReadingProps {
  readonly node: RichTextNode;
  readonly host: PointHost | undefined;
  readonly onOpenLink: (url: string) => void;
  readonly children: ReactNode;
}

export function PointReading({ node, host, onOpenLink, children }: PointReadingProps) {
  const frame = useRef<HTMLElement>(null);
  const foot = useRef<PointFoot | null>(null);
  const point = useMemo(() => readPoint(node, 0, ''), [node]);
  useLayoutEffect(() => {
    if (frame.current === null) return undefined;
    const made = new PointFoot(frame.current, { host, onOpenLink, edit: null });
    foot.current = made;
    frame.current.append(made.dom);
    return () => {
      made.destroy();
      made.dom.remove();
      made.check.remove();
      foot.current = null;
    };
  }, [host, onOpenLink]);
  useLayoutEffect(() => {
    foot.current?.show(point);
    foot.current?.name(blockText(node));
  });
  return (
    <section ref={frame} className="point">
      <div className="point-body">{children}</div>
    </section>
  );
}
