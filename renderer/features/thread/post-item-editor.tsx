/** Editing a post in place: every keystroke is stored, and Cancel takes all of them back. */
import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { SharedEditor } from '../../editor';
import type { CaretUser } from '../../editor/types';
import type { Discussion, Post } from '../../notebook/types';
import { Button } from '../../ui/button';
import { beginPostEdit, type EditEnd } from './post-edit';

export interface PostEditorProps {
  readonly post: Post;
  readonly discussion: Discussion;
  readonly user: CaretUser;
  readonly onOpenLink: (url: string) => void;
  readonly onError: (error: unknown) => void;
  /** After `emptied` the post has its text again, and is to be deleted. */
  readonly onEnd: (end: EditEnd) => void;
}

const ACTS = ['keydown', 'pointerdown', 'wheel'] as const;

/** The editor fills itself a moment after it was mounted: until the person does something, the way out stays on screen. */
function useKeptInView(box: RefObject<HTMLElement | null>, foot: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    if (box.current === null) return;
    const observer = new ResizeObserver(() => foot.current?.scrollIntoView({ block: 'nearest' }));
    const stop = (): void => {
      observer.disconnect();
      for (const act of ACTS) window.removeEventListener(act, stop);
    };
    observer.observe(box.current);
    for (const act of ACTS) window.addEventListener(act, stop, { passive: true });
    return stop;
  }, [box, foot]);
}

export function PostEditor({ post, discussion, user, onEnd, ...rest }: PostEditorProps) {
  const [edit] = useState(() => beginPostEdit(discussion.postBody(post.id)));
  const box = useRef<HTMLDivElement>(null);
  const foot = useRef<HTMLDivElement>(null);
  useKeptInView(box, foot);

  const done = (): void => {
    const end = edit.done();
    if (end === 'changed') discussion.markEdited(post.id);
    onEnd(end);
  };
  const cancel = (): void => {
    edit.cancel();
    onEnd('unchanged');
  };
  // Whoever leaves without a word keeps what was typed; a layout effect, because the document is closed after it.
  useLayoutEffect(
    () => () => {
      if (edit.done() === 'changed') discussion.markEdited(post.id);
      edit.dispose();
    },
    [edit, discussion, post.id],
  );

  return (
    <div ref={box} className="post-edit">
      <SharedEditor
        fragment={edit.fragment}
        undoManager={edit.undo}
        awareness={null}
        user={user}
        assets={discussion}
        label="Edit the text"
        placeholder=""
        autoFocus
        onError={rest.onError}
        onOpenLink={rest.onOpenLink}
        onSubmit={done}
        onEscape={cancel}
      />
      <div className="post-edit-foot" ref={foot}>
        <Button look="primary" onClick={done}>
          Done
        </Button>
        <Button onClick={cancel}>Cancel</Button>
        <span>Saved as you type</span>
      </div>
    </div>
  );
}
