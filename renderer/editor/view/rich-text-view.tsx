/** Rich text for reading: plain elements, no editor, so that a thread of hundreds of posts costs little. */
import { createElement, Fragment, type MouseEvent, memo, type ReactNode, useLayoutEffect, useRef } from 'react';
import { detailRole } from '../../../shared/model/point';
import type { RichTextMark, RichTextNode } from '../../../shared/model/rich-text';
import { noteShownText } from '../copy/reading-selection';
import { safeLink } from '../links';
import { PointReading } from '../points/point-reading';
import { editorSchema } from '../schema/content';
import type { RichTextViewProps } from '../types';
import { type ImageAttrs, mountImage } from './image-dom';
import '../rich-text.css';

/** Deeper nesting is shown as its text: recursion has an end, and so has a screen. */
const MAX_DEPTH = 60;

type Surroundings = Pick<RichTextViewProps, 'assets' | 'onOpenLink' | 'points' | 'author'>;
type Render = (node: RichTextNode, children: ReactNode, around: Surroundings) => ReactNode;

const plain =
  (tag: string): Render =>
  (_node, children) =>
    createElement(tag, null, children);
const attribute = (node: RichTextNode, name: string): unknown => node.attrs?.[name];

function text(node: RichTextNode): string {
  const parts: string[] = [];
  const left: RichTextNode[] = [node];
  for (let at = left.pop(); at !== undefined; at = left.pop()) {
    if (typeof at.text === 'string') parts.push(at.text);
    if (Array.isArray(at.content)) left.push(...[...(at.content as RichTextNode[])].reverse());
  }
  return parts.join('');
}

/** An empty line has the height of a line, as in the editor. */
const paragraph: Render = (_node, children) => <p>{children ?? <br />}</p>;

const heading: Render = (node, children) => {
  const level = attribute(node, 'level');
  const known = typeof level === 'number' && Number.isInteger(level) && level >= 1 && level <= 6 ? level : 1;
  return createElement(`h${known}`, null, children ?? <br />);
};

const orderedList: Render = (node, children) => {
  const start = attribute(node, 'start');
  return (
    <ol start={typeof start === 'number' && Number.isSafeInteger(start) && start !== 1 ? start : undefined}>
      {children}
    </ol>
  );
};

const taskItem: Render = (node, children) => {
  const checked = attribute(node, 'checked') === true;
  const name = `Done: ${text(node.content?.[0] ?? node) || 'empty task'}`;
  return (
    <li data-type="taskItem" data-checked={checked}>
      <label>
        <input type="checkbox" checked={checked} disabled readOnly aria-label={name} />
      </label>
      <div>{children}</div>
    </li>
  );
};

const codeBlock: Render = (node, children) => {
  const language = attribute(node, 'language');
  return (
    <pre>
      <code data-language={typeof language === 'string' ? language : undefined}>{children}</code>
    </pre>
  );
};

const table: Render = (_node, children) => (
  <div className="rich-table">
    <table>
      <tbody>{children}</tbody>
    </table>
  </div>
);

function Picture({ attrs, assets, onOpenLink }: Surroundings & { attrs: ImageAttrs }) {
  const ref = useRef<HTMLDivElement>(null);
  const { src, alt, title } = attrs;
  useLayoutEffect(
    () => (ref.current === null ? undefined : mountImage(ref.current, { src, alt, title }, assets, onOpenLink)),
    [src, alt, title, assets, onOpenLink],
  );
  return <div ref={ref} className="rich-image" />;
}

const point: Render = (node, children, { points, onOpenLink }) => (
  <PointReading node={node} host={points} onOpenLink={onOpenLink}>
    {children}
  </PointReading>
);

const detail: Render = (node, children) => (
  <p data-type="detail" data-role={detailRole(node.attrs?.role)}>
    {children}
  </p>
);

const NODES: Readonly<Record<string, Render>> = {
  paragraph,
  heading,
  bulletList: plain('ul'),
  orderedList,
  listItem: plain('li'),
  taskList: (_node, children) => <ul data-type="taskList">{children}</ul>,
  taskItem,
  blockquote: plain('blockquote'),
  codeBlock,
  horizontalRule: () => <hr />,
  table,
  tableRow: plain('tr'),
  tableHeader: plain('th'),
  tableCell: plain('td'),
  image: (node, _children, around) => <Picture attrs={node.attrs ?? {}} {...around} />,
  hardBreak: () => <br />,
  point,
  detail,
  // They are shown in the foot of their point.
  cite: () => null,
  credit: () => null,
};

const INLINE_CONTENT: ReadonlySet<string> = new Set(['paragraph', 'heading', 'codeBlock', 'detail']);
const MARKS: Readonly<Record<string, string>> = { bold: 'strong', italic: 'em', strike: 's', code: 'code' };

/** The middle button would open a window. */
function refuseNewWindow(event: MouseEvent): void {
  event.preventDefault();
}

function marked(content: ReactNode, mark: RichTextMark, { onOpenLink, author }: Surroundings): ReactNode {
  if (mark.type === 'author') return author ? <span {...author(mark.attrs ?? {})}>{content}</span> : content;
  if (mark.type === 'link') {
    const href = safeLink(mark.attrs?.href);
    const title = mark.attrs?.title;
    if (href === null) return content;
    const open = (event: MouseEvent): void => {
      event.preventDefault();
      onOpenLink(href);
    };
    return (
      <a
        href={href}
        title={typeof title === 'string' ? title : href}
        rel="noopener noreferrer nofollow"
        onClick={open}
        onAuxClick={refuseNewWindow}
      >
        {content}
      </a>
    );
  }
  const tag = Object.hasOwn(MARKS, mark.type) ? MARKS[mark.type] : undefined;
  return tag === undefined ? content : createElement(tag, null, content);
}

/** Outer marks first, in the order of the schema: as the editor nests them. */
const MARK_ORDER = Object.keys(editorSchema.marks);

function marksOf(node: RichTextNode): readonly RichTextMark[] {
  const marks: readonly RichTextMark[] = Array.isArray(node.marks) ? node.marks : [];
  return marks.toSorted((a, b) => MARK_ORDER.indexOf(a.type) - MARK_ORDER.indexOf(b.type));
}

const sameMark = (a: RichTextMark | undefined, b: RichTextMark): boolean =>
  a !== undefined &&
  a.type === b.type &&
  a.attrs?.['href'] === b.attrs?.['href'] &&
  a.attrs?.['by'] === b.attrs?.['by'];

/** Neighbours that share a mark share its element, so that a code span with a bold word is one box. */
function inline(nodes: readonly RichTextNode[], around: Surroundings, depth: number): ReactNode[] {
  const shown: ReactNode[] = [];
  for (let index = 0; index < nodes.length; ) {
    const first = nodes[index] as RichTextNode;
    const mark = marksOf(first)[depth];
    let end = index + 1;
    if (mark === undefined) {
      shown.push(first.type === 'text' ? textOf(first) : rendered(first, index, around, MAX_DEPTH));
    } else {
      while (end < nodes.length && sameMark(marksOf(nodes[end] as RichTextNode)[depth], mark)) end += 1;
      const inner = inline(nodes.slice(index, end), around, depth + 1);
      shown.push(<Fragment key={index}>{marked(inner, mark, around)}</Fragment>);
    }
    index = end;
  }
  return shown;
}

const textOf = (node: RichTextNode): string => (typeof node.text === 'string' ? node.text : '');

function rendered(node: RichTextNode, index: number, around: Surroundings, depth: number): ReactNode {
  const render = Object.hasOwn(NODES, node.type) ? NODES[node.type] : undefined;
  if (render === undefined || depth > MAX_DEPTH) {
    return (
      <div key={index} className="rich-unknown">
        <p>{text(node)}</p>
        <p className="rich-note">This part was made by a newer version of the app.</p>
      </div>
    );
  }
  const content: readonly RichTextNode[] = Array.isArray(node.content) ? node.content : [];
  const children = INLINE_CONTENT.has(node.type)
    ? inline(content, around, 0)
    : content.map((child, at) => rendered(child, at, around, depth + 1));
  return <Fragment key={index}>{render(node, children.length > 0 ? children : null, around)}</Fragment>;
}

/** Shows `body` exactly as the editors do. Links open through `onOpenLink`; pictures come from `assets`. */
export const RichTextView = memo(function RichTextView(props: RichTextViewProps) {
  const { body, assets, points, author, onOpenLink } = props;
  const around = { assets, points, author, onOpenLink };
  const element = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    if (element.current !== null) noteShownText(element.current, body);
  }, [body]);
  return (
    <div className="rich-text" ref={element}>
      {(body.content ?? []).map((child, index) => rendered(child, index, around, 0))}
    </div>
  );
});
