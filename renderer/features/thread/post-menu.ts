/** What can be done with a post and the recap, as the entries of its menu. */
import { POINT_KINDS, type PointKind } from '../../../shared/model/point';
import type { PointPlace, PostCoverage } from '../../../shared/recap/coverage';
import type { PostId } from '../../../shared/util/brand';
import { type CopiedText, type Copy, copyEntries } from '../../editor';
import type { Post } from '../../notebook/types';
import type { MenuEntry } from '../../ui/menu';
import { postText } from './post-text';
import type { ThreadRecap } from './thread-recap';

export const KIND_WORDS: Readonly<Record<PointKind, string>> = {
  takeaway: 'Takeaway',
  decision: 'Decision',
  action: 'Action',
  question: 'Open question',
  quote: 'Quote',
  source: 'Source',
};

/** What most posts that need not be in a recap are. */
export const REASONS = ['thanks only', 'logistics', 'off topic', 'said already'] as const;

export interface PostMenu {
  readonly post: Post;
  readonly standing: PostCoverage;
  readonly recap: ThreadRecap;
  readonly show: (place: PointPlace, from: PostId) => void;
  readonly add: (post: Post, passage: string, kind: PointKind | null) => void;
  readonly setAside: (post: Post, reason: string | null) => void;
  /** Asks for a reason in the person's own words. */
  readonly askReason: (post: Post) => void;
  /** Null where nothing can be copied in another form. */
  readonly copy: Copy | null;
}

const COPY_KEYS = { markdown: 'C', rich: 'Shift C' } as const;

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

export function asideEntries({ post, setAside, askReason }: PostMenu): MenuEntry[] {
  return [
    { kind: 'heading', label: 'Set aside, because it is' },
    ...REASONS.map(
      (reason): MenuEntry => ({ kind: 'action', label: capital(reason), run: () => setAside(post, reason) }),
    ),
    { kind: 'action', label: 'Another reason…', run: () => askReason(post) },
  ];
}

export function postEntries(menu: PostMenu): MenuEntry[] {
  const { post, standing, recap, show, add, setAside, copy } = menu;
  const points = recap.pointsOf(post.id);
  const entries: MenuEntry[] = [
    ...points.map(
      ({ place, name }): MenuEntry => ({
        kind: 'action',
        label: name,
        disabled: place.id === '',
        run: () => show(place, post.id),
      }),
    ),
    ...(points.length > 0 ? [{ kind: 'line' } as const] : []),
    { kind: 'action', label: 'Add to recap', keys: recap.addKeys, run: () => add(post, '', null) },
    ...citeEntry(recap.openPoint(), () => recap.citeForOpenPoint(post, '')),
    ...lined(copyEntries(copy, () => postText(post), COPY_KEYS)),
    { kind: 'line' },
    ...(standing.standing === 'aside'
      ? [{ kind: 'action', label: 'No longer set aside', run: () => setAside(post, null) } as const]
      : standing.standing === 'in'
        ? []
        : asideEntries(menu)),
  ];
  return entries.filter((entry, at) => entry.kind !== 'line' || at < entries.length - 1);
}

/** Below a line, unless there are none. */
const lined = (entries: readonly MenuEntry[]): MenuEntry[] =>
  entries.length === 0 ? [] : [{ kind: 'line' }, ...entries];

function citeEntry(open: string | null, run: () => void): MenuEntry[] {
  return open === null ? [] : [{ kind: 'action', label: `Cite for the point you are in: ${open}`, run }];
}

/** What chosen words can become, beside a quote and a takeaway. */
export function wordsEntries(
  { post, recap, add, copy }: Pick<PostMenu, 'post' | 'recap' | 'add' | 'copy'>,
  passage: string,
  chosen: CopiedText | null,
): MenuEntry[] {
  const cite = citeEntry(recap.openPoint(), () => recap.citeForOpenPoint(post, passage));
  return [
    ...POINT_KINDS.filter((kind) => kind !== 'quote' && kind !== 'takeaway').map(
      (kind): MenuEntry => ({ kind: 'action', label: KIND_WORDS[kind], run: () => add(post, passage, kind) }),
    ),
    ...lined(cite),
    ...lined(chosen === null ? [] : copyEntries(copy, () => chosen)),
  ];
}
