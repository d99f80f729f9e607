/** What a version says, for reading: alone, or beside another one with what is different. */
import { type ReactNode, useMemo } from 'react';
import type { RichText, RichTextNode } from '../../../shared/model/rich-text';
import { factWords } from '../../../shared/recap/block-words';
import { wordChanges } from '../../../shared/recap/versions';
import { type BlockRow, blockRows, comparedWords, type PostRow, postRows } from '../../../shared/versions/compare';
import type { VersionContent, VersionPost } from '../../../shared/versions/types';
import { RichTextView } from '../../editor';
import type { AssetStore, RichTextViewProps } from '../../editor/types';
import { Button } from '../../ui/button';
import { fullTime } from '../../ui/date-words';
import { count } from '../../ui/words';
import { type NameOf, POST_WORDS, ROW_WORDS } from './version-words';

export interface ReadingHost {
  readonly assets: AssetStore;
  readonly onOpenLink: (url: string) => void;
  /** Class names and name of an author; null while authors are not shown. */
  readonly author: ((person: string) => { className: string; title: string }) | null;
  readonly nameOf: NameOf;
}

/** Brings a block of the version that is shown back into the discussion. */
export interface Bringing {
  can(where: string, at: number): boolean;
  bring(where: string, at: number): void;
}

export interface VersionReadingProps {
  readonly host: ReadingHost;
  /** The older one; null to show one alone. */
  readonly before: VersionContent | null;
  readonly after: VersionContent;
  /** Of blocks of the older one; of the only one while it is shown alone. */
  readonly bringing: Bringing | null;
}

interface Recap {
  readonly where: string;
  readonly title: string;
  readonly rows: readonly BlockRow[];
}

const only = (nodes: readonly RichTextNode[]): readonly BlockRow[] =>
  nodes.map((now, at) => ({ kind: 'same', before: at, after: at, old: now, now, facts: [] }));

function recapsOf(before: VersionContent | null, after: VersionContent, nameOf: NameOf): readonly Recap[] {
  const rows = (old: readonly RichTextNode[], now: readonly RichTextNode[]) =>
    before === null ? only(now) : blockRows(old, now);
  const people = [...new Set([...after.own.keys(), ...(before?.own.keys() ?? [])])];
  const own = people.map((person) => ({
    where: person,
    title: `${nameOf(person)}’s recap`,
    rows: rows(before?.own.get(person) ?? [], after.own.get(person) ?? []),
  }));
  return [
    { where: 'ours', title: 'Our recap', rows: rows(before?.recap ?? [], after.recap) },
    ...own.filter((recap) => recap.rows.length > 0),
  ];
}

export function VersionReading({ host, before, after, bringing }: VersionReadingProps) {
  const recaps = useMemo(() => recapsOf(before, after, host.nameOf), [before, after, host]);
  const posts = useMemo(() => (before === null ? null : postRows(before, after)), [before, after]);
  const written = after.posts.filter(({ deleted }) => !deleted);
  return (
    <>
      <h3 className="ver-title">
        <TitleWords before={before?.title ?? after.title} after={after.title} />
      </h3>
      {recaps.map(({ where, title, rows }) => (
        <section key={where} aria-label={title} className="ver-part">
          <h4>{title}</h4>
          {rows.length === 0 && <p className="ver-none">Nothing was written in it.</p>}
          {rows.map((row) => (
            <Block
              key={`${row.kind} ${String(row.before)} ${String(row.after)}`}
              row={row}
              host={host}
              onBring={
                row.before >= 0 && bringing?.can(where, row.before) === true
                  ? () => bringing.bring(where, row.before)
                  : null
              }
            />
          ))}
        </section>
      ))}
      <section aria-label="Thread" className="ver-part">
        <h4>Thread</h4>
        {posts === null
          ? written.map((post) => <Post key={post.id} post={post} host={host} />)
          : posts.map((row) => <ChangedPost key={row.post.id} row={row} host={host} />)}
        {posts === null && written.length === 0 && <p className="ver-none">There were no posts.</p>}
        {posts !== null && <p className="ver-none">{samePosts(written.length, posts)}</p>}
      </section>
    </>
  );
}

function samePosts(written: number, rows: readonly PostRow[]): string {
  const same = written - rows.filter(({ kind }) => kind !== 'removed').length;
  return same === 0 && rows.length === 0 ? 'There are no posts.' : `${count(same, 'post')} the same in both.`;
}

function TitleWords({ before, after }: { readonly before: string; readonly after: string }) {
  if (before === after) return after.trim() === '' ? 'Untitled discussion' : after;
  return wordChanges(before, after).map(({ kind, text }, at) => {
    const key = `${kind} ${String(at)}`;
    if (kind === 'added') return <ins key={key}>{text}</ins>;
    if (kind === 'removed') return <del key={key}>{text}</del>;
    return <span key={key}>{text}</span>;
  });
}

function View({ nodes, host }: { readonly nodes: readonly RichTextNode[]; readonly host: ReadingHost }) {
  const body = useMemo((): RichText => ({ type: 'doc', content: nodes }), [nodes]);
  const { author } = host;
  const marked = useMemo(
    (): RichTextViewProps['author'] => (author === null ? null : ({ by }) => author(String(by))),
    [author],
  );
  return <RichTextView body={body} assets={host.assets} onOpenLink={host.onOpenLink} author={marked} />;
}

interface BlockProps {
  readonly row: BlockRow;
  readonly host: ReadingHost;
  readonly onBring: (() => void) | null;
}

function Block({ row, host, onBring }: BlockProps) {
  const { kind, old, now } = row;
  const shown = now ?? old;
  const nodes = useMemo(() => (shown === null ? [] : [shown]), [shown]);
  const isPoint = (old ?? now)?.type === 'point';
  return (
    <div className="ver-block" data-kind={kind}>
      {kind !== 'same' && <p className="ver-kind">{ROW_WORDS[kind]}</p>}
      {kind === 'changed' ? (
        <ChangedBlock row={row} host={host} />
      ) : (
        <Framed kind={kind}>
          <View nodes={nodes} host={host} />
        </Framed>
      )}
      {onBring !== null && (
        <Button look="link" className="ver-bring" onClick={onBring}>
          {isPoint ? 'Bring this point back' : 'Bring this back'}
        </Button>
      )}
    </div>
  );
}

/** What came or went is marked as such, for whoever sees no colours and whoever hears the page. */
function Framed({ kind, children }: { readonly kind: BlockRow['kind']; readonly children: ReactNode }) {
  if (kind === 'removed') return <del className="ver-whole">{children}</del>;
  if (kind === 'added') return <ins className="ver-whole">{children}</ins>;
  return children;
}

function ChangedBlock({ row: { old, now, facts }, host }: Omit<BlockProps, 'onBring'>) {
  const words = useMemo(() => (old === null || now === null ? [] : comparedWords(old, now)), [old, now]);
  return (
    <>
      <p className="ver-words">
        {words.map(({ kind, text, by }, at) => {
          const key = `${kind} ${String(at)}`;
          const said = by === '' || host.author === null ? text : <span {...host.author(by)}>{text}</span>;
          if (kind === 'added') return <ins key={key}>{said}</ins>;
          if (kind === 'removed') return <del key={key}>{said}</del>;
          return <span key={key}>{said}</span>;
        })}
      </p>
      {facts.length > 0 && (
        <ul className="ver-facts">
          {facts.map(({ fact, before, after }) => (
            <li key={fact}>
              {factWords(fact)}: {before !== '' && <del>{before}</del>} {after === '' ? 'nothing' : <ins>{after}</ins>}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

function Post({ post, host }: { readonly post: VersionPost; readonly host: ReadingHost }) {
  return (
    <article className="ver-post">
      <p className="ver-by">
        <b>{host.nameOf(post.author)}</b>
        {post.createdAt !== null && <time>{fullTime(post.createdAt)}</time>}
      </p>
      <View nodes={post.body} host={host} />
    </article>
  );
}

function ChangedPost({ row: { kind, post, old }, host }: { readonly row: PostRow; readonly host: ReadingHost }) {
  const rows = useMemo(() => blockRows(old?.body ?? [], post.body), [old, post]);
  return (
    <div className="ver-block" data-kind={kind}>
      <p className="ver-kind">{POST_WORDS[kind]}</p>
      {kind !== 'changed' || old === null ? (
        <Framed kind={kind}>
          <Post post={post} host={host} />
        </Framed>
      ) : (
        <article className="ver-post">
          <p className="ver-by">
            <b>{host.nameOf(post.author)}</b>
            {post.createdAt !== null && <time>{fullTime(post.createdAt)}</time>}
          </p>
          {rows.map((one) => (
            <Block
              key={`${one.kind} ${String(one.before)} ${String(one.after)}`}
              row={one}
              host={host}
              onBring={null}
            />
          ))}
        </article>
      )}
    </div>
  );
}
