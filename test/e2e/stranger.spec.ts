/** A stranger on the same network learns no name, no title and no content, and cannot make either side connect. Real copies, real hubs. */
import { createHash, webcrypto } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sealSignal } from '../../renderer/sync/signaling-crypto';
import { encodeInvite, encodeSecret, type Invite, parseInvite, passwordOf, topicOf } from '../../shared/invite/invite';
import { DEFAULT_SETTINGS, type Settings } from '../../shared/model/settings';
import { expect, type People, test } from '../support/e2e';
import type { Person } from '../support/person';
import { listenBetween, type Relay, Stranger } from '../support/signaling-stranger';

const TITLE = 'Where the treasure lies';
const POST = 'Under the oak by the northern gate.';
const RECAP = 'Dig three feet deep.';

let relay: Relay | null = null;
let strangers: Stranger[] = [];
test.afterEach(async () => {
  for (const stranger of strangers) stranger.close();
  strangers = [];
  await relay?.close();
  relay = null;
});

async function approach(address: string): Promise<Stranger> {
  const stranger = await Stranger.connect(address);
  strangers.push(stranger);
  return stranger;
}

const addressOf = (invite: Invite): string => invite.addresses.find((one) => one.startsWith('127.0.0.1:')) ?? '';

/** Counts the connections that the page makes from now on. To be called before the notebook meets others. */
async function countConnections(person: Person): Promise<() => Promise<number>> {
  await person.page.evaluate(() => {
    const counted = window as unknown as { made: number };
    counted.made = 0;
    const Stock = window.RTCPeerConnection;
    window.RTCPeerConnection = class extends Stock {
      constructor(options?: RTCConfiguration) {
        super(options);
        counted.made += 1;
      }
    };
  });
  return () => person.page.evaluate(() => (window as unknown as { made: number }).made);
}

interface Two {
  readonly renee: Person;
  readonly chris: Person;
  readonly invite: Invite;
  readonly address: string;
  readonly heard: Relay;
  readonly made: () => Promise<number>;
  /** What nobody else may read. */
  readonly private: readonly string[];
}

/** Heard by multicast they would meet past the listener. */
async function withoutMulticast(person: Person): Promise<Person> {
  await person.page.evaluate((connection) => window.recap?.request('settings.update', { connection }), {
    ...DEFAULT_SETTINGS.connection,
    discovery: false,
  });
  return person;
}

/** Two who meet over a listener between their hubs, and write. */
async function twoAndAListener(people: People): Promise<Two> {
  const renee = await withoutMulticast(await people.start({ name: 'Renee' }));
  const chris = await withoutMulticast(await people.start({ name: 'Chris' }));
  const made = await countConnections(renee);
  await renee.newDiscussion(TITLE);
  const invite = parseInvite(await renee.share());
  const address = addressOf(invite);
  relay = await listenBetween(address);
  const heard = relay;
  await chris.join(encodeInvite({ ...invite, addresses: [relay.address] }));
  await chris.open(TITLE);
  await chris.post(POST);
  await renee.writeRecap(RECAP);
  await expect(chris.recap).toContainText(RECAP);
  for (const person of [renee, chris]) await person.expectInSync();
  const { name, id, secret, owner } = invite;
  const settings = JSON.parse(await readFile(join(renee.userDataDir, 'settings.json'), 'utf8')) as Settings;
  const keys = settings.notebooks.map(({ ownerKey }) => ownerKey ?? '');
  expect(keys[0]).not.toBe('');
  const hidden = [...keys, name, id, secret, owner ?? '', passwordOf(secret), 'Renee', 'Chris', TITLE, POST, RECAP];
  return { renee, chris, invite, address, heard, made, private: hidden };
}

async function expectUndisturbed({ renee, chris, made }: Two, before: number): Promise<void> {
  await chris.post('Still here.');
  await expect(renee.posts.filter({ hasText: 'Still here.' })).toBeVisible();
  await renee.expectInSync();
  expect(await made()).toBe(before);
}

test('whoever listens between two hubs reads hashes and ciphertext only', async ({ people }) => {
  const { heard, invite, private: hidden } = await twoAndAListener(people);
  expect(heard.record.messages.length).toBeGreaterThan(3);
  expect(heard.record.topics).toEqual([topicOf(invite.secret)]);
  expect(heard.record.find([topicOf(invite.secret)])).toHaveLength(1);
  expect(heard.record.find(hidden)).toEqual([]);
  for (const { data } of heard.record.messages) expect(typeof data).toBe('string');
});

test('whoever knows the address only guesses in vain, and is told nothing', async ({ people }) => {
  const two = await twoAndAListener(people);
  const before = await two.made();
  const stranger = await approach(two.address);
  const { name, id } = two.invite;
  const words = [name, id, TITLE, 'Renee', '', '*', '#', 'recap-notebook'];
  const hashes = words.map((word) => createHash('sha256').update(word).digest('base64url'));
  const secrets = words.map((word) => topicOf(word)).concat(topicOf(encodeSecret(new Uint8Array(32))));
  const guesses = [...words.filter((word) => word !== ''), ...hashes, ...secrets];
  // An answer repeats its question, so who asks is not who listens.
  const asking = await approach(two.address);
  expect(await asking.probe(guesses)).toEqual(guesses.map(() => false));
  stranger.say({ type: 'subscribe', topics: guesses });
  for (const topic of guesses) stranger.say({ type: 'publish', topic, data: { type: 'announce', from: 'stranger' } });
  await stranger.settled();
  await expectUndisturbed(two, before);
  await stranger.settled();
  expect(stranger.record.messages).toEqual([]);
  expect(stranger.record.find(two.private)).toEqual([]);
  const page = await fetch(`http://${two.address}/`).then(
    (answer) => answer.text(),
    () => '',
  );
  expect(two.private.filter((word) => page.includes(word))).toEqual([]);
});

test('whoever has overheard the room’s hash can neither read in it nor make anybody connect', async ({ people }) => {
  const two = await twoAndAListener(people);
  const before = await two.made();
  const stranger = await approach(two.address);
  const topic = two.heard.record.topics[0] ?? '';
  stranger.say({ type: 'subscribe', topics: [topic] });
  await stranger.settled();

  // Everything that was heard, once more; then as somebody who does not know the secret would say it.
  const heard = two.heard.record.messages.map(({ data }) => data);
  const announce = { type: 'announce', from: '00000000-0000-4000-8000-000000000000' };
  const offer = { type: 'signal', from: announce.from, to: announce.from, signal: { type: 'offer', sdp: 'v=0\r\n' } };
  const passwords = [topic, two.invite.name, passwordOf(encodeSecret(new Uint8Array(32)))];
  const keys = await Promise.all(passwords.map((password) => keyFrom(password, topic)));
  const own = await Promise.all(
    keys.flatMap((key) => [announce, offer].map((signal, n) => sealSignal({ n, signal }, key, topic))),
  );
  for (const data of [...heard, ...own, announce, offer, 'AAAA', '', null, 7, [[]]]) {
    stranger.say({ type: 'publish', topic, data });
  }
  await stranger.settled();
  await expectUndisturbed(two, before);
  await expect(two.renee.region('People')).toContainText('Chris is here');
  expect(stranger.record.find(two.private)).toEqual([]);
});

/** As y-webrtc derives it from a password and the room's name. */
async function keyFrom(password: string, room: string): Promise<CryptoKey> {
  const bytes = (text: string) => new TextEncoder().encode(text);
  const material = await webcrypto.subtle.importKey('raw', bytes(password), 'PBKDF2', false, ['deriveKey']);
  const how = { name: 'PBKDF2', salt: bytes(room), iterations: 100_000, hash: 'SHA-256' };
  const cipher = { name: 'AES-GCM', length: 256 };
  return webcrypto.subtle.deriveKey(how, material, cipher, true, ['encrypt', 'decrypt']);
}
