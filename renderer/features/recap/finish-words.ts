/** What the end of a discussion says in words. Pure. */
import type { LeftOut } from '../../../shared/model/finishing';
import type { PointKind, RecapPoint } from '../../../shared/model/point';
import type { Signer, Standing } from '../../../shared/recap/finishing';
import type { Change } from '../../../shared/recap/versions';
import { count, listNames } from '../../ui/words';

/** A text as one line that fits a row. */
export function lineOf(text: string, most = 110): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length <= most ? line : `${line.slice(0, most).replace(/\s+\S*$/, '')}…`;
}

const LACKS = { owner: 'nobody does it yet', due: 'no date' } as const;

export function lacksWords(lacks: readonly ('owner' | 'due')[]): string {
  return lacks.map((one) => LACKS[one]).join(', ');
}

export const KIND_WORDS: Readonly<Record<PointKind, string>> = {
  takeaway: 'Takeaway',
  decision: 'Decision',
  action: 'Action',
  question: 'Open question',
  quote: 'Quote',
  source: 'Source',
};

/** For a point that says nothing: `Action below “Next steps”`. */
export function blankWords({ kind, section }: RecapPoint): string {
  return section === '' ? KIND_WORDS[kind] : `${KIND_WORDS[kind]} below “${lineOf(section, 60)}”`;
}

/** `3 posts and 1 open question were left out`; '' when nothing was. */
export function leftOutWords({ posts, people, actions, questions, decisions }: LeftOut): string {
  const parts = [
    [posts, 'post', 'posts'],
    [people, 'person not heard', 'people not heard'],
    [actions, 'unclear action', 'unclear actions'],
    [questions, 'open question', 'open questions'],
    [decisions, 'decision nobody agreed to by name', 'decisions nobody agreed to by name'],
  ] as const;
  const named = parts.filter(([amount]) => amount > 0).map(([amount, one, many]) => count(amount, one, many));
  return named.length === 0 ? '' : `Left out: ${listNames(named, named.length)}.`;
}

/** `You and Chris signed off. Changed since Lurker signed off. Not yet: Educator.` */
export function signerWords(signers: readonly Signer[], nameOf: (person: Signer['person']) => string): string {
  const named = (standing: Standing): string =>
    listNames(
      signers
        .filter((one) => one.standing === standing)
        .map((one) => nameOf(one.person))
        // In a sentence, `you` comes first.
        .sort((a, b) => Number(b === 'you') - Number(a === 'you')),
    );
  const begin = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);
  const [signed, earlier, not] = [named('signed'), named('earlier'), named('not')];
  return [
    ...(signed === '' ? [] : [`${begin(signed)} signed off.`]),
    ...(earlier === '' ? [] : [`Changed since ${earlier} signed off.`]),
    ...(not === '' ? [] : [signed === '' && earlier === '' ? 'Nobody signed off yet.' : `Not yet: ${not}.`]),
  ].join(' ');
}

export const STANDING_WORDS: Record<Standing, string> = {
  signed: 'signed off this version',
  earlier: 'signed off an earlier version',
  not: 'not yet',
};

export const CHANGE_WORDS: Record<Change['kind'], string> = {
  added: 'Added',
  removed: 'Taken out',
  changed: 'Changed',
  moved: 'Moved',
};
