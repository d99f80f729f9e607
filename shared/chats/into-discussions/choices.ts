/** What a person chooses for a chat before it comes in, and what they are shown to choose by. Plain data, also for a worker. */
import type { ParticipantId } from '../../util/brand';
import { type ChatFacts, chatFacts } from '../choosing/chat-facts';
import type { Chat, ChatFormat, ChatMessageKind, ChatPerson, ChatProblem } from '../types';
import type { Division } from './divide';

export type PersonChoice =
  /** Somebody who is not in the notebook, under this name. */
  | { readonly kind: 'guest'; readonly name: string }
  | { readonly kind: 'participant'; readonly id: ParticipantId; readonly name: string }
  /** The same person as another one of the chat, by key. */
  | { readonly kind: 'same'; readonly as: string };

export interface ImportChoices {
  readonly title: string;
  /** By key; whoever is not in it stays as named in the chat. */
  readonly people: Readonly<Record<string, PersonChoice>>;
  /** A place such as `Europe/Berlin`: for times without a zone, and for where a day begins. */
  readonly zone: string;
  /** What times count from that only count, milliseconds since 1970; null for posts without a time. */
  readonly start: number | null;
  /** Keys of conversations that stay out. */
  readonly without: readonly string[];
  /** First and last day, `2009-08-12`; '' for no bound. */
  readonly from: string;
  readonly to: string;
  readonly keep: Readonly<Record<Exclude<ChatMessageKind, 'message'>, boolean>>;
  readonly byQuestion: boolean;
  /** Null: what fits. */
  readonly division: Division | null;
}

export interface ChatOverview extends Pick<Chat, 'title' | 'problemCount' | 'dateOrder'> {
  readonly format: ChatFormat;
  readonly facts: ChatFacts;
  readonly problems: readonly ChatProblem[];
}

export function overviewOf(chat: Chat): ChatOverview {
  const { format, title, problems, problemCount, dateOrder } = chat;
  return { format, title, problems, problemCount, dateOrder, facts: chatFacts(chat) };
}

export interface PlannedDiscussion {
  readonly title: string;
  readonly posts: number;
}

export interface SampleMessage {
  readonly key: string;
  readonly name: string;
  readonly at: number | null;
  readonly text: string;
}

/** What comes of the chat with the choices as they are. */
export interface ChatPreview {
  /** The first of them. */
  readonly discussions: readonly PlannedDiscussion[];
  readonly count: number;
  readonly posts: number;
  readonly division: Division;
  /** Numbered questions that others answered; 0 in a chat that nobody moderated. */
  readonly questions: number;
  readonly sample: readonly SampleMessage[];
  /** Milliseconds since 1970, of the whole chat; null where nothing has a time. */
  readonly first: number | null;
  readonly last: number | null;
}

/** A participant of the notebook. */
export interface Known {
  readonly id: ParticipantId;
  readonly name: string;
}

/** Whoever has the name of one participant is taken for them, and shown so: the person looks it over. */
function sameNames(people: readonly ChatPerson[], known: readonly Known[]): ImportChoices['people'] {
  const plain = (name: string): string => name.trim().toLocaleLowerCase();
  const found = people.flatMap(({ key, name }): (readonly [string, PersonChoice])[] => {
    const same = known.filter((one) => plain(one.name) === plain(name));
    const [only] = same;
    return only === undefined || same.length > 1 ? [] : [[key, { kind: 'participant', id: only.id, name: only.name }]];
  });
  return Object.fromEntries(found);
}

export function firstChoices(
  { title, people }: { readonly title: string; readonly people: readonly ChatPerson[] },
  zone: string,
  known: readonly Known[] = [],
): ImportChoices {
  return {
    title,
    people: sameNames(people, known),
    zone,
    start: null,
    without: [],
    from: '',
    to: '',
    keep: { presence: false, notice: false, repost: false },
    byQuestion: false,
    division: null,
  };
}

type Final = Exclude<PersonChoice, { kind: 'same' }>;

/** Who a person of the chat is, merged ones followed; a circle ends at the one that was asked for. */
export function personChoice(
  people: ImportChoices['people'],
  person: ChatPerson,
  all: ReadonlyMap<string, ChatPerson>,
): { readonly key: string; readonly choice: Final } {
  const seen = new Set<string>();
  let at = person;
  for (;;) {
    const choice = people[at.key] ?? { kind: 'guest', name: at.name };
    if (choice.kind !== 'same') return { key: at.key, choice };
    seen.add(at.key);
    const next = all.get(choice.as);
    if (next === undefined || seen.has(next.key)) {
      return { key: person.key, choice: { kind: 'guest', name: person.name } };
    }
    at = next;
  }
}
