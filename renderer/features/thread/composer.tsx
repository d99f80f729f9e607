import { X } from 'lucide-react';
import { type Ref, useEffect, useImperativeHandle, useRef, useState } from 'react';
import { EMPTY_RICH_TEXT, type RichText } from '../../../shared/model/rich-text';
import type { PostId } from '../../../shared/util/brand';
import { DraftEditor } from '../../editor';
import type { DraftEditorHandle } from '../../editor/types';
import type { Discussion, Post } from '../../notebook/types';
import { Button, IconButton } from '../../ui/button';
import { Kbd } from '../../ui/kbd';
import { excerpt } from './thread-words';
import './composer.css';

export interface ComposerHandle {
  focus(): void;
  replyTo(post: Post): void;
}

export interface ComposerProps {
  readonly discussion: Discussion;
  readonly posts: readonly Post[];
  readonly submitKeys: string;
  readonly ref?: Ref<ComposerHandle>;
  readonly onPosted: (id: PostId) => void;
  readonly onOpenLink: (url: string) => void;
  readonly onError: (error: unknown) => void;
}

interface Draft {
  readonly body: RichText;
  readonly replyTo: PostId | null;
}

/** Waits for the draft of last time, so that the editor starts with it; the place it takes is there from the start. */
export function Composer(props: ComposerProps) {
  const { discussion } = props;
  const [loaded, setLoaded] = useState<{ readonly of: Discussion; readonly draft: Draft } | null>(null);
  const { onError } = props;
  // What was asked of the composer before its draft had arrived is done then.
  const form = useRef<ComposerHandle | null>(null);
  const waiting = useRef<((handle: ComposerHandle) => void) | null>(null);
  const ask = (act: (handle: ComposerHandle) => void): void => {
    if (form.current === null) waiting.current = act;
    else act(form.current);
  };
  useImperativeHandle(props.ref, () => ({
    focus: () => ask((handle) => handle.focus()),
    replyTo: (post) => ask((handle) => handle.replyTo(post)),
  }));
  const isLoaded = loaded?.of === discussion;
  useEffect(() => {
    if (!isLoaded || form.current === null) return;
    waiting.current?.(form.current);
    waiting.current = null;
  }, [isLoaded]);

  useEffect(() => {
    let current = true;
    const use = (draft: Draft | null): void => {
      if (current) setLoaded({ of: discussion, draft: draft ?? { body: EMPTY_RICH_TEXT, replyTo: null } });
    };
    discussion.loadDraft().then(use, (error: unknown) => {
      use(null);
      onError(error);
    });
    return () => {
      current = false;
      waiting.current = null;
    };
  }, [discussion, onError]);

  if (loaded === null || loaded.of !== discussion) return <div className="cmp" />;
  return <ComposerForm key={discussion.id} {...props} ref={form} draft={loaded.draft} />;
}

function ComposerForm(props: ComposerProps & { readonly draft: Draft }) {
  const { discussion, draft } = props;
  const editor = useRef<DraftEditorHandle | null>(null);
  const box = useRef<HTMLDivElement>(null);
  // The editor may call back with the functions of an earlier render, so what they work on is not in a closure.
  const now = useRef(draft);
  const [replyTo, setReplyTo] = useState<PostId | null>(draft.replyTo);
  const [empty, setEmpty] = useState((draft.body.content?.length ?? 0) === 0);
  const parent = replyTo === null ? null : (props.posts.find((post) => post.id === replyTo) ?? null);

  /** The editor focuses itself in the next frame; keys typed until then must not go where the focus was. */
  const focus = (): void => {
    box.current?.querySelector<HTMLElement>('[role="textbox"]')?.focus();
    editor.current?.focus();
  };
  const keep = (next: Draft, isEmpty: boolean): void => {
    now.current = next;
    setReplyTo(next.replyTo);
    setEmpty(isEmpty);
    discussion.saveDraft(isEmpty && next.replyTo === null ? null : next);
  };
  const answer = (id: PostId | null): void => {
    keep({ body: now.current.body, replyTo: id }, editor.current?.isEmpty() ?? true);
    focus();
  };

  useImperativeHandle(props.ref, () => ({
    focus,
    replyTo: (post) => answer(post.id),
  }));

  const submit = (): void => {
    const handle = editor.current;
    if (handle === null || handle.isEmpty()) {
      focus();
      return;
    }
    const id = discussion.addPost({ body: handle.get(), replyTo: now.current.replyTo });
    handle.clear();
    keep({ body: EMPTY_RICH_TEXT, replyTo: null }, true);
    focus();
    props.onPosted(id);
  };

  return (
    <div className="cmp">
      <div className="cmp-box">
        {parent !== null && (
          <p className="cmp-reply">
            <span>
              to {parent.author.name}: “{excerpt(parent.body)}”
            </span>
            <IconButton label="Cancel the reply" onClick={() => answer(null)}>
              <X size={13} aria-hidden="true" />
            </IconButton>
          </p>
        )}
        <div className="cmp-row">
          <div className="cmp-editor" ref={box}>
            <DraftEditor
              initial={draft.body}
              assets={discussion}
              label="Write a post"
              placeholder="Write a post…"
              handle={(handle) => {
                editor.current = handle;
              }}
              onChange={(body, isEmpty) => keep({ body, replyTo: now.current.replyTo }, isEmpty)}
              onSubmit={submit}
              onEscape={() => {
                if (now.current.replyTo !== null) answer(null);
              }}
              onError={props.onError}
              onOpenLink={props.onOpenLink}
            />
          </div>
          <div className="cmp-send">
            <Kbd keys={props.submitKeys} />
            <Button look={empty ? 'plain' : 'primary'} onClick={submit}>
              Post
            </Button>
          </div>
        </div>
      </div>
    </div>
  );
}
