/** Who wrote what, for editors in tests: sessions with names. */
import * as Y from 'yjs';
import type { AuthorshipHost } from '../../renderer/editor/types';
import { createStore, type Store } from '../../renderer/ui/store';
import { type AuthorOf, stretchesOf } from '../../shared/recap/attribution';

/** Sessions by their client id. */
export const SESSIONS: Readonly<Record<number, string>> = { 1: 'renee', 2: 'chris', 3: 'lurker', 11: 'renee' };
export const authorOf: AuthorOf = (client) => SESSIONS[client] ?? '';

export interface TestAuthors extends AuthorshipHost {
  readonly shown: Store<boolean>;
  readonly facts: Store<object>;
}

export function authors(me: string, more: Partial<AuthorshipHost> = {}): TestAuthors {
  return {
    me,
    shown: createStore(false),
    facts: createStore<object>({}),
    authorOf,
    knows: (person) => Object.values(SESSIONS).includes(person),
    look: (person) => `who who-${person}`,
    attach: () => () => undefined,
    onFocus: () => undefined,
    onCaret: () => undefined,
    onPointer: () => undefined,
    ...more,
  } as TestAuthors;
}

/** Who wrote what in a fragment: `chris:Weak |renee:ties`, a line per text. */
export function whoWrote(fragment: Y.XmlFragment): string {
  const lines: string[] = [];
  const visit = (parent: Y.XmlFragment): void => {
    for (const child of parent.toArray()) {
      if (child instanceof Y.XmlElement) visit(child);
      else if (child instanceof Y.XmlText && child.length > 0) {
        const words = (child.toDelta() as { insert: string }[]).map(({ insert }) => insert).join('');
        let at = 0;
        const parts = stretchesOf(child, authorOf).map(({ length, by }) => {
          at += length;
          return `${by}:${words.slice(at - length, at)}`;
        });
        lines.push(parts.join('|'));
      }
    }
  };
  visit(fragment);
  return lines.join('\n');
}
