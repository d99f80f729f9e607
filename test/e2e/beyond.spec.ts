/** What is beyond the local network is used only once the person has added it: meeting servers, STUN servers. */
import { type ChildProcess, spawn } from 'node:child_process';
import { createSocket, type Socket } from 'node:dgram';
import { networkInterfaces } from 'node:os';
import { resolve } from 'node:path';
import { encodeInvite, parseInvite } from '../../shared/invite/invite';
import { expect, test } from '../support/e2e';
import { freePort } from '../support/free-port';
import type { Person } from '../support/person';

let server: ChildProcess | null = null;
let socket: Socket | null = null;
test.afterEach(() => {
  server?.kill('SIGKILL');
  socket?.close();
  server = null;
  socket = null;
});

/** The signaling server that y-webrtc ships, as it ships. */
async function startMeetingServer(): Promise<string> {
  const port = await freePort();
  const script = resolve(import.meta.dirname, '../../node_modules/y-webrtc/bin/server.js');
  const child = spawn(process.execPath, [script], { env: { ...process.env, HOST: '127.0.0.1', PORT: String(port) } });
  server = child;
  await new Promise<void>((done) => child.stdout?.once('data', () => done()));
  return `ws://127.0.0.1:${port}`;
}

/** Counts STUN binding requests (RFC 8489 §5: type 0x0001, magic cookie 0x2112A442). */
async function startStun(): Promise<{ url: string; asked: () => number }> {
  const address = Object.values(networkInterfaces())
    .flatMap((all) => all ?? [])
    .find(({ family, internal }) => family === 'IPv4' && !internal)?.address;
  const made = createSocket('udp4');
  socket = made;
  let asked = 0;
  made.on('message', (message) => {
    if (message.readUInt16BE(0) === 1 && message.readUInt32BE(4) === 0x2112a442) asked += 1;
  });
  await new Promise<void>((done) => made.bind(0, address ?? '127.0.0.1', done));
  return { url: `stun:${address ?? '127.0.0.1'}:${made.address().port}`, asked: () => asked };
}

async function otherWays(person: Person): Promise<void> {
  await person.button('Connection…').click();
  await person.page.getByRole('tab', { name: 'Other ways to meet' }).click();
}

async function add(person: Person, label: string, value: string): Promise<void> {
  await otherWays(person);
  await person.page.getByRole('textbox', { name: label, exact: true }).fill(value);
  await person.page.keyboard.press('Enter');
  await expect(person.page.getByRole('button', { name: `Remove ${value}` })).toBeVisible();
  await person.page.keyboard.press('Escape');
}

async function findNobodyHere(person: Person): Promise<void> {
  await otherWays(person);
  await person.page.getByRole('switch', { name: 'Find copies on this network' }).setChecked(false);
  await person.page.keyboard.press('Escape');
}

test('two copies that know no address of each other meet at a standard signaling server that both have added', async ({
  people,
}) => {
  const url = await startMeetingServer();
  const [renee, chris] = [await people.start({ name: 'Renee' }), await people.start({ name: 'Chris' })];
  await renee.newDiscussion('Far away');
  const invite = encodeInvite({ ...parseInvite(await renee.share()), addresses: [] });
  await findNobodyHere(renee);
  await findNobodyHere(chris);
  const dialog = await chris.pasteInvite(invite);
  await dialog.getByRole('button', { name: 'Wait for the others' }).click({ timeout: 15_000 });
  await expect(chris.status).toHaveText(/^Looking for others/);
  await expect(chris.library).toContainText('The discussions of this notebook have not arrived yet.');
  await add(renee, 'Meeting server', url);
  await add(chris, 'Meeting server', url);
  await chris.expectInSync();
  await expect(chris.discussion('Far away')).toBeVisible();
  await chris.newDiscussion('And back');
  await expect(renee.discussion('And back')).toBeVisible();
});

test('a STUN server is asked once it was added, and not before', async ({ people }) => {
  const stun = await startStun();
  const [renee, chris] = [await people.start({ name: 'Renee' }), await people.start({ name: 'Chris' })];
  await chris.join(await renee.share());
  await renee.expectInSync();
  expect(stun.asked()).toBe(0);
  await add(renee, 'STUN or TURN server', stun.url);
  await expect.poll(stun.asked, { timeout: 20_000 }).toBeGreaterThan(0);
  await renee.expectInSync();
  await chris.expectInSync();
});
