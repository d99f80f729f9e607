/** Tells a screen reader what others do: one sentence after a while of quiet, never into the person's own typing. */
import { useEffect, useState } from 'react';
import { type Announcing, dueAt, heard, SILENT, speak } from '../../../shared/recap/announcing';
import type { Discussion } from '../../notebook/types';

interface AnnouncementsProps {
  readonly discussion: Discussion;
  /** The person wants to hear it. */
  readonly on: boolean;
}

export function Announcements({ discussion, on }: AnnouncementsProps) {
  const [words, setWords] = useState('');
  useEffect(() => {
    if (!on) return;
    let state: Announcing = SILENT;
    let timer: ReturnType<typeof setTimeout> | null = null;
    const wait = (): void => {
      if (timer !== null) clearTimeout(timer);
      const due = dueAt(state);
      timer = due === null ? null : setTimeout(say, Math.max(0, due - Date.now()));
    };
    const say = (): void => {
      timer = null;
      const said = speak(state, Date.now(), (person) => discussion.parts.person(person).name);
      state = said.state;
      if (said.words !== '') setWords(said.words);
      wait();
    };
    const onKey = (): void => {
      state = { ...state, lastKey: Date.now() };
    };
    const end = discussion.since.follow((news) => {
      state = heard(state, news, Date.now());
      wait();
    });
    document.addEventListener('keydown', onKey, true);
    return () => {
      end();
      document.removeEventListener('keydown', onKey, true);
      if (timer !== null) clearTimeout(timer);
      setWords('');
    };
  }, [discussion, on]);
  return (
    <p className="sr-only" role="status" aria-live="polite" aria-label="What others write">
      {words}
    </p>
  );
}
