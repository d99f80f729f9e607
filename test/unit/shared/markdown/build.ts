/** Short builders for rich text in tests. */
import { CITE_ATTRS, CREDIT_ATTRS, POINT_ATTRS, type PointKind } from '../../../../shared/model/point';
import type { RichText, RichTextMark, RichTextNode } from '../../../../shared/model/rich-text';

type Child = string | RichTextNode;

const nodes = (children: readonly Child[]): RichTextNode[] =>
  children.map((child) => (typeof child === 'string' ? { type: 'text', text: child } : child));

const node =
  (type: string, attrs?: Record<string, unknown>) =>
  (...children: Child[]): RichTextNode => ({
    type,
    ...(attrs === undefined ? {} : { attrs }),
    ...(children.length === 0 ? {} : { content: nodes(children) }),
  });

const marked =
  (mark: RichTextMark) =>
  (child: Child): RichTextNode => {
    const own = typeof child === 'string' ? { type: 'text', text: child } : child;
    return { ...own, marks: [...(own.marks ?? []), mark] };
  };

export const doc = (...content: RichTextNode[]): RichText => ({ type: 'doc', content });
export const p = node('paragraph');
export const h = (level: number, ...children: Child[]) => node('heading', { level })(...children);
export const ul = node('bulletList');
export const ol = (start: number, ...children: Child[]) => node('orderedList', { start })(...children);
export const li = node('listItem');
export const tasks = node('taskList');
export const task = (checked: boolean, ...children: Child[]) => node('taskItem', { checked })(...children);
export const quote = node('blockquote');
export const code = (language: string | null, text: string) =>
  node('codeBlock', { language })(...(text === '' ? [] : [text]));
export const hr = node('horizontalRule')();
export const br = node('hardBreak')();
export const table = node('table');
export const row = node('tableRow');
export const th = node('tableHeader');
export const td = node('tableCell');
export const img = (src: string, alt: string | null = null, title: string | null = null) =>
  node('image', { src, alt, title })();
export const b = marked({ type: 'bold' });
export const i = marked({ type: 'italic' });
export const s = marked({ type: 'strike' });
export const c = marked({ type: 'code' });
export const a = (href: string, child: Child, title: string | null = null) =>
  marked({ type: 'link', attrs: { href, title } })(child);

/** With all attributes, as normalising gives it. */
export const point = (kind: PointKind, attrs: Record<string, unknown>, ...children: RichTextNode[]) =>
  node('point', { ...POINT_ATTRS, kind, ...attrs })(...children);
export const detail = (role: string, ...children: Child[]) => node('detail', { role })(...children);
export const cite = (post: string, label: string, attrs: Record<string, unknown> = {}) =>
  node('cite', { ...CITE_ATTRS, post, label, ...attrs })();
export const answeredBy = (post: string, label: string) => cite(post, label, { role: 'answer' });
export const credited = (person: string, name: string) => node('credit', { ...CREDIT_ATTRS, person, name })();
export const agreed = (person: string, name: string) => node('credit', { role: 'agreed', person, name })();
