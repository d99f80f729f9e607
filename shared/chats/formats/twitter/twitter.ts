/** Archives of Twitter and X: `data/tweets.js` and its parts, and the older `data/js/tweets/2009_08.js`. */
import type { RichTextNode } from '../../../model/rich-text';
import { MAX_ATTACHMENTS, MAX_BODY } from '../../limits';
import { type FileHead, readHead } from '../../reading/heads';
import type { JsonObject } from '../../reading/json-repair';
import type { ChatAttachment, ChatFile, ChatTime } from '../../types';
import { fileAddress, lastPart, linkNode } from '../../words/addresses';
import { inlineBlocks, makeBody, remark, textNode } from '../../words/body';
import type { FormatReader, Found, ReadContext } from '../format-reader';
import { readJson } from '../read-json';
import { id, instant, isoTime, object, objects, text, zoneMinutes } from '../values';

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const CREATED = /^[A-Z][a-z]{2} ([A-Z][a-z]{2}) (\d\d) (\d\d):(\d\d):(\d\d) ([+-]\d{4}) (\d{4})$/;
/** The older archives: `2009-08-12 20:14:33 +0000` */
const OLD_CREATED = /^(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d) ([+-]\d{4})$/;

function createdAt(value: unknown): ChatTime | null {
  const parts = typeof value === 'string' ? CREATED.exec(value) : null;
  if (parts === null) {
    const old = typeof value === 'string' ? OLD_CREATED.exec(value) : null;
    return old === null ? isoTime(value) : isoTime(`${old[1]}${old[2]}`);
  }
  const [, month = '', day, hour, minute, second, zone = '', year] = parts;
  const at = MONTHS.indexOf(month);
  if (at < 0) return null;
  const shown = Date.UTC(Number(year), at, Number(day), Number(hour), Number(minute), Number(second));
  return instant(shown - zoneMinutes(zone) * 60_000);
}

const decoded = (words: string): string =>
  words.includes('&')
    ? words.replace(
        /&(amp|lt|gt|quot|#39);/g,
        (_, name: string) => ({ amp: '&', lt: '<', gt: '>', quot: '"' })[name] ?? "'",
      )
    : words;

interface Link {
  readonly short: string;
  readonly long: string;
  readonly shown: string;
}

function linksOf(tweet: JsonObject): Link[] {
  return objects(object(tweet.entities).urls, 100).flatMap(({ url, expanded_url, display_url }) => {
    const short = text(url);
    const long = text(expanded_url) ?? short;
    return short === null || long === null ? [] : [{ short, long, shown: text(display_url) ?? long }];
  });
}

const SHORTENED = /https?:\/\/t\.co\/\w{1,40}/g;

/** Words with the addresses that were shortened written out; those of pictures go, the pictures are attachments. */
function inline(words: string, links: readonly Link[], media: ReadonlySet<string>): RichTextNode[] {
  const nodes: RichTextNode[] = [];
  let from = 0;
  for (const match of words.matchAll(SHORTENED)) {
    const [short] = match;
    const link = links.find((candidate) => candidate.short === short);
    if (link === undefined && !media.has(short)) continue;
    const before = decoded(words.slice(from, match.index));
    nodes.push(textNode(link === undefined ? before.trimEnd() : before));
    from = match.index + short.length;
    if (link === undefined) continue;
    nodes.push(linkNode(link.shown, link.long));
  }
  nodes.push(textNode(decoded(words.slice(from))));
  return nodes.filter((node) => node.text !== '');
}

function mediaOf(tweet: JsonObject): { readonly short: ReadonlySet<string>; readonly attachments: ChatAttachment[] } {
  const extended = objects(object(tweet.extended_entities).media, MAX_ATTACHMENTS);
  const media = extended.length > 0 ? extended : objects(object(tweet.entities).media, MAX_ATTACHMENTS);
  return {
    short: new Set(media.flatMap(({ url }) => text(url) ?? [])),
    attachments: media.map((item) => {
      const url = fileAddress(item.media_url_https) ?? fileAddress(item.media_url);
      return { name: lastPart(url ?? '') || text(item.type) || 'Picture', url, missing: false };
    }),
  };
}

interface Account {
  readonly key: string;
  readonly name: string;
}

class TweetFile {
  constructor(
    private readonly file: ChatFile,
    private readonly context: ReadContext,
    private readonly account: Account | null,
    private readonly deleted: boolean,
  ) {}

  record(record: JsonObject, place: string): boolean {
    const tweet = record.tweet === undefined ? record : object(record.tweet);
    const key = id(tweet.id_str) ?? id(tweet.id);
    const words = text(tweet.full_text) ?? text(tweet.text);
    if (key === null || (words === null && tweet.created_at === undefined)) return false;
    const { chat } = this.context;
    const time = createdAt(tweet.created_at);
    if (time === null) chat.problem('unreadable-time', this.file.path, place, String(tweet.created_at ?? ''));
    const said = words ?? '';
    if (said.length > MAX_BODY) chat.problem('too-long', this.file.path, place, said);
    const media = mediaOf(tweet);
    const blocks = inlineBlocks(inline(said.slice(0, MAX_BODY), linksOf(tweet), media.short));
    if (blocks.length === 0 && media.attachments.length === 0) blocks.push(remark('(empty message)'));
    chat.add({
      key,
      kind: /^RT @\w{1,30}:/.test(said) || tweet.retweeted_status != null ? 'repost' : 'message',
      conversation: chat.conversation('posts', 'Posts'),
      author: this.author(tweet, place),
      time,
      editedAt: null,
      deleted: this.deleted,
      replyTo: this.answered(tweet),
      body: makeBody(blocks),
      attachments: media.attachments,
      reactions: [],
      file: this.file.path,
      place,
    });
    return true;
  }

  private author(tweet: JsonObject, place: string): string | null {
    const { chat } = this.context;
    const user = object(tweet.user);
    const own = id(user.id_str) ?? id(user.id) ?? text(user.screen_name);
    if (own !== null) return chat.person(own, text(user.name) ?? text(user.screen_name));
    if (this.account !== null) return chat.person(this.account.key, this.account.name);
    chat.problem('unknown-author', this.file.path, place, '');
    return null;
  }

  /** An archive holds the posts of one account: answers to others lead out of it, which is no mistake. */
  private answered(tweet: JsonObject): string | null {
    const to = id(tweet.in_reply_to_status_id_str) ?? id(tweet.in_reply_to_status_id);
    const user = id(tweet.in_reply_to_user_id_str) ?? id(tweet.in_reply_to_user_id);
    const isOwn = user === null || this.account === null || user === this.account.key;
    return isOwn ? to : null;
  }
}

async function readAccount(file: ChatFile, context: ReadContext): Promise<Account | null> {
  let account: Account | null = null;
  await readJson(file, context, {
    plan: { kind: 'records' },
    isRecord: () => true,
    record: (record) => {
      const { accountId, username, accountDisplayName } = object(record.account);
      const name = text(accountDisplayName) ?? text(username);
      const key = id(accountId) ?? text(username);
      if (key !== null && name !== null) account ??= { key, name };
      return true;
    },
  });
  return account;
}

const START = /^\s{0,100}(?:window\.)?(YTD|Grailbird\.data)\.?(\w{1,60})(?:\.part\d{1,6})?\s{0,20}=\s{0,20}\[/;

function kindOf({ text: head }: FileHead): 'posts' | 'deleted' | 'account' | null {
  const [, space, name = ''] = START.exec(head) ?? [];
  if (space === 'Grailbird.data') return /^tweets_/.test(name) ? 'posts' : null;
  if (/^(?:tweets?|community_tweet)$/.test(name)) return 'posts';
  if (/^deleted_tweets?$/.test(name)) return 'deleted';
  return space === 'YTD' && name === 'account' ? 'account' : null;
}

const recognises = (head: FileHead): boolean => kindOf(head) === 'posts';

async function select(
  files: readonly ChatFile[],
  head: (file: ChatFile) => Promise<FileHead>,
): Promise<readonly ChatFile[]> {
  const accounts: ChatFile[] = [];
  const posts: ChatFile[] = [];
  for (const file of files) {
    if (!/\.js$/i.test(file.path) && files.length > 50) continue;
    const kind = kindOf(await head(file));
    if (kind === 'account') accounts.push(file);
    else if (kind !== null) posts.push(file);
  }
  return [...accounts, ...posts];
}

async function read(files: readonly ChatFile[], context: ReadContext): Promise<Found> {
  let account: Account | null = null;
  for (const file of files) {
    const kind = kindOf(await readHead(file));
    if (kind === 'account') account ??= await readAccount(file, context);
    else {
      const reading = new TweetFile(file, context, account, kind === 'deleted');
      await readJson(file, context, {
        plan: { kind: 'records' },
        isRecord: (value) => isTweet(value) || isTweet(object(value.tweet)),
        record: (record, place) => reading.record(record, place),
      });
    }
  }
  return { title: account === null ? null : `Posts of ${account.name}` };
}

const isTweet = (value: JsonObject): boolean => id(value.id_str) !== null && 'created_at' in value;

export const twitter: FormatReader = { recognises, select, read };
