/** Which block of a file is which block here, and where it was changed. Pure. [BI2]–[BI6] */
import { type BaseBlock, blockMark } from '../markdown';
import type { RichTextNode } from '../model/rich-text';
import { commonItems } from '../recap/common-items';
import { pairBlocks } from '../recap/paired-blocks';
import { FACTS, type SeenBlock, saysNothing, seenBlocks } from '../recap/seen-blocks';
import type { BackChange, BackFact } from './types';

export interface MarkedBlock extends BaseBlock {
  readonly node: RichTextNode;
}

/** One change of a block; `file` and `here` are its places, -1 for none. */
export interface BlockChange
  extends Pick<BackChange, 'key' | 'kind' | 'before' | 'after' | 'facts' | 'what' | 'otherwise'> {
  readonly file: number;
  readonly here: number;
}

/** The places in the base of blocks; -1 for what it does not have. */
function placesIn(base: readonly BaseBlock[], blocks: readonly BaseBlock[]): number[] {
  const places = blocks.map(() => -1);
  const free = new Map<string, number[]>();
  base.forEach(({ id, mark }, at) => {
    const name = id === '' ? ` ${mark}` : id;
    free.set(name, [...(free.get(name) ?? []), at]);
  });
  // What is the same in the same order first: of equal blocks each is then the one it was.
  const plain = blocks.flatMap(({ id, mark }, at) => (id === '' ? [{ at, mark }] : []));
  const plainBase = base.flatMap(({ id, mark }, at) => (id === '' ? [{ at, mark }] : []));
  const { pairs } = commonItems(plainBase, plain, ({ mark }) => mark);
  const taken = new Set<number>();
  for (const [now, before] of pairs) {
    const [block, from] = [plain[now]?.at ?? -1, plainBase[before]?.at ?? -1];
    places[block] = from;
    taken.add(from);
  }
  blocks.forEach(({ id, mark }, at) => {
    if (places[at] !== -1) return;
    const found = free.get(id === '' ? ` ${mark}` : id)?.find((from) => !taken.has(from));
    if (found === undefined) return;
    places[at] = found;
    taken.add(found);
  });
  return places;
}

const keysOf = (places: readonly number[]): string[] => places.map((at) => (at < 0 ? '' : `b${String(at)}`));
const seen = (blocks: readonly MarkedBlock[], keys: readonly string[]): readonly SeenBlock[] =>
  seenBlocks({ type: 'doc', content: blocks.map(({ node }) => node) }, keys);

function factsBetween(before: SeenBlock, after: SeenBlock): BackFact[] {
  return FACTS.flatMap((fact) => {
    const [old, next] = [before.facts[fact] ?? '', after.facts[fact] ?? ''];
    return old === next ? [] : [{ fact, before: old, after: next }];
  });
}

/** Ids stay as they are here: a point that has only another one in the file, as one that was copied there, is the same. */
function saysTheSame(here: MarkedBlock | undefined, file: MarkedBlock): boolean {
  if (here === undefined || here.mark === file.mark) return here !== undefined;
  if (here.id === file.id || here.node.type !== 'point' || file.node.type !== 'point') return false;
  return here.mark === blockMark([{ ...file.node, attrs: { ...file.node.attrs, id: here.node.attrs?.id } }]);
}

const NOTHING: SeenBlock = { key: '', id: '', kind: '', text: '', facts: {} };

/** In the order of the file; what is gone from it stands behind what it stood behind here. `pairs`: place in the file → here. */
export function blockChanges(
  base: readonly BaseBlock[] | null,
  file: readonly MarkedBlock[],
  here: readonly MarkedBlock[],
): { readonly changes: readonly BlockChange[]; readonly pairs: ReadonlyMap<number, number> } {
  const inFile = placesIn(base ?? [], file);
  const inHere = placesIn(base ?? [], here);
  const [fileSeen, hereSeen] = [seen(file, keysOf(inFile)), seen(here, keysOf(inHere))];
  const pairs = pairBlocks(hereSeen, fileSeen);
  const baseSeen = (base ?? []).map((_, at): SeenBlock => ({ ...NOTHING, key: `b${String(at)}` }));
  const movedInFile = base === null ? pairs.moved : pairBlocks(baseSeen, fileSeen).moved;
  const isBase = (places: readonly number[], at: number, block: MarkedBlock | undefined): boolean =>
    block !== undefined && base?.[places[at] ?? -1]?.mark === block.mark;

  const change = (
    kind: BlockChange['kind'],
    at: { file: number; here: number },
    otherwise: BlockChange['otherwise'],
  ) => {
    const [before, after] = [hereSeen[at.here] ?? NOTHING, fileSeen[at.file] ?? NOTHING];
    const both = at.file >= 0 && at.here >= 0;
    const marks = [here[at.here], file[at.file]].map((block) => `${block?.id ?? ''}:${block?.mark ?? ''}`);
    const made: BlockChange = {
      key: [kind, ...marks].join(' '),
      kind,
      what: (at.file >= 0 ? after : before).kind,
      before: before.text,
      after: after.text,
      facts: both ? factsBetween(before, after) : [],
      otherwise: base === null ? 'leave' : otherwise,
      ...at,
    };
    return made;
  };

  const changes: BlockChange[] = [];
  let behind = 0;
  const goneUpTo = (end: number): void => {
    for (; behind < end; behind += 1) {
      const block = hereSeen[behind];
      const from = inHere[behind] ?? -1;
      if (block === undefined || pairs.now.has(behind) || from < 0 || saysNothing(block)) continue;
      const isSame = isBase(inHere, behind, here[behind]);
      changes.push(change(isSame ? 'removed' : 'against', { file: -1, here: behind }, isSame ? 'take' : 'leave'));
    }
  };
  file.forEach((block, at) => {
    const now = fileSeen[at];
    if (now === undefined) return;
    const from = pairs.before.get(at);
    const unchanged = isBase(inFile, at, block);
    if (from === undefined) {
      if (unchanged || saysNothing(now)) return;
      const gone = (inFile[at] ?? -1) >= 0;
      changes.push(change(gone ? 'against' : 'added', { file: at, here: -1 }, 'take'));
      return;
    }
    if (!pairs.moved.has(at)) goneUpTo(from);
    const places = { file: at, here: from };
    if (!saysTheSame(here[from], block) && !unchanged) {
      const isOnlyFile = isBase(inHere, from, here[from]);
      changes.push(isOnlyFile ? change('changed', places, 'take') : change('both', places, 'both'));
    }
    if (pairs.moved.has(at) && movedInFile.has(at)) changes.push(change('moved', places, 'take'));
  });
  goneUpTo(here.length);
  return { changes: withNumbers(changes), pairs: pairs.before };
}

/** Of equal changes each has a key of its own. */
function withNumbers(changes: readonly BlockChange[]): BlockChange[] {
  const known = new Map<string, number>();
  return changes.map((one) => {
    const count = known.get(one.key) ?? 0;
    known.set(one.key, count + 1);
    return count === 0 ? one : { ...one, key: `${one.key} ${String(count)}` };
  });
}
