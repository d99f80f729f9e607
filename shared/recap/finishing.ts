/** What is missing in a recap before it is finished, and who stands to which version of it. Pure. [FI6]–[FI12] */
import type { Signoff } from '../model/discussion-parts';
import type { LeftOut } from '../model/finishing';
import type { RecapPoint } from '../model/point';
import type { ParticipantId, PostId } from '../util/brand';

export interface Missing {
  /** Neither cited nor set aside, in thread order. */
  readonly posts: readonly PostId[];
  /** Those of whose posts none is in the recap though one is missing, in the order of their first post. */
  readonly people: readonly ParticipantId[];
  /** Open actions, and what each lacks. */
  readonly actions: readonly { readonly point: RecapPoint; readonly lacks: readonly ('owner' | 'due')[] }[];
  /** Questions without an answer. */
  readonly questions: readonly RecapPoint[];
  /** Decisions to which nobody’s agreement is noted. */
  readonly decisions: readonly RecapPoint[];
  /** Points that say nothing yet, as a template leaves them. They are counted in no other list. */
  readonly blank: readonly RecapPoint[];
}

const isBlank = (point: RecapPoint): boolean => point.text === '' && point.cites.length === 0;

/** @param point a question */
export function isAnswered(point: RecapPoint): boolean {
  return Boolean(point.details.answer) || point.cites.some((cite) => cite.role === 'answer');
}

function lacks(point: RecapPoint): readonly ('owner' | 'due')[] {
  const found: ('owner' | 'due')[] = [];
  if (point.owner === null && point.ownerName === '') found.push('owner');
  if (point.due === '') found.push('due');
  return found;
}

/** @param coverage what `shared/recap/coverage.ts` says of our recap */
export function missingIn(
  coverage: { readonly missing: readonly PostId[]; readonly unheard: readonly ParticipantId[] },
  points: readonly RecapPoint[],
): Missing {
  const said = points.filter((point) => !isBlank(point));
  return {
    posts: coverage.missing,
    people: coverage.unheard,
    actions: said
      .filter((point) => point.kind === 'action' && !point.done)
      .map((point) => ({ point, lacks: lacks(point) }))
      .filter((one) => one.lacks.length > 0),
    questions: said.filter((point) => point.kind === 'question' && !isAnswered(point)),
    decisions: said.filter(
      (point) => point.kind === 'decision' && !point.credits.some((credit) => credit.role === 'agreed'),
    ),
    blank: points.filter(isBlank),
  };
}

export function leftOutOf(missing: Missing): LeftOut {
  return {
    posts: missing.posts.length,
    people: missing.people.length,
    actions: missing.actions.length,
    questions: missing.questions.length,
    decisions: missing.decisions.length,
  };
}

/** How many things there are to look at. People count with their posts. */
export function amountMissing(missing: Missing): number {
  const { posts, actions, questions, decisions, blank } = missing;
  return posts.length + actions.length + questions.length + decisions.length + blank.length;
}

export type Standing = 'signed' | 'earlier' | 'not';

export interface Signer {
  readonly person: ParticipantId;
  readonly standing: Standing;
  /** When they signed off, and what; null and '' when they did not. */
  readonly at: number | null;
  readonly version: string;
}

/**
 * Who stands where: those who signed this version, then those who signed an earlier one, then those who did not sign.
 * @param people who took part; whoever signed counts too, imported authors never do
 */
export function signersOf(
  people: readonly ParticipantId[],
  signoffs: readonly Signoff[],
  version: string,
): readonly Signer[] {
  const all = new Set(
    [...people, ...signoffs.map((one) => one.person)].filter((person) => !person.startsWith('guest:')),
  );
  const byPerson = new Map(signoffs.map((one) => [one.person, one]));
  const signers = [...all].map((person): Signer => {
    const signed = byPerson.get(person);
    if (signed === undefined) return { person, standing: 'not', at: null, version: '' };
    return {
      person,
      standing: signed.version === version ? 'signed' : 'earlier',
      at: signed.at,
      version: signed.version,
    };
  });
  const order: Record<Standing, number> = { signed: 0, earlier: 1, not: 2 };
  return signers.sort((a, b) => order[a.standing] - order[b.standing] || (a.at ?? 0) - (b.at ?? 0));
}
