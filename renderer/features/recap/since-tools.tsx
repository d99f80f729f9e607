/** The button in the recap's head that tells how much changed, and what it opens. */
import { Check, History } from 'lucide-react';
import { useRef, useState } from 'react';
import { plainText } from '../../../shared/markdown';
import { changeWhat, groupChanges, groupWords } from '../../../shared/recap/change-groups';
import type { Discussion } from '../../notebook/types';
import { Avatar } from '../../ui/avatar';
import { Button, IconButton } from '../../ui/button';
import { Kbd } from '../../ui/kbd';
import { Popover } from '../../ui/popover';
import { useReadable } from '../../ui/store';
import { Tooltip } from '../../ui/tooltip';
import { count } from '../../ui/words';
import type { SinceView } from './since';
import type { SinceItem } from './since-walk';
import { ChangeWords } from './since-words';
import './since.css';

/** More than these are not listed for one person; the walk has them all. */
const LISTED = 60;

interface SinceToolsProps {
  readonly discussion: Discussion;
  readonly view: SinceView;
  readonly keys: { readonly nextChange: string; readonly changeSeen: string };
}

export function SinceTools({ discussion, view, keys }: SinceToolsProps) {
  const items = useReadable(view.items);
  const button = useRef<HTMLButtonElement>(null);
  const [open, setOpen] = useState(false);
  const amount = items.length;
  const words = amount === 0 ? 'Nothing changed since you looked' : `${count(amount, 'change')} since you looked`;
  return (
    <>
      <Tooltip text={words}>
        <Button
          ref={button}
          look="quiet"
          className="ui-icon-button since-button"
          aria-label={words}
          aria-haspopup="dialog"
          aria-expanded={open}
          onClick={() => setOpen(true)}
        >
          <History size={16} aria-hidden="true" />
          {amount > 0 && (
            <span className="since-count" aria-hidden="true">
              {amount > 99 ? '99+' : amount}
            </span>
          )}
        </Button>
      </Tooltip>
      {open && button.current !== null && (
        <SincePanel
          discussion={discussion}
          view={view}
          keys={keys}
          items={items}
          anchor={button.current}
          onClose={() => setOpen(false)}
        />
      )}
    </>
  );
}

interface SincePanelProps extends SinceToolsProps {
  readonly items: readonly SinceItem[];
  readonly anchor: Element;
  readonly onClose: () => void;
}

function SincePanel({ discussion, view, keys, items, anchor, onClose }: SincePanelProps) {
  const { parts } = discussion;
  const first = useRef<HTMLButtonElement>(null);
  const posts = useReadable(discussion.posts);
  const byId = new Map(items.map((item) => [item.id, item]));
  const isNew = new Set(items.flatMap((item) => (item.kind === 'post' ? [item.post as string] : [])));
  const groups = groupChanges(
    posts.flatMap(({ id, author }) => (isNew.has(id) ? [{ id, author: author.id }] : [])),
    items.flatMap((item) => (item.kind === 'change' ? [item.change] : [])),
  );
  const go = (item: SinceItem): void => {
    onClose();
    // The small window gives the focus back first.
    requestAnimationFrame(() => view.show(item));
  };
  if (items.length === 0) {
    return (
      <Popover title="Since you looked" anchor={anchor} onClose={onClose}>
        <p className="since-none">
          Nothing waits for you. What others write while you look elsewhere is listed here, marked in the recap, and
          yours to go through with {keys.nextChange}.
        </p>
      </Popover>
    );
  }
  return (
    <Popover title="Since you looked" anchor={anchor} initialFocus={first} onClose={onClose}>
      <div className="since-all">
        <Button
          ref={first}
          look="primary"
          onClick={() => {
            onClose();
            requestAnimationFrame(() => view.step(1));
          }}
        >
          Walk through <Kbd keys={keys.nextChange} />
        </Button>
        <Button
          onClick={() => {
            view.acceptAll();
            onClose();
          }}
        >
          Mark all as seen
        </Button>
      </div>
      {groups.map((group) => {
        const person = group.person === '' ? null : parts.person(group.person);
        const name = person?.name ?? 'Somebody';
        const own = [...group.posts.map((id) => `post ${id}`), ...group.changes.map((change) => change.id)].flatMap(
          (id) => byId.get(id) ?? [],
        );
        return (
          <section key={group.person} className="since-group" aria-label={`${name}: ${groupWords(group)}`}>
            <div className="since-who">
              {person !== null && <Avatar person={person} />}
              <h3>
                {name} <span>{groupWords(group)}</span>
              </h3>
              <Button look="link" aria-label={`Mark what ${name} did as seen`} onClick={() => view.acceptItems(own)}>
                Seen
              </Button>
            </div>
            <ul className="since-list">
              {own.slice(0, LISTED).map((item) => (
                <li key={item.id} className="since-item">
                  <Entry item={item} posts={posts} onGo={() => go(item)} />
                  <IconButton label="Mark as seen" onClick={() => view.acceptItems([item])}>
                    <Check size={14} aria-hidden="true" />
                  </IconButton>
                </li>
              ))}
            </ul>
            {own.length > LISTED && <p className="since-none">and {count(own.length - LISTED, 'more change')}</p>}
          </section>
        );
      })}
    </Popover>
  );
}

interface EntryProps {
  readonly item: SinceItem;
  readonly posts: ReturnType<Discussion['posts']['get']>;
  readonly onGo: () => void;
}

function Entry({ item, posts, onGo }: EntryProps) {
  if (item.kind === 'post') {
    const post = posts.find((one) => one.id === item.post);
    const text = post === undefined ? '' : plainText(post.body).replace(/\s+/g, ' ').trim();
    return (
      <button type="button" className="since-entry" onClick={onGo}>
        <span className="since-what">wrote</span>
        <span className="since-words">{text.length > 120 ? `${text.slice(0, 120).trimEnd()}…` : text}</span>
      </button>
    );
  }
  return (
    <button type="button" className="since-entry" onClick={onGo}>
      <span className="since-what">{changeWhat(item.change)}</span>
      <ChangeWords change={item.change} />
    </button>
  );
}
