/** Pictures: blocks whose bytes are kept with the discussion. */
import { Image } from '@tiptap/extension-image';
import type { AssetStore } from '../types';
import { mountImage } from '../view/image-dom';

/** The node without a view, for the schema. */
export const ContentImage = Image.extend({
  addAttributes() {
    return { src: { default: null }, alt: { default: null }, title: { default: null } };
  },
  parseHTML: () => [{ tag: 'img[src^="asset:"]' }],
  // Copied pictures carry their address as data, so that no page ever tries to load `asset:`.
  renderHTML: ({ node }) => ['img', { 'data-src': String(node.attrs.src ?? ''), alt: String(node.attrs.alt ?? '') }],
  addInputRules: () => [],
});

/** The node as an editor shows it. */
export function imageWithView(assets: AssetStore) {
  return ContentImage.extend({
    addNodeView() {
      return ({ node }) => {
        const dom = document.createElement('div');
        dom.className = 'rich-image';
        let shown = node;
        let release = mountImage(dom, node.attrs, assets, null);
        return {
          dom,
          update(next) {
            if (next.type !== shown.type) return false;
            if (!next.sameMarkup(shown)) {
              release();
              release = mountImage(dom, next.attrs, assets, null);
            }
            shown = next;
            return true;
          },
          destroy: () => release(),
        };
      };
    },
  });
}
