/** What a discussion said before: the list of its versions, and the one that is chosen, alone or compared. */
import { useEffect, useMemo, useRef, useState } from 'react';
import { describeError } from '../../../shared/errors/app-error';
import { authorsIn } from '../../../shared/versions/compare';
import type { ListedVersion, VersionContent } from '../../../shared/versions/types';
import { lookClass } from '../../editor';
import { type AuthorPerson, discussionAuthors } from '../../notebook/discussion-authors';
import type { Discussion } from '../../notebook/types';
import type { Restoring } from '../../notebook/versions/restoring';
import type { VersionPort } from '../../notebook/versions/version-port';
import { Banner } from '../../ui/banner';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { scrollByKeyboard } from '../../ui/scroll-by-keyboard';
import { useReadable } from '../../ui/store';
import { type Loaded, useVersion, useVersionList } from './use-versions';
import { type Shown, VersionHead } from './version-head';
import { VersionList } from './version-list';
import { type Bringing, type ReadingHost, VersionReading } from './version-reading';
import type { NameOf } from './version-words';
import './versions.css';

export interface VersionsDialogProps {
  readonly discussion: Discussion;
  readonly port: VersionPort;
  /** The one to begin with; the newest without it. */
  readonly chosen: string | null;
  /** What the discussion says now. */
  readonly now: () => VersionContent;
  readonly restoring: (content: VersionContent) => Restoring;
  /** Brings a block of the version back; false when there was nothing to do. */
  readonly onBring: (restoring: Restoring, where: string, at: number) => boolean;
  /** Shows what restoring all of it would change. */
  readonly onRestore: (version: ListedVersion, content: VersionContent) => void;
  /** Errors: versions/*. */
  readonly onName: (id: string, text: string) => Promise<void>;
  readonly onOpenLink: (url: string) => void;
  readonly onClose: () => void;
}

export function VersionsDialog(props: VersionsDialogProps) {
  const { discussion, port, onClose } = props;
  const [list, again] = useVersionList(port, discussion.id);
  const [wanted, setWanted] = useState(props.chosen);
  const me = discussion.parts.me.id;
  const nameOf = useMemo(
    (): NameOf => (id) => (id === me ? 'you' : discussion.parts.person(id).name),
    [discussion, me],
  );
  const title = discussion.title.toString().trim();
  const versions = list.kind === 'here' ? list.value.versions : [];
  const chosen = versions.find(({ id }) => id === wanted) ?? versions.at(-1) ?? null;
  return (
    <Dialog
      wide
      large
      title={title === '' ? 'Versions' : `Versions of “${title}”`}
      lede="What this discussion said before, kept on this device and in hand-off files “with earlier versions”. Looking at a version changes nothing."
      onClose={onClose}
    >
      {list.kind === 'failed' && <Told error={list.error} />}
      {list.kind === 'here' && list.value.damaged && (
        <Banner
          what="A part of the versions could not be read."
          more="The discussion itself is as it was. What could be read is listed; the rest is kept beside it on the disk."
        />
      )}
      {chosen === null ? (
        <p className="ver-none" role="status">
          {list.kind === 'here'
            ? 'There is no version yet. One is kept a minute after you stop writing, whenever somebody finishes or signs, and when you name one.'
            : ''}
        </p>
      ) : (
        <div className="ver-columns">
          <VersionList versions={versions} chosen={chosen.id} nameOf={nameOf} onChoose={setWanted} />
          <Chosen
            {...props}
            version={chosen}
            earlier={versions[versions.indexOf(chosen) - 1] ?? null}
            nameOf={nameOf}
            onName={(id, text) => props.onName(id, text).then(again)}
          />
        </div>
      )}
    </Dialog>
  );
}

function Told({ error }: { readonly error: unknown }) {
  const told = describeError(error);
  return <Banner what={told.what} more={`${told.kept} ${told.next}`} />;
}

interface ChosenProps extends VersionsDialogProps {
  readonly version: ListedVersion;
  readonly earlier: ListedVersion | null;
  readonly nameOf: NameOf;
}

function Chosen(props: ChosenProps) {
  const { discussion, port, version, earlier, nameOf, onRestore } = props;
  const [shown, setShown] = useState<Shown>('now');
  const [authors, setAuthors] = useState(true);
  const content = useVersion(port, discussion.id, version.id);
  const before = useVersion(port, discussion.id, shown === 'before' ? (earlier?.id ?? null) : null);
  const page = useRef<HTMLElement>(null);
  const [said, setSaid] = useState('');
  const looks = useMemo(() => discussionAuthors(discussion), [discussion]);
  const here = content?.kind === 'here' ? content.value : null;
  const host = useMemo((): ReadingHost => {
    const byId = new Map(looks.map((person) => [person.id as string, person]));
    const author = (id: string): { className: string; title: string } => {
      const person = byId.get(id) ?? discussion.parts.person(id);
      const look = byId.get(id)?.look ?? { colour: person.colour, pattern: 0 };
      return { className: lookClass(look), title: person.name };
    };
    // In a sentence of its own a name stands; “you” is for the list.
    const name: NameOf = (id) => discussion.parts.person(id).name;
    return { assets: discussion, onOpenLink: props.onOpenLink, author: authors ? author : null, nameOf: name };
  }, [discussion, looks, authors, props.onOpenLink]);
  const people = useMemo(() => (here === null ? [] : writersOf(here, looks)), [here, looks]);
  const bring = (restoring: Restoring, where: string, at: number): void => {
    if (!props.onBring(restoring, where, at)) return;
    setSaid('It is back. Undo takes it back again.');
    page.current?.focus();
  };
  return (
    <section className="ver-chosen" aria-label="The chosen version">
      <VersionHead
        key={version.id}
        version={version}
        nameOf={nameOf}
        shown={shown}
        onShown={setShown}
        authors={authors}
        onAuthors={setAuthors}
        people={people}
        onName={(text) => props.onName(version.id, text)}
      />
      <section
        key={`page ${version.id}`}
        ref={page}
        className="ver-page"
        aria-label="What it says"
        {...scrollByKeyboard}
      >
        <Page {...props} content={content} before={before} shown={shown} host={host} onBring={bring} />
      </section>
      <footer className="ver-foot">
        <p role="status">{said}</p>
        <Button look="primary" disabled={here === null} onClick={() => here !== null && onRestore(version, here)}>
          Restore…
        </Button>
      </footer>
    </section>
  );
}

function writersOf({ recap, own }: VersionContent, looks: readonly AuthorPerson[]): readonly AuthorPerson[] {
  const found = authorsIn([...recap, ...[...own.values()].flat()]);
  return looks.filter(({ id }) => found.has(id));
}

interface PageProps extends Omit<ChosenProps, 'onBring'> {
  readonly content: Loaded<VersionContent> | null;
  readonly before: Loaded<VersionContent> | null;
  readonly shown: Shown;
  readonly host: ReadingHost;
  readonly onBring: (restoring: Restoring, where: string, at: number) => void;
}

function Page(props: PageProps) {
  const { content, before, shown, host, earlier } = props;
  if (content?.kind === 'failed') return <Told error={content.error} />;
  if (before?.kind === 'failed') return <Told error={before.error} />;
  if (content?.kind !== 'here' || before?.kind === 'loading') return null;
  if (shown !== 'before') return <WithNow {...props} version={props.version} content={content.value} />;
  return (
    <>
      {earlier === null && <p className="ver-none">There is no version before this one: all of it is new.</p>}
      <VersionReading
        host={host}
        before={before === null ? EMPTY : before.value}
        after={content.value}
        bringing={null}
      />
    </>
  );
}

const EMPTY: VersionContent = {
  title: '',
  status: 'open',
  recap: [],
  own: new Map(),
  posts: [],
  people: new Map(),
};

function WithNow({
  content,
  shown,
  host,
  restoring: open,
  now,
  onBring,
}: Omit<PageProps, 'content'> & { readonly content: VersionContent }) {
  const [restoring, setRestoring] = useState<Restoring | null>(null);
  const make = useRef(open);
  useEffect(() => {
    const made = make.current(content);
    setRestoring(made);
    return () => made.dispose();
  }, [content]);
  return restoring === null ? null : (
    <Compared content={content} shown={shown} host={host} now={now} restoring={restoring} onBring={onBring} />
  );
}

interface ComparedProps extends Pick<PageProps, 'shown' | 'host' | 'now' | 'onBring'> {
  readonly content: VersionContent;
  readonly restoring: Restoring;
}

function Compared({ content, shown, host, now, restoring, onBring }: ComparedProps) {
  // Told a moment after each change of the discussion, by whomever; what it says now is read with it.
  const changes = useReadable(restoring.changes);
  const known = useRef<{ readonly changes: object; readonly content: VersionContent } | null>(null);
  if (known.current?.changes !== changes) known.current = { changes, content: now() };
  const current = known.current.content;
  const bringing = useMemo(
    (): Bringing => ({
      can: (where, at) => changes.length > 0 && restoring.canBringBack(where, at),
      bring: (where, at) => onBring(restoring, where, at),
    }),
    [changes, restoring, onBring],
  );
  return (
    <>
      {changes.length === 0 && (
        <p className="ver-none">The discussion says the same now, or differs in empty lines only.</p>
      )}
      {shown === 'alone' ? (
        <VersionReading host={host} before={null} after={content} bringing={bringing} />
      ) : (
        <VersionReading host={host} before={content} after={current} bringing={bringing} />
      )}
    </>
  );
}
