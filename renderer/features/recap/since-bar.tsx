/** Below the recap while one walks through what was not seen yet. */
import { Check, ChevronDown, ChevronUp, X } from 'lucide-react';
import { changeWhat } from '../../../shared/recap/change-groups';
import type { Discussion } from '../../notebook/types';
import { Button, IconButton } from '../../ui/button';
import { Kbd } from '../../ui/kbd';
import { useReadable } from '../../ui/store';
import { namesIn, type SinceView } from './since';
import type { SinceItem } from './since-walk';
import { ChangeWords } from './since-words';
import { useFocusAfter } from './use-focus-after';

interface SinceBarProps {
  readonly discussion: Discussion;
  readonly view: SinceView;
  readonly keys: { readonly nextChange: string; readonly changeSeen: string };
  /** The walk is over and the focus nowhere any more. */
  readonly onClosed: () => void;
}

export function SinceBar({ discussion, view, keys, onClosed }: SinceBarProps) {
  const items = useReadable(view.items);
  const at = useReadable(view.at);
  const said = useReadable(view.said);
  const here = at === null ? undefined : items.find((item) => item.id === at.id);
  const end = (): void => view.at.set(null);
  useFocusAfter(here !== undefined, onClosed);
  return (
    <>
      <p className="sr-only" role="status">
        {here === undefined ? said : ''}
      </p>
      {here !== undefined && (
        <section
          className="since-bar"
          aria-label="Since you looked"
          onKeyDown={(event) => {
            if (event.key !== 'Escape' || event.defaultPrevented) return;
            event.preventDefault();
            end();
          }}
        >
          <p role="status" className="since-now">
            <b>
              {items.indexOf(here) + 1} of {items.length}
            </b>{' '}
            <Told discussion={discussion} item={here} />
          </p>
          <div className="since-steps">
            <Button look="primary" onClick={view.accept}>
              <Check size={13} aria-hidden="true" /> Seen <Kbd keys={keys.changeSeen} />
            </Button>
            <IconButton label="Previous change" onClick={() => view.step(-1)}>
              <ChevronUp size={15} aria-hidden="true" />
            </IconButton>
            <IconButton label={`Next change, ${keys.nextChange}`} onClick={() => view.step(1)}>
              <ChevronDown size={15} aria-hidden="true" />
            </IconButton>
            <IconButton label="End going through" onClick={end}>
              <X size={15} aria-hidden="true" />
            </IconButton>
          </div>
        </section>
      )}
    </>
  );
}

function Told({ discussion, item }: { readonly discussion: Discussion; readonly item: SinceItem }) {
  if (item.kind === 'post') {
    const post = discussion.posts.get().find((one) => one.id === item.post);
    return <>{post?.author.name ?? 'Somebody'} wrote in the thread</>;
  }
  const { change } = item;
  return (
    <>
      {namesIn(discussion, change.by)} {changeWhat(change)}: <ChangeWords change={change} />
    </>
  );
}
