/** Rich text for reading: plain elements, no editor, so that a thread of hundreds of posts costs little. */
import { createElement, Fragment, memo, type MouseEvent, type ReactNode, useLayoutEffect, useRef } from 'react';
import type { RichTextMark, RichTextNode } from '../../../shared/model/rich-text';
import { linkAt } from '../input/open-link';
import { safeLink } from '../links';
import type { AssetStore, RichTextViewProps } from '../types';
import { type ImageAttrs, mountImage } from './image-dom';
import '../rich-text.css';

/** Deeper nesting is shown as its text: recursion has an end, and so has a screen. */
const MAX_DEPTH = 60;

type Render = (node: RichTextNode, children: ReactNode, assets: AssetStore) => ReactNode;

const plain = (tag: string): Render => (_node, children) => createElement(tag, null, children);
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
  return <ol start={typeof start === 'number' && Number.isSafeInteger(start) && start !== 1 ? start : undefined}>{children}</ol>;
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

function Picture({ attrs, assets }: { attrs: ImageAttrs; assets: AssetStore }) {
  const ref = useRef<HTMLDivElement>(null);
  const { src, alt, title } = attrs;
  useLayoutEffect(
    () => (ref.current === null ? undefined : mountImage(ref.current, { src, alt, title }, assets, null)),
    [src, alt, title, assets],
  );
  return <div ref={ref} className="rich-image" />;
}

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
  image: (node, _children, assets) => <Picture attrs={node.attrs ?? {}} assets={assets} />,
  hardBreak: () => <br />,
};

const MARKS: Readonly<Record<string, string>> = { bold: 'strong', italic: 'em', strike: 's', code: 'code' };

function marked(content: ReactNode, mark: RichTextMark): ReactNode {
  if (mark.type === 'link') {
    const href = safeLink(mark.attrs?.href);
    const title = mark.attrs?.title;
    if (href === null) return <a>{content}</a>;
    return (
      <a href={href} title={typeof title === 'string' ? title : href} rel="noopener noreferrer nofollow">
        {content}
      </a>
    );
  }
  const tag = Object.hasOwn(MARKS, mark.type) ? MARKS[mark.type] : undefined;
  return tag === undefined ? content : createElement(tag, null, content);
}

function rendered(node: RichTextNode, index: number, assets: AssetStore, depth: number): ReactNode {
  if (node.type === 'text') {
    const content = typeof node.text === 'string' ? node.text : '';
    return <Fragment key={index}>{(node.marks ?? []).toReversed().reduce<ReactNode>(marked, content)}</Fragment>;
  }
  const render = Object.hasOwn(NODES, node.type) ? NODES[node.type] : undefined;
  if (render === undefined || depth > MAX_DEPTH) {
    return (
      <div key={index} className="rich-unknown">
        <p>{text(node)}</p>
        <p className="rich-note">This part was made by a newer version of the app.</p>
      </div>
    );
  }
  const content = Array.isArray(node.content) && node.content.length > 0 ? node.content : null;
  const children = content?.map((child: RichTextNode, at) => rendered(child, at, assets, depth + 1)) ?? null;
  return <Fragment key={index}>{render(node, children, assets)}</Fragment>;
}

/** The middle button would open a window. */
function refuseNewWindow(event: MouseEvent<HTMLElement>): void {
  if (event.target instanceof Element && event.target.closest('a') !== null) event.preventDefault();
}

/** Shows `body` exactly as the editors do. Links open through `onOpenLink`; pictures come from `assets`. */
export const RichTextView = memo(function RichTextView({ body, assets, onOpenLink }: RichTextViewProps) {
  const onClick = (event: MouseEvent<HTMLElement>): void => {
    const inLink = event.target instanceof Element && event.target.closest('a') !== null;
    if (!inLink) return;
    event.preventDefault();
    const url = linkAt(event.target);
    if (url !== null) onOpenLink(url);
  };
  return (
    // Links answer the keyboard by themselves: Enter on one arrives here as a click.
    <div className="rich-text" onClick={onClick} onAuxClick={refuseNewWindow}>
      {(body.content ?? []).map((node, index) => rendered(node, index, assets, 0))}
    </div>
  );
});
