/** Above the posts while one walks through what is missing from the recap. */
import { ChevronDown, ChevronUp, X } from 'lucide-react';
import { useEffect, useRef } from 'react';
import type { PostId } from '../../../shared/util/brand';
import type { Post } from '../../notebook/types';
import { Button, IconButton } from '../../ui/button';
import { Kbd } from '../../ui/kbd';
import { Switch } from '../../ui/switch';
import { type Walk, walkWords } from './walk';
import './walk-bar.css';

export interface WalkBarProps {
  readonly walk: Walk;
  readonly missing: readonly PostId[];
  readonly post: Post | null;
  readonly onStep: (step: 1 | -1) => void;
  readonly onAdd: (post: Post) => void;
  /** Asks for the reason in a menu below the button. */
  readonly onAside: (post: Post, button: HTMLElement) => void;
  readonly onOnly: (only: boolean) => void;
  readonly onRestart: () => void;
  readonly onEnd: () => void;
}

export function WalkBar(props: WalkBarProps) {
  const { walk, missing, post } = props;
  const done = useRef<HTMLButtonElement>(null);
  const over = walk.at === null;
  useEffect(() => {
    if (over) done.current?.focus();
  }, [over]);
  return (
    <section
      className="walk"
      aria-label="What is missing"
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.defaultPrevented) return;
        event.preventDefault();
        props.onEnd();
      }}
    >
      <div className="walk-line">
        <p role="status">
          {!over && <span className="walk-lead">Missing: </span>}
          {walkWords(walk, missing)}
          {post !== null && <span className="sr-only">, by {post.author.name}</span>}
        </p>
        {!over && (
          <>
            <IconButton label="Previous that is missing" onClick={() => props.onStep(-1)}>
              <ChevronUp size={15} aria-hidden="true" />
            </IconButton>
            <IconButton label="Next that is missing" onClick={() => props.onStep(1)}>
              <ChevronDown size={15} aria-hidden="true" />
            </IconButton>
            <span className="walk-only">
              <Switch label="Only these" checked={walk.only} onChange={props.onOnly} />
            </span>
          </>
        )}
        <IconButton label="End the walk" className="walk-end" onClick={props.onEnd}>
          <X size={15} aria-hidden="true" />
        </IconButton>
      </div>
      <div className="walk-line">
        {over ? (
          <>
            <Button look="primary" ref={done} onClick={props.onEnd}>
              Done
            </Button>
            {missing.length > 0 && <Button onClick={props.onRestart}>Start over</Button>}
          </>
        ) : (
          post !== null && (
            <>
              <Button look="primary" onClick={() => props.onAdd(post)}>
                Add to recap <Kbd keys="A" />
              </Button>
              <Button aria-haspopup="menu" onClick={(event) => props.onAside(post, event.currentTarget)}>
                Set aside <Kbd keys="X" />
              </Button>
              <Button onClick={() => props.onStep(1)}>
                Skip <Kbd keys="N" />
              </Button>
            </>
          )
        )}
      </div>
    </section>
  );
}
