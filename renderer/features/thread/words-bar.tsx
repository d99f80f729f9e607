/** Beside words that are selected in a post: what they can become in the recap. */
import { useEffect, useState } from 'react';
import type { PointKind } from '../../../shared/model/point';
import { Button } from '../../ui/button';
import { chosenWords } from './chosen-words';
import type { ChosenWords } from './thread-recap';
import './words-bar.css';

export interface WordsBarProps {
  readonly thread: HTMLElement;
  readonly onAdd: (words: ChosenWords, kind: PointKind) => void;
  /** Opens a menu with what else they can become, below the button. */
  readonly onMore: (words: ChosenWords, button: HTMLElement) => void;
}

/** The words that are selected, a moment after the pointer or the keys came to rest. */
function useChosenWords(thread: HTMLElement): ChosenWords | null {
  const [words, setWords] = useState<ChosenWords | null>(null);
  useEffect(() => {
    let held = false;
    const read = (): void => {
      if (!held) setWords(chosenWords(thread));
    };
    const down = (event: PointerEvent): void => {
      held = event.target instanceof Node && thread.contains(event.target) && event.button === 0;
      if (held && !(event.target as Element).closest('.words-bar')) setWords(null);
    };
    const up = (): void => {
      held = false;
      // The click itself may still take the selection away.
      requestAnimationFrame(read);
    };
    const gone = (): void => setWords(null);
    document.addEventListener('selectionchange', read);
    window.addEventListener('pointerdown', down, true);
    window.addEventListener('pointerup', up, true);
    window.addEventListener('dragend', up, true);
    window.addEventListener('resize', gone);
    thread.addEventListener('scroll', read, true);
    return () => {
      document.removeEventListener('selectionchange', read);
      window.removeEventListener('pointerdown', down, true);
      window.removeEventListener('pointerup', up, true);
      window.removeEventListener('dragend', up, true);
      window.removeEventListener('resize', gone);
      thread.removeEventListener('scroll', read, true);
    };
  }, [thread]);
  return words;
}

/** Pixels between the words and the bar, and its height with that. */
const GAP = 6;
const HEIGHT = 36;

export function WordsBar({ thread, onAdd, onMore }: WordsBarProps) {
  const words = useChosenWords(thread);
  if (words === null) return null;
  const box = words.range.getBoundingClientRect();
  const view = thread.getBoundingClientRect();
  if (box.bottom < view.top || box.top > view.bottom) return null;
  const above = box.top - HEIGHT - GAP > view.top;
  const top = above ? box.top - HEIGHT - GAP : Math.min(box.bottom + GAP, view.bottom - HEIGHT);
  const left = Math.max(view.left + 8, box.left);
  return (
    // The selection is what the buttons work on: pressing one must not take it away.
    <div
      role="toolbar"
      aria-label="Selected words"
      className="words-bar"
      style={{ top, left, maxWidth: view.right - left - 8 }}
      onPointerDown={(event) => event.preventDefault()}
      onMouseDown={(event) => event.preventDefault()}
    >
      <Button look="quiet" className="words-first" onClick={() => onAdd(words, 'quote')}>
        Quote
      </Button>
      <Button look="quiet" onClick={() => onAdd(words, 'takeaway')}>
        Takeaway
      </Button>
      <Button look="quiet" aria-haspopup="menu" onClick={(event) => onMore(words, event.currentTarget)}>
        More…
      </Button>
    </div>
  );
}
