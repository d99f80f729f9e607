/** The way to the end, sign-offs, templates and what is carried on: by one person, and by two on copies of their own. */
import { expect, test } from '@playwright/test';
import { Person } from '../support/person';

let people: Person[] = [];

async function together(title: string, ...names: string[]): Promise<[Person, Person]> {
  people = await Promise.all(names.map((name) => Person.start({ name })));
  const [renee, chris] = people as [Person, Person];
  await renee.newDiscussion(title);
  const link = await renee.share();
  await chris.join(link);
  await chris.open(title);
  await renee.expectInSync();
  await chris.expectInSync();
  return [renee, chris];
}

const strip = (person: Person) => person.region('Recap').getByRole('region', { name: 'Review and sign-offs' });
const start = (person: Person, name: string) =>
  person.region('Recap').getByRole('region', { name: 'Ways to begin' }).getByRole('button', { name, exact: true });
const more = async (person: Person, entry: string) => {
  await person.button('More about the recap').click();
  await person.page.getByRole('menuitem', { name: entry }).click();
};

test.afterEach(async () => {
  await Promise.all(people.map((person) => person.close()));
  people = [];
});

test('finishing shows what is missing, leads to each place, and lets the facilitator decide', async () => {
  const renee = await Person.start({ name: 'Renee' });
  people = [renee];
  const { page } = renee;
  await renee.newDiscussion('Weak ties');
  await renee.post('Start with one group, and make it cool to be in it.');
  await start(renee, 'Meeting recap').click();
  await expect(renee.recap).toContainText('Key takeaways');
  await expect(start(renee, 'Meeting recap')).toHaveCount(0);

  await renee.button('Finish').click();
  const panel = renee.region('Recap').getByRole('region', { name: /things? to look at first/ });
  await expect(panel.getByRole('heading', { name: '5 things to look at first' })).toBeFocused();
  await expect(panel).toContainText('1 post not in the recap');
  await expect(panel).toContainText('Not heard at all: Renee');
  await expect(panel).toContainText('4 points still empty');
  await panel.getByRole('button', { name: 'Action below “Actions”' }).click();
  await expect(renee.recap).toBeFocused();
  await page.keyboard.type('Book the room');
  await expect(panel).toContainText('1 action without who or when');

  await renee.command('Finish now');
  await expect(panel).toBeHidden();
  await expect(strip(renee)).toContainText('Finished by you, just now.');
  await expect(strip(renee)).toContainText('Left out: 1 post, 1 person not heard and 1 unclear action.');
  await renee.button('Reopen').click();
  await expect(strip(renee)).toHaveCount(0);
  await expect(renee.button('Finish')).toBeFocused();

  await page.keyboard.press('Enter');
  await expect(panel).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(panel).toBeHidden();
  await expect(renee.button('Finish')).toBeFocused();
});

test('a template goes in as one step and comes out as one', async () => {
  const renee = await Person.start({ name: 'Renee' });
  people = [renee];
  const { page } = renee;
  await renee.newDiscussion('Weak ties');
  await renee.post('Q1: Who needs seminars?');
  await renee.post('a1) Beginners.');
  await start(renee, 'Chat by questions').click();
  await expect(renee.recap).toContainText('Q1: Who needs seminars?');
  await expect(renee.recap).toBeFocused();
  await page.keyboard.press('Control+z');
  await expect(renee.recap).not.toContainText('Q1');
  await expect(start(renee, 'Chat by questions')).toBeVisible();

  await more(renee, 'Insert template…');
  const dialog = renee.dialog('Insert template');
  await dialog.getByRole('radio', { name: 'Retrospective' }).check({ force: true });
  await expect(dialog).toContainText('What went well');
  await dialog.getByRole('button', { name: 'Insert' }).click();
  await expect(renee.recap).toContainText('What we try next');
  await expect(renee.recap).toBeFocused();

  await renee.menu('New from template…');
  await renee.dialog('New from template').getByRole('radio', { name: 'Decision record' }).check({ force: true });
  await page.keyboard.press('Enter');
  await expect(renee.title).toBeFocused();
  await expect(renee.title).toHaveValue('');
  await expect(renee.recap).toContainText('When we look at it again');
});

test('a sign-off arrives, a later edit says what changed since, and it is signed again', async () => {
  test.setTimeout(120_000);
  const [renee, chris] = await together('Sign-offs', 'Renee', 'Chris');
  await renee.writeRecap('Start small.');
  await expect(chris.recap).toContainText('Start small.');

  await renee.button('Finish').click();
  await renee.button('Go on to review').click();
  await renee.button('Ask for review').click();
  await expect(strip(chris)).toContainText('Renee asks you to look it over. Nobody signed off yet.');
  await expect(chris.discussion('Sign-offs')).toContainText('in review');
  await strip(chris).getByRole('button', { name: 'Sign off' }).click();
  await expect(strip(chris)).toContainText('You signed off. Not yet: Renee.');
  await expect(strip(renee)).toContainText('Chris signed off. Not yet: you.');
  await expect(renee.region('Recap').getByRole('listitem').filter({ hasText: 'Chris' })).toContainText(
    'signed off this version',
  );

  await renee.button('Close the steps').click();
  await renee.writeRecap(' Let others ask to be in it.');
  await expect(strip(chris)).toContainText('Changed since you signed off.');
  await expect(strip(renee)).toContainText('Changed since Chris signed off.');
  await strip(chris).getByRole('button', { name: 'What changed' }).click();
  const changes = chris.dialog('Changed since you signed off');
  await expect(changes.locator('ins')).toHaveText(' Let others ask to be in it.');
  await changes.getByRole('button', { name: 'Sign off as it is now' }).click();
  await expect(strip(renee)).toContainText('Chris signed off. Not yet: you.');

  await renee.menu('Finish now');
  await expect(chris.button('Reopen')).toBeVisible();
  await expect(strip(chris)).toContainText('Finished by Renee');
  await chris.button('Reopen').click();
  await expect(renee.button('Finish')).toBeVisible();
  await strip(chris).getByRole('button', { name: 'Withdraw' }).click();
  await expect(strip(renee)).toHaveCount(0);
});

test('a template that one saved is offered to the other, and comes back after Undo', async () => {
  test.setTimeout(120_000);
  const [renee, chris] = await together('Templates', 'Renee', 'Chris');
  await renee.writeRecap('## Topics of the week\nSomething that was said');
  await more(renee, 'Save as template…');
  const save = renee.dialog('Save as template');
  await save.getByRole('textbox', { name: 'Name' }).fill('Our weekly');
  await expect(save.getByRole('list', { name: 'What it holds' })).toHaveText('Topics of the week');
  await save.getByRole('button', { name: 'Save template' }).click();
  await expect(renee.notice('“Our weekly” is a template now')).toBeVisible();

  await chris.newDiscussion('Next week');
  await start(chris, 'Our weekly').click();
  await expect(chris.recap).toContainText('Topics of the week');
  await expect(chris.recap).not.toContainText('Something');

  await more(chris, 'Insert template…');
  const dialog = chris.dialog('Insert template');
  await dialog.getByRole('radio', { name: 'Our weekly' }).check({ force: true });
  await dialog.getByRole('button', { name: 'Delete template' }).click();
  await expect(dialog.getByRole('radio', { name: 'Our weekly' })).toHaveCount(0);
  await chris.page.keyboard.press('Escape');
  await chris.notice('The template “Our weekly” was deleted').getByRole('button', { name: 'Undo' }).click();
  await more(renee, 'Insert template…');
  await expect(renee.dialog('Insert template').getByRole('radio', { name: 'Our weekly' })).toBeVisible();
});

test('a template that two put in at once, apart, is there twice, and the empty one is taken out by either', async () => {
  test.setTimeout(120_000);
  const [renee, chris] = await together('Both begin', 'Renee', 'Chris');
  await chris.workOffline(true);
  await start(renee, 'Retrospective').click();
  await start(chris, 'Retrospective').click();
  await expect(chris.recap).toContainText('What we try next');
  await chris.button('Finish').click();
  await chris.region('Recap').getByRole('button', { name: 'Takeaway below “What went well”' }).click();
  await expect(chris.recap).toBeFocused();
  await chris.page.keyboard.type('The pilots.');
  await chris.button('Close the steps').click();
  await chris.workOffline(false);
  await expect(renee.recap).toContainText('The pilots.');
  const headings = (person: Person) => person.recap.getByRole('heading', { name: 'What we try next' });
  await expect(headings(renee)).toHaveCount(2);
  await expect(headings(chris)).toHaveCount(2);
  await renee.button('Take the empty one out').click();
  for (const person of [renee, chris]) {
    await expect(headings(person)).toHaveCount(1);
    await expect(person.recap).toContainText('The pilots.');
    await expect(person.button('Take the empty one out')).toHaveCount(0);
  }
});

test('open questions go on in a new discussion, and both lead to each other', async () => {
  test.setTimeout(120_000);
  const [renee, chris] = await together('Weekly call', 'Renee', 'Chris');
  await renee.post('Q1: Seminars, or learning by doing?');
  await start(renee, 'Chat by questions').click();
  await expect(chris.recap).toContainText('Seminars, or learning by doing?');
  await renee.menu('Finish now');
  await strip(renee).getByRole('button', { name: 'Carry over…' }).click();
  const dialog = renee.dialog('Carry over');
  await expect(dialog.getByRole('textbox', { name: 'Name of the new discussion' })).toHaveValue('Weekly call (2)');
  await expect(dialog.getByRole('checkbox', { name: 'Seminars, or learning by doing?' })).toBeChecked();
  await dialog.getByRole('button', { name: 'Carry 1 over' }).click();
  await expect(renee.title).toHaveValue('Weekly call (2)');
  await expect(renee.recap).toContainText('Carried over from “Weekly call”');
  await expect(renee.recap).toContainText('Seminars, or learning by doing?');

  await renee.recap.getByRole('button', { name: /Renee, \w+ \d+ \w+ \d{4}, / }).click();
  await expect(renee.title).toHaveValue('Weekly call');
  await expect(renee.posts.filter({ hasText: 'Q1: Seminars' })).toBeInViewport();

  const into = chris.region('Recap').getByText('Carried into “Weekly call (2)”');
  await expect(into).toBeVisible();
  await into.getByRole('button').click();
  await expect(chris.title).toHaveValue('Weekly call (2)');
  await expect(chris.recap).toContainText('Seminars, or learning by doing?');
  await chris.region('Recap').getByRole('button', { name: '“Weekly call”' }).click();
  await expect(chris.title).toHaveValue('Weekly call');
});
