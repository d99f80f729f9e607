/** Which recaps are on screen, and what leads from one to another: the tabs, taking points into ours, bringing points together. */
import {
  type ReactNode,
  type Ref,
  type RefObject,
  useCallback,
  useEffect,
  useImperativeHandle,
  useMemo,
  useState,
} from 'react';
import { flushSync } from 'react-dom';
import type { RecapLayout } from '../../../shared/model/recap-view';
import { OURS, type PointPlace } from '../../../shared/recap/coverage';
import type { Discussion } from '../../notebook/types';
import { createStore, type ReadableValue, useReadable } from '../../ui/store';
import { notify } from '../../ui/toast';
import { DropLine } from './drop-line';
import { type Comparing, DuplicatesPopover } from './duplicates-popover';
import { bringBeside, pointAround, pointIn, useLitTwins } from './lanes-twins';
import { type RecapTab, recapTabs, shownRecaps, viewWith } from './lanes-view';
import { createPromoter } from './promote';
import { usePointDrop } from './promote-drop';
import { type PointTies, PromoteLines } from './promote-lines';
import { useAcrossRecaps } from './use-duplicates';
import type { PointSlots } from './use-point-host';

/** What commands do with the recaps of a discussion. */
export interface LaneCommands {
  /** Ours, or this person's own, on screen and with the focus. */
  go(to: 'ours' | 'mine'): void;
  /** Shows them so; once more shows one at a time again. */
  toggle(layout: Exclude<RecapLayout, 'one'>): void;
  /** Takes the point in hand into ours. */
  take(): void;
}

export interface Lanes {
  readonly tabs: readonly RecapTab[];
  readonly shown: readonly string[];
  readonly layout: RecapLayout;
  readonly choose: (key: string) => void;
  readonly setLayout: (layout: RecapLayout) => void;
  readonly startMine: () => void;
  /** Brings a recap on screen; true when it was not there before. */
  readonly reveal: (key: string) => boolean;
  readonly onSlot: (slot: HTMLElement, recap: string) => void;
  /** What lies in and over the pages. */
  readonly layers: ReactNode;
}

/** An editor is there two frames after its page. */
function soon(act: () => void): void {
  requestAnimationFrame(() => requestAnimationFrame(act));
}

function focusPage(pane: HTMLElement | null, key: string): void {
  const page = pane?.querySelector<HTMLElement>(`[data-recap="${CSS.escape(key)}"]`);
  const entry = page?.querySelector<HTMLElement>('[role="textbox"]') ?? page;
  (entry ?? pane?.querySelector<HTMLElement>('[data-region-entry]') ?? pane)?.focus();
}

const MERGES = { on: 'Merge with this', between: 'Take here' };

interface LanesInput {
  readonly discussion: Discussion;
  readonly pane: RefObject<HTMLElement | null>;
  readonly slots: ReadableValue<PointSlots>;
  readonly showPoint: (place: PointPlace) => void;
  readonly ref: Ref<LaneCommands> | undefined;
}

export function useLanes({ discussion, pane, slots, showPoint, ref }: LanesInput): Lanes {
  const view = useReadable(discussion.recapView);
  const own = useReadable(discussion.parts.own);
  const me = discussion.parts.me.id;
  const across = useAcrossRecaps(discussion);
  const promoter = useMemo(() => createPromoter(discussion), [discussion]);
  const slotRecaps = useMemo(() => new WeakMap<HTMLElement, string>(), []);
  const said = useMemo(() => createStore(''), []);
  const [comparing, setComparing] = useState<Comparing | null>(null);
  const tabs = recapTabs(own, me);
  useLitTwins(pane, across);
  useEffect(() => {
    const { parts } = discussion;
    return parts.ours.points.subscribe(promoter.tidy);
  }, [discussion, promoter]);

  const reveal = useCallback(
    (key: string): boolean => {
      const now = discussion.recapView.get();
      const next = viewWith(now, recapTabs(discussion.parts.own.get(), me), me, key);
      if (next === now) return false;
      flushSync(() => discussion.setRecapView(next));
      return true;
    },
    [discussion, me],
  );

  const made = useMemo(() => {
    const taken = (id: string | null): void => {
      if (id !== null) said.set('Taken into our recap');
    };
    const take = (place: PointPlace, anchor: Element): void => {
      const alike = across.duplicates
        .get()
        .get(place.id)
        ?.some((twin) => twin.place.recap === OURS);
      if (alike === true) setComparing({ place, anchor, taking: true });
      else taken(promoter.take(place));
    };
    const show = (place: PointPlace, from: Element | null): void => {
      const here = from?.closest<HTMLElement>('[data-point]') ?? null;
      const other = pointIn(pane.current, place);
      if (here !== null && other !== null) bringBeside(here, other);
      showPoint(place);
    };
    const ties: PointTies = {
      ...across,
      take,
      show,
      compare: (place, anchor) => setComparing({ place, anchor, taking: false }),
    };
    return { ties, taken, show };
  }, [across, promoter, pane, said, showPoint]);

  const dropMark = usePointDrop(pane, (dragged, to) => {
    if (to.kind === 'gap') {
      made.taken(promoter.take(dragged, to.gap.index));
      return;
    }
    const anchor = pointIn(pane.current, to.point);
    if (anchor !== null && to.point.id !== dragged.id) {
      setComparing({ place: dragged, other: to.point, anchor, taking: true });
    }
  });

  const setLayout = (layout: RecapLayout): void => {
    const now = discussion.recapView.get();
    const beside = now.tab === OURS ? now.beside : now.tab;
    discussion.setRecapView({ ...now, layout, beside });
  };
  const go = (key: string): void => {
    reveal(key);
    soon(() => focusPage(pane.current, key));
  };

  useImperativeHandle(
    ref,
    (): LaneCommands => ({
      go: (to) => go(to === 'ours' ? OURS : me),
      toggle(layout) {
        const isOn = discussion.recapView.get().layout === layout;
        flushSync(() => setLayout(isOn ? 'one' : layout));
        soon(() => {
          if (pane.current?.contains(document.activeElement) !== true) focusPage(pane.current, OURS);
        });
      },
      take() {
        const caret = document.getSelection()?.anchorNode;
        const place = pointAround(document.activeElement) ?? pointAround(caret?.parentElement ?? null);
        const anchor = place === null ? null : pointIn(pane.current, place);
        if (place === null || anchor === null || place.recap === OURS) {
          notify({
            tone: 'info',
            title: 'No point of an own recap is chosen',
            detail: 'Put the caret in a point of yours, or go to one of somebody else’s, and press the keys again.',
          });
        } else if (across.taken.get().has(place.id)) said.set('This point is in our recap already');
        else made.ties.take(place, anchor);
      },
    }),
  );

  const endComparing = (): void => setComparing(null);
  const slot = comparing?.anchor.closest('.point-slot') ?? null;
  const layers = (
    <>
      <p className="sr-only" role="status">
        <Said said={said} />
      </p>
      <PromoteLines
        discussion={discussion}
        slots={slots}
        recapOf={(element) => slotRecaps.get(element)}
        ties={made.ties}
      />
      {comparing !== null && (
        <DuplicatesPopover
          key={comparing.place.id}
          discussion={discussion}
          across={across}
          comparing={comparing}
          onMerge={(lead, other) => {
            const id = promoter.merge(lead, other);
            endComparing();
            if (id !== null) said.set('Merged in our recap');
            if (id !== null && lead.recap === OURS && other.recap === OURS) soon(() => showPoint({ recap: OURS, id }));
          }}
          onBeside={(other) => {
            const id = promoter.take(comparing.place);
            if (id !== null) discussion.parts.setApart(id, other.id, true);
            endComparing();
            made.taken(id);
          }}
          onShow={(place) => {
            endComparing();
            soon(() => made.show(place, comparing.anchor));
          }}
          finalFocus={() => {
            if (comparing.anchor instanceof HTMLElement && comparing.anchor.isConnected) return comparing.anchor;
            return (slot?.isConnected === true ? slot.querySelector('button') : null) ?? pane.current;
          }}
          onClose={endComparing}
        />
      )}
      {dropMark !== null && <DropLine mark={dropMark} words={MERGES} />}
    </>
  );
  return {
    tabs,
    shown: shownRecaps(view, tabs, me),
    layout: view.layout,
    choose: (key) => {
      const now = discussion.recapView.get();
      discussion.setRecapView(now.layout === 'beside' ? { ...now, beside: key } : { ...now, tab: key });
    },
    setLayout,
    startMine: () => {
      discussion.parts.startMine();
      soon(() => focusPage(pane.current, me));
    },
    reveal,
    onSlot: useCallback((element, recap) => void slotRecaps.set(element, recap), [slotRecaps]),
    layers,
  };
}

function Said({ said }: { readonly said: ReadableValue<string> }) {
  return useReadable(said);
}
