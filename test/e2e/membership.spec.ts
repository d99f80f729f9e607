/** Who may read a notebook: invites by link, file and picture, and the owner's new invites. Real copies of the app. */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator } from '@playwright/test';
import { parseInvite } from '../../shared/invite/invite';
import type { Settings } from '../../shared/model/settings';
import { killTree } from '../crash/process-tree';
import { clipboardText } from '../support/desktop';
import { expect, type People, test } from '../support/e2e';
import { cameraThatSees } from '../support/fake-camera';
import { Person, SAMPLE } from '../support/person';

let folder = '';
test.beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'recap-invite-'));
});
test.afterEach(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));

async function openShare(person: Person): Promise<Locator> {
  await person.button('Share').click();
  const dialog = person.dialog('Share');
  await expect(dialog.getByRole('textbox', { name: 'Invite link' })).toHaveValue(/^recap:\/\/join#2\./);
  return dialog;
}

async function closeShare(person: Person): Promise<void> {
  await person.page.keyboard.press('Escape');
  await expect(person.dialog('Share')).toBeHidden();
}

/** A picture of the invite's QR code, as a phone or a screenshot would take it. */
async function photograph(person: Person, path: string): Promise<void> {
  const dialog = await openShare(person);
  await dialog.getByRole('button', { name: 'Show QR code' }).click();
  const code = dialog.getByRole('img', { name: /^QR code of the invite to / });
  await expect(code).toBeVisible();
  await person.page.screenshot({ path });
  await closeShare(person);
}

async function openJoin(person: Person): Promise<Locator> {
  await person.button('Join notebook').click();
  return person.dialog('Join notebook');
}

async function joinWith(person: Person, dialog: Locator): Promise<void> {
  await expect(dialog.getByRole('textbox', { name: 'Invite' })).toHaveValue(/^recap:\/\/join#2\./);
  await dialog.getByRole('button', { name: 'Join', exact: true }).click();
  await expect(dialog).toBeHidden();
  await person.expectInSync();
}

/** The first of them made the notebook; the others have joined it, and all are in its discussion. */
async function together(people: People, ...names: string[]): Promise<{ all: Person[]; link: string }> {
  const all: Person[] = [];
  for (const name of names) all.push(await people.start({ name }));
  const [owner, ...others] = all as [Person, ...Person[]];
  await owner.newDiscussion('Weak ties');
  const link = await owner.share();
  for (const other of others) {
    await other.join(link);
    await other.open('Weak ties');
  }
  for (const person of all) await person.expectInSync();
  return { all, link };
}

/** Presses “New invites…”, reads what it means, confirms; answers the new link. */
async function renew(owner: Person, meaning: RegExp): Promise<string> {
  const dialog = await openShare(owner);
  const field = dialog.getByRole('textbox', { name: 'Invite link' });
  const before = await field.inputValue();
  await dialog.getByRole('button', { name: 'New invites…' }).click();
  const confirm = owner.page.getByRole('alertdialog', { name: 'Make new invites?' });
  await expect(confirm).toContainText('Invites that were sent before stop working');
  await expect(confirm).toContainText(meaning);
  await confirm.getByRole('button', { name: 'Make new invites' }).click();
  await expect(dialog.getByRole('status')).toHaveText(/Old ones no longer work/, { timeout: 15_000 });
  await expect(field).not.toHaveValue(before);
  const link = await field.inputValue();
  await closeShare(owner);
  return link;
}

test.describe('an invite', () => {
  test('goes by file: saved by one, opened by the other', async ({ people }) => {
    const [renee, chris] = [await people.start({ name: 'Renee' }), await people.start({ name: 'Chris' })];
    const path = join(folder, 'invite.recap');
    await renee.answerSaveDialog(path);
    const share = await openShare(renee);
    await share.getByRole('button', { name: 'Save as file…' }).click();
    await expect(share.getByRole('status')).toContainText('The invite was saved as');
    expect(await readFile(path, 'utf8')).toContain('recap://join#2.');
    await closeShare(renee);
    await chris.answerOpenDialog(path);
    const join_ = await openJoin(chris);
    await join_.getByRole('button', { name: 'Open file…' }).click();
    await joinWith(chris, join_);
    await expect(renee.region('People')).toContainText('Chris is here');
  });

  for (const scheme of ['light', 'dark'] as const) {
    test(`goes by a picture of its QR code, taken of a ${scheme} screen`, async ({ people }) => {
      const [renee, chris] = [await people.start({ name: 'Renee' }), await people.start({ name: 'Chris' })];
      const path = join(folder, 'screenshot.png');
      await renee.colourScheme(scheme);
      await photograph(renee, path);
      await chris.answerOpenDialog(path);
      const dialog = await openJoin(chris);
      await dialog.getByRole('button', { name: 'Open file…' }).click();
      await joinWith(chris, dialog);
    });
  }

  test('goes by a picture that is pasted, and by one that is dropped', async ({ people }) => {
    const [renee, chris] = [await people.start({ name: 'Renee' }), await people.start({ name: 'Chris' })];
    const path = join(folder, 'screenshot.png');
    await photograph(renee, path);
    const picture = (await readFile(path)).toString('base64');
    const dialog = await openJoin(chris);
    const field = dialog.getByRole('textbox', { name: 'Invite' });
    for (const way of ['paste', 'drop'] as const) {
      await field.fill('');
      await field.evaluate(
        (element, { way, picture }) => {
          const bytes = Uint8Array.from(atob(picture), (sign) => sign.charCodeAt(0));
          const data = new DataTransfer();
          data.items.add(new File([bytes], 'invite.png', { type: 'image/png' }));
          const options = { bubbles: true, cancelable: true };
          element.dispatchEvent(
            way === 'paste'
              ? new ClipboardEvent('paste', { clipboardData: data, ...options })
              : new DragEvent('drop', { dataTransfer: data, ...options }),
          );
        },
        { way, picture },
      );
      await expect(field).toHaveValue(/^recap:\/\/join#2\./);
    }
    await joinWith(chris, dialog);
  });

  test('that is not in the picture is said to be missing, and a camera that is not there too', async ({ people }) => {
    const chris = await people.start({ name: 'Chris' });
    const path = join(folder, 'empty.png');
    await chris.page.screenshot({ path });
    await chris.answerOpenDialog(path);
    const dialog = await openJoin(chris);
    await dialog.getByRole('button', { name: 'Open file…' }).click();
    await expect(dialog.getByRole('alert')).toContainText('no QR code in this picture');
    await dialog.getByRole('button', { name: 'Scan with camera…' }).click();
    await expect(dialog.getByRole('alert')).toContainText('no camera that the app can use');
    await expect(dialog.getByRole('button', { name: 'Scan with camera…' })).toBeEnabled();
  });

  test('is read by the camera, which is off again at once; a refusal is said in words', async ({ people }) => {
    const renee = await people.start({ name: 'Renee' });
    const link = await renee.share();
    const args = await cameraThatSees(link, join(folder, 'camera.y4m'));
    const chris = await people.start({ name: 'Chris', args });
    await chris.page.evaluate(() => {
      const { mediaDevices } = navigator;
      const ask = mediaDevices.getUserMedia.bind(mediaDevices);
      let refusals = 1;
      mediaDevices.getUserMedia = async (wanted) => {
        if (refusals-- > 0) throw new DOMException('refused', 'NotAllowedError');
        const stream = await ask(wanted);
        Object.assign(window, { tracks: stream.getTracks() });
        return stream;
      };
    });
    const dialog = await openJoin(chris);
    const scan = dialog.getByRole('button', { name: 'Scan with camera…' });
    await scan.click();
    await expect(dialog.getByRole('alert')).toContainText('may not use the camera');
    await scan.click();
    await expect(dialog.getByRole('textbox', { name: 'Invite' })).toHaveValue(link, { timeout: 30_000 });
    await expect(dialog.getByLabel('What the camera sees')).toHaveCount(0);
    const states = () =>
      chris.page.evaluate(() =>
        (window as unknown as { tracks: MediaStreamTrack[] }).tracks.map((track) => track.readyState),
      );
    await expect.poll(states).toEqual(['ended']);
    await joinWith(chris, dialog);
  });

  test('is copied as a link; a member’s carries the owner’s key as well, and says who may renew it', async ({
    people,
  }) => {
    const { all, link } = await together(people, 'Renee', 'Chris');
    const [, chris] = all as [Person, Person];
    const dialog = await openShare(chris);
    await dialog.getByRole('button', { name: 'Copy link' }).click();
    await expect(dialog.getByRole('button', { name: 'Copied' })).toBeVisible();
    const copied = parseInvite(await clipboardText(chris));
    expect(copied.owner).not.toBeNull();
    expect(copied).toMatchObject({ owner: parseInvite(link).owner, epoch: 0, secret: parseInvite(link).secret });
    await expect(dialog).toContainText('Only the owner of this notebook, Renee, can make new invites.');
    await expect(dialog.getByRole('button', { name: 'New invites…' })).toHaveCount(0);
  });
});

test('new invites: who is connected goes on without doing anything, who is away needs one and loses nothing', async ({
  people,
}) => {
  test.setTimeout(180_000);
  const { all, link: old } = await together(people, 'Renee', 'Chris', 'Lee');
  const [renee, chris, lee] = all as [Person, Person, Person];
  await lee.workOffline(true);
  await expect(renee.region('People')).not.toContainText('Lee is here');
  await lee.post('from Lee, apart');
  const link = await renew(renee, /Chris is connected now and goes on without doing anything/);
  const [before, after] = [parseInvite(old), parseInvite(link)];
  expect(after).toMatchObject({ id: before.id, owner: before.owner, epoch: 1 });
  expect(after.secret).not.toBe(before.secret);

  // Chris did nothing, and is in sync again.
  await expect(renee.region('People')).toContainText('Chris is here', { timeout: 30_000 });
  await chris.post('Chris goes on');
  await expect(renee.posts.filter({ hasText: 'Chris goes on' })).toBeVisible();
  await renee.expectInSync();
  const fromChris = parseInvite(await chris.share());
  expect(fromChris).toMatchObject({ secret: after.secret, epoch: 1, grant: after.grant });

  // What everybody was sent before opens nothing.
  const stranger = await people.start({ name: 'Sam' });
  const refused = await stranger.pasteInvite(old);
  // Addresses are asked and the network is listened to for some seconds before anybody is told no.
  await expect(refused.getByRole('alert')).toContainText('does not know this invite', { timeout: 15_000 });
  await expect(refused.getByRole('alert')).toContainText('old ones no longer work');
  // Lee comes back, and meets nobody.
  await lee.workOffline(false);
  await expect(lee.status).toHaveText(/^Your invite is out of date\. Ask Renee for a new one/, { timeout: 30_000 });
  await expect(lee.status).toContainText('Until then 1 discussion cannot be sent.');
  await expect(lee.posts.filter({ hasText: 'Chris goes on' })).toHaveCount(0);
  // Nor does Chris, who has moved on, go back by it.
  const outdated = await chris.pasteInvite(old);
  await expect(outdated.getByRole('alert')).toContainText('from before the notebook got new invites');
  await chris.page.keyboard.press('Escape');

  await lee.join(link);
  await expect(lee.notice(/You have its new invite/)).toBeVisible();
  await lee.open('Weak ties');
  for (const person of [renee, chris, lee]) await person.expectInSync();
  for (const person of [renee, chris, lee]) {
    await expect(person.posts.filter({ hasText: 'from Lee, apart' })).toBeVisible();
    await expect(person.posts.filter({ hasText: 'Chris goes on' })).toBeVisible();
  }
});

test('new invites outlive a restart of the owner and of a member, and can be made again', async ({ people }) => {
  test.setTimeout(180_000);
  const { all } = await together(people, 'Renee', 'Chris');
  const [renee, chris] = all as [Person, Person];
  await renew(renee, /Chris is connected now/);
  await expect(renee.region('People')).toContainText('Chris is here', { timeout: 30_000 });
  const chrisAgain = await people.restart(chris);
  await chrisAgain.expectInSync();
  const link = await renew(renee, /Chris is connected now/);
  expect(parseInvite(link).epoch).toBe(2);
  await chrisAgain.expectInSync();
  await chrisAgain.open(SAMPLE);
  await expect(renee.region('People')).toContainText('Chris is here');
});

test('a member whose app is killed in the middle of it comes back with the new secret', async ({ people }) => {
  test.setTimeout(120_000);
  const { all } = await together(people, 'Renee', 'Chris');
  const [renee, chris] = all as [Person, Person];
  const settings = join(chris.userDataDir, 'settings.json');
  const epoch = async (): Promise<number> =>
    (JSON.parse(await readFile(settings, 'utf8')) as Settings).notebooks.at(-1)?.epoch ?? 0;
  const renewing = renew(renee, /Chris is connected now/);
  await expect.poll(epoch, { intervals: [5] }).toBe(1);
  await killTree(chris.app.process().pid ?? 0);
  const link = await renewing;
  const again = await Person.launch({ name: 'Chris', userDataDir: chris.userDataDir });
  try {
    await again.expectInSync();
    expect(parseInvite(await again.share()).secret).toBe(parseInvite(link).secret);
    // What was on screen is noted a moment after it was opened; the app was killed in that moment.
    await again.open('Weak ties');
    await again.post('Back again.');
    await expect(renee.posts.filter({ hasText: 'Back again.' })).toBeVisible();
  } finally {
    await again.close();
  }
});
