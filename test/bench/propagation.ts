/**
 * From a key press at one copy to its paint at another copy on this machine, against the same press sent by a bare page
 * over a bare data channel to another bare page. Clocks: `performance.timeOrigin` is wall time, and the machine is one.
 */
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import { Person } from '../support/person';
import { floorPage, launchFloor, withFolder } from './floor';
import { pressAcross, timeArrivals, timeKeys } from './key-marks';
import { type Row, spreadOf } from './statistics';

const ROUNDS = 6;
const PRESSES = 10;
const RECAP = '#pane-recap [role="textbox"]';

declare global {
  interface Window {
    benchPeer: RTCPeerConnection;
  }
}

/** A connection that is made without a server: offer and answer are carried by hand, candidates included. */
async function connect(from: Page, to: Page): Promise<void> {
  const prepare = () => {
    window.benchPeer = new RTCPeerConnection({ iceServers: [] });
    const channel = window.benchPeer.createDataChannel('keys', { negotiated: true, id: 0 });
    const text = document.getElementById('text');
    addEventListener('keydown', (event) => {
      if (channel.readyState === 'open') channel.send(event.key);
    });
    channel.onmessage = ({ data }: MessageEvent<string>) => text?.append(data);
  };
  await Promise.all([from.evaluate(prepare), to.evaluate(prepare)]);
  const describe = async (remote: RTCSessionDescriptionInit | null): Promise<RTCSessionDescriptionInit> => {
    const peer = window.benchPeer;
    if (remote !== null) await peer.setRemoteDescription(remote);
    await peer.setLocalDescription();
    await new Promise<void>((resolve) => {
      const check = () => peer.iceGatheringState === 'complete' && resolve();
      peer.onicegatheringstatechange = check;
      check();
    });
    return { type: remote === null ? 'offer' : 'answer', sdp: peer.localDescription?.sdp ?? '' };
  };
  const offer = await from.evaluate(describe, null);
  const answer = await to.evaluate(describe, offer);
  await from.evaluate((remote) => window.benchPeer.setRemoteDescription(remote), answer);
  await from.waitForFunction(() => window.benchPeer.connectionState === 'connected');
}

/** Two copies with one discussion open, both in sync. */
async function meet(first: Person, second: Person): Promise<void> {
  await first.newDiscussion('Far and near');
  await second.join(await first.share());
  await second.open('Far and near');
  await first.writeRecap('Text so far: ');
  await Promise.all([first.expectInSync(), second.expectInSync()]);
  await expect(second.recap).toContainText('Text so far:');
}

export function measurePropagation(): Promise<Row> {
  return withFolder(async (folder) => {
    const [first, second] = await Promise.all([Person.start({ name: 'Bench' }), Person.start({ name: 'Bank' })]);
    const floorApp = await launchFloor(floorPage('channel'), join(folder, 'profile'), 2);
    try {
      await meet(first, second);
      await expect.poll(() => floorApp.windows().length).toBe(2);
      const [from, to] = floorApp.windows() as [Page, Page];
      await Promise.all([from.waitForLoadState(), to.waitForLoadState()]);
      await connect(from, to);
      await Promise.all([timeKeys(from), timeArrivals(to, '#text'), timeKeys(first.page)]);
      await timeArrivals(second.page, RECAP);
      const ours: number[] = [];
      const floor: number[] = [];
      for (let round = 0; round < ROUNDS; round++) {
        floor.push(...(await pressAcross(from, to, PRESSES)));
        ours.push(...(await pressAcross(first.page, second.page, PRESSES)));
      }
      return { what: 'Key press here to paint there', ours: spreadOf(ours), floor: spreadOf(floor), aim: { most: 50 } };
    } finally {
      await Promise.all([first.close(), second.close(), floorApp.close()]);
    }
  });
}
