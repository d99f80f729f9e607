/** One recap on its page: the editor where this person may write, the text for reading where they may not. */
import { type ReactNode, useMemo } from 'react';
import { AppError, describeError } from '../../../shared/errors/app-error';
import { RichTextView, SharedEditor, unknownContent } from '../../editor';
import type { ChangesHost } from '../../editor/changes/types';
import type { CaretUser, PointHost, RecapEditorHandle } from '../../editor/types';
import type { Discussion, RecapDocument } from '../../notebook/types';
import { Banner } from '../../ui/banner';
import { scrollByKeyboard } from '../../ui/scroll-by-keyboard';
import type { AuthorshipView } from './authorship';
import { AuthorBar } from './authorship-bar';
import { useAuthored } from './authorship-reading';

export interface RecapPageProps {
  readonly discussion: Discussion;
  readonly recap: RecapDocument;
  readonly user: CaretUser;
  /** Accessible name of the textbox, or of the text. */
  readonly label: string;
  readonly placeholder: string;
  readonly points: PointHost;
  readonly authorship: AuthorshipView;
  /** The key to the authors: once on the screen, whatever the number of pages. */
  readonly authorBar: boolean;
  /** Marks what was not seen yet. */
  readonly changes?: ChangesHost;
  readonly handle: (handle: RecapEditorHandle | null) => void;
  /** Lies over the page while it is empty. */
  readonly start?: ReactNode;
  readonly onOpenLink: (url: string) => void;
  readonly onError: (error: unknown) => void;
}

export function RecapPage(props: RecapPageProps) {
  const { discussion, recap } = props;
  // What arrives later the editor notices itself.
  const newer = useMemo(() => unknownContent(recap.fragment).length > 0, [recap]);
  if (newer || !recap.own) return <ReadOnlyPage {...props} newer={newer} />;
  return (
    <div className="rec-doc" data-recap={recap.key}>
      <div className="rec-page">
        <SharedEditor
          key={`${discussion.id} ${recap.key}`}
          fragment={recap.fragment}
          undoManager={recap.undo}
          awareness={discussion.awareness}
          user={props.user}
          assets={discussion}
          label={props.label}
          placeholder={props.placeholder}
          points={props.points}
          authorship={props.authorship.host}
          changes={props.changes}
          handle={props.handle}
          onError={props.onError}
          onOpenLink={props.onOpenLink}
        />
        {props.start}
      </div>
      {props.authorBar && <AuthorBar view={props.authorship} />}
    </div>
  );
}

function ReadOnlyPage(props: RecapPageProps & { newer: boolean }) {
  const { discussion, recap, label, points, onOpenLink, newer } = props;
  const { body, author } = useAuthored(discussion, recap, props.authorship);
  const why = describeError(new AppError('document/newer'));
  return (
    <section
      className="rec-doc"
      data-recap={recap.key}
      data-region-entry
      aria-label={newer ? 'Read only' : label}
      {...scrollByKeyboard}
    >
      <div className="rec-page">
        {newer && <Banner what={why.what} more={`${why.kept} ${why.next}`} />}
        <RichTextView body={body} author={author} assets={discussion} points={points} onOpenLink={onOpenLink} />
      </div>
      {props.authorBar && <AuthorBar view={props.authorship} />}
    </section>
  );
}
