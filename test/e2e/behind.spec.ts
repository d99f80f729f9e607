/** Notebooks that are not on screen, and copies that meet without an address. */
import { encodeInvite, parseInvite } from '../../shared/invite/invite';
import { expect, test } from '../support/e2e';
import type { Person } from '../support/person';

/** The invite as somebody has it whose network knows none of its addresses. */
const withoutAddresses = (link: string): string => encodeInvite({ ...parseInvite(link), addresses: [] });

async function switchTo(person: Person, name: string): Promise<void> {
  await person.library
    .getByRole('button', { name: /notebook/i })
    .first()
    .click();
  await person.page
    .getByRole('menuitem', { name: new RegExp(name) })
    .or(person.page.getByRole('menuitemradio', { name: new RegExp(name) }))
    .first()
    .click();
}

test('a shared notebook goes on receiving while another one is on screen, after a restart as well', async ({
  people,
}) => {
  const renee = await people.start({ name: 'Renee' });
  let chris = await people.start({ name: 'Chris' });
  await renee.newDiscussion('Behind');
  const link = await renee.share();
  await chris.join(link);
  await chris.open('Behind');
  await chris.expectInSync();
  await switchTo(chris, 'Chris’s notebook');
  await expect(chris.discussion('Behind')).toBeHidden();
  await renee.post('while Chris looks at something else');
  await renee.expectInSync();
  await expect(renee.region('People')).toContainText('Chris is here');
  chris = await people.restart(chris);
  await expect(chris.discussion('Behind')).toBeHidden();
  await renee.post('after Chris has started again');
  await expect(renee.region('People')).toContainText('Chris is here');
  await renee.expectInSync();
  await renee.close();
  await switchTo(chris, 'Renee’s notebook');
  await chris.open('Behind');
  await expect(chris.posts).toHaveCount(2);
});

test('an invite without an address finds a copy on the same network', async ({ people }) => {
  const renee = await people.start({ name: 'Renee' });
  const chris = await people.start({ name: 'Chris' });
  await renee.newDiscussion('Heard');
  await chris.join(withoutAddresses(await renee.share()));
  await expect(chris.discussion('Heard')).toBeVisible();
  await chris.expectInSync();
});
