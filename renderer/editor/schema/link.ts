/** Links: http, https and mailto only. A link opens with Ctrl+click or from its menu, never by a plain click. */
import { InputRule, Mark } from '@tiptap/core';
import { safeLink } from '../links';

const TYPED_URL = /(?:^|\s)(https?:\/\/[^\s<>"]+[^\s<>".,;:!?)\]'])\s$/i;
const TYPED_MARKDOWN_LINK = /(?<!!)\[([^[\]]+)\]\(([^\s()]+)\)$/;

export const Link = Mark.create({
  name: 'link',
  priority: 1000,
  inclusive: false,
  keepOnSplit: false,
  exitable: true,
  addAttributes() {
    return { href: { default: null }, title: { default: null } };
  },
  parseHTML() {
    return [
      { tag: 'a[href]', getAttrs: (element) => (safeLink(element.getAttribute('href')) === null ? false : null) },
    ];
  },
  renderHTML({ mark }) {
    const href = safeLink(mark.attrs.href);
    const title = typeof mark.attrs.title === 'string' ? mark.attrs.title : href;
    return ['a', href === null ? {} : { href, title, rel: 'noopener noreferrer nofollow' }, 0];
  },
  addCommands() {
    return {
      setLink:
        ({ href }) =>
        ({ commands }) => {
          const safe = safeLink(href);
          return safe !== null && commands.setMark(this.name, { href: safe });
        },
      unsetLink:
        () =>
        ({ commands }) =>
          commands.unsetMark(this.name, { extendEmptyMarkRange: true }),
    };
  },
  addInputRules() {
    return [
      new InputRule({
        find: TYPED_URL,
        handler: ({ state, range, match }) => {
          const url = match[1] ?? '';
          const href = safeLink(url);
          const from = range.from + (match[0].length - url.length - 1);
          if (href === null || state.doc.rangeHasMark(from, range.to, this.type)) return null;
          state.tr.addMark(from, range.to, this.type.create({ href })).insertText(' ', range.to);
        },
      }),
      new InputRule({
        find: TYPED_MARKDOWN_LINK,
        handler: ({ state, range, match }) => {
          const href = safeLink(match[2]);
          if (href === null) return null;
          const text = state.schema.text(match[1] ?? '', [this.type.create({ href })]);
          state.tr.replaceWith(range.from, range.to, text).removeStoredMark(this.type);
        },
      }),
    ];
  },
});
