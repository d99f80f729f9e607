/** The two columns of one discussion, or what stands in their place. */
import { type ReactNode, useCallback } from 'react';
import type { DiscussionId } from '../../shared/util/brand';
import type { Discussion, Notebook } from '../notebook/types';
import { useReadable } from '../ui/store';
import { DiscussionStumbled, ErrorBoundary } from './error-boundary';
import { Gone, InTrash, NotHereYet } from './fate';

export interface OpenDiscussionProps {
  readonly notebook: Notebook;
  readonly discussion: Discussion;
  readonly onCopied: (id: DiscussionId) => void;
  readonly onError: (error: unknown) => void;
  readonly children: ReactNode;
}

export function OpenDiscussion({ notebook, discussion, onCopied, onError, children }: OpenDiscussionProps) {
  const { presence } = useReadable(discussion.meta);
  const keepCopy = useCallback(() => {
    notebook.copyOf(discussion.id).then(onCopied, onError);
  }, [notebook, discussion, onCopied, onError]);
  switch (presence.kind) {
    case 'missing':
      return <NotHereYet />;
    case 'deleted':
      return <Gone discussion={discussion} presence={presence} onKeepCopy={keepCopy} />;
    default:
      return (
        <>
          {presence.kind === 'trash' && (
            <InTrash presence={presence} onRestore={() => notebook.restore(discussion.id)} />
          )}
          <ErrorBoundary
            key={discussion.id}
            onError={onError}
            fallback={(retry) => <DiscussionStumbled retry={retry} />}
          >
            {children}
          </ErrorBoundary>
        </>
      );
  }
}
