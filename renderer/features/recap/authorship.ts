/** Who wrote what in the recaps of a discussion: what the editors need to show it, and what they tell about a place. */
import { useEffect, useMemo } from 'react';
import { authorsOf } from '../../../shared/model/discussion-doc';
import { timesOf } from '../../../shared/model/discussion-parts';
import { type WrittenPlace, writtenTime } from '../../../shared/recap/attribution';
import { lookClass } from '../../editor';
import type { AuthorshipHost, CaretPlaces, PointedLetter } from '../../editor/types';
import { type AuthorPerson, discussionAuthors } from '../../notebook/discussion-authors';
import { sessionAuthors } from '../../notebook/session-authors';
import type { Discussion } from '../../notebook/types';
import { momentWords } from '../../ui/date-words';
import { createStore, type ReadableValue, type Store } from '../../ui/store';

export interface AuthorshipView {
  readonly host: AuthorshipHost;
  readonly shown: Store<boolean>;
  /** Those who wrote in a session that is known, by name. */
  readonly people: ReadableValue<readonly AuthorPerson[]>;
  readonly pointer: ReadableValue<PointedLetter | null>;
  /** What the caret rests at while authors are shown. */
  readonly caret: ReadableValue<WrittenPlace | null>;
  /** `Chris, about Wed 20:14`, and who moved it. */
  words(place: WrittenPlace): string;
  /** The editor that had the focus last. */
  editor(): CaretPlaces | null;
}

/** Milliseconds after which a caret rests: a status line that follows each key press would be read out at each. */
const REST_MS = 350;

const sameLetter = (a: PointedLetter | null, b: PointedLetter | null): boolean =>
  a === b || (a !== null && b !== null && a.letter.by === b.letter.by && a.x === b.x && a.y === b.y);

function makeView(discussion: Discussion, shown: Store<boolean>) {
  const { parts, doc } = discussion;
  const people = createStore(discussionAuthors(discussion));
  const facts = createStore<object>({});
  const pointer = createStore<PointedLetter | null>(null);
  const caret = createStore<WrittenPlace | null>(null);
  const editors = new Set<CaretPlaces>();
  const rest: { timer: ReturnType<typeof setTimeout> | undefined } = { timer: undefined };
  let focused: CaretPlaces | null = null;
  const editor = (): CaretPlaces | null => focused ?? [...editors][0] ?? null;
  const byId = (id: string): AuthorPerson | undefined => people.get().find((person) => person.id === id);
  const name = (id: string): string => (id === parts.me.id ? 'You' : parts.person(id).name);
  const host: AuthorshipHost = {
    me: parts.me.id,
    shown,
    facts,
    authorOf: sessionAuthors(discussion),
    knows: (person) => byId(person) !== undefined,
    look: (person) => lookClass(byId(person)?.look ?? { colour: parts.person(person).colour, pattern: 0 }),
    attach(places) {
      editors.add(places);
      return () => {
        editors.delete(places);
        if (focused === places) focused = null;
      };
    },
    onFocus(places) {
      focused = places;
    },
    onCaret() {
      clearTimeout(rest.timer);
      rest.timer = setTimeout(() => caret.set(editor()?.letter() ?? null), REST_MS);
    },
    onPointer: (at) => pointer.update((now) => (sameLetter(now, at) ? now : at)),
  };
  const view: AuthorshipView = {
    host,
    shown,
    people,
    pointer,
    caret,
    words({ by, movedBy, client, clock }) {
      if (by === '') return 'Author not known';
      const time = writtenTime(timesOf(doc), client, clock);
      const moment = time === null ? '' : momentWords(time, Date.now());
      const about = moment === '' || moment === 'just now' ? moment : `about ${moment}`;
      if (movedBy !== null && movedBy !== '')
        return `${name(by)}; moved here by ${movedBy === parts.me.id ? 'you' : name(movedBy)} ${about}`.trim();
      return about === '' ? name(by) : `${name(by)}, ${about}`;
    },
    editor,
  };
  const changed = (): void => {
    people.set(discussionAuthors(discussion));
    facts.set({});
  };
  return { view, changed, rest };
}

export function useAuthorship(discussion: Discussion): AuthorshipView {
  const shown = useMemo(() => createStore(false), []);
  const made = useMemo(() => makeView(discussion, shown), [discussion, shown]);
  useEffect(() => {
    // An editor draws itself anew for it, which must not happen while Yjs tells its observers.
    const soon = (): void => queueMicrotask(made.changed);
    const authors = authorsOf(discussion.doc);
    authors.observe(soon);
    const ends = [discussion.meta.subscribe(made.changed), discussion.posts.subscribe(made.changed)];
    return () => {
      authors.unobserve(soon);
      clearTimeout(made.rest.timer);
      for (const end of ends) end();
    };
  }, [discussion, made]);
  return made.view;
}
