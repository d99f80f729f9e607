/** A recap for reading, with its authors while they are shown. */
import { useMemo } from 'react';
import * as Y from 'yjs';
import type { RichText } from '../../../shared/model/rich-text';
import { authoredBlock } from '../../../shared/recap/attribution';
import type { RichTextViewProps } from '../../editor/types';
import type { Discussion, RecapDocument } from '../../notebook/types';
import { useReadable } from '../../ui/store';
import type { AuthorshipView } from './authorship';

export function useAuthored(
  discussion: Discussion,
  recap: RecapDocument,
  { shown, host }: AuthorshipView,
): { readonly body: RichText; readonly author: RichTextViewProps['author'] } {
  const plain = useReadable(recap.content);
  const isShown = useReadable(shown);
  const facts = useReadable(host.facts);
  return useMemo(() => {
    const blocks = recap.fragment.toArray();
    if (!isShown || !blocks.every((block) => block instanceof Y.XmlElement)) return { body: plain, author: null };
    const content = blocks.map((block) => authoredBlock(block as Y.XmlElement, host.authorOf));
    const author: RichTextViewProps['author'] = ({ by }) => {
      const person = discussion.parts.person(String(by));
      return { className: host.look(person.id), title: person.name };
    };
    // Names and looks are read anew with each of these facts.
    return facts === null ? { body: plain, author: null } : { body: { type: 'doc', content }, author };
  }, [plain, isShown, facts, recap, host, discussion]);
}
