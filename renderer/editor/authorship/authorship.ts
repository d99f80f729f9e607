/** Who wrote what, in an editor: kept when text is moved, and shown on demand. */
import { Extension } from '@tiptap/core';
import type { AuthorshipHost } from '../types';
import { dropAuthors, keepAuthors } from './keep-authors';
import { shownAuthors } from './shown-authors';

/** @param host null where texts have no authors of their own: in a post */
export function authorship(host: AuthorshipHost | null): Extension {
  return Extension.create({
    name: 'authorship',
    // The last: it looks at what the binding has written, and typing shortcuts come first.
    priority: 1,
    addProseMirrorPlugins: () => (host === null ? [dropAuthors()] : [keepAuthors(host), shownAuthors(host)]),
  });
}
