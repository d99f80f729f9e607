/** The way to the end, sign-offs, templates and what is carried on, light and dark, large and small: no axe violation. */
import { expect, test } from '../support/e2e';
import type { Person } from '../support/person';
import { openEyes, type View } from '../support/views';

const recap = (person: Person) => person.region('Recap');
const strip = (person: Person) => recap(person).getByRole('region', { name: 'Review and sign-offs' });
const close = (person: Person) => person.button('Close the steps').click();

const VIEWS: readonly View[] = [
  { name: 'recap-start', open: (person) => person.open('Nothing yet') },
  {
    name: 'recap-start-chat',
    open: async (person) => {
      await person.open('A chat');
      await expect(recap(person).getByText('2 questions found here')).toBeAttached();
    },
  },
  {
    name: 'finish-missing',
    open: async (person) => {
      await person.open('Weak ties');
      await person.button('Finish').click();
      await expect(recap(person).getByRole('heading', { name: /things to look at first/ })).toBeFocused();
    },
    close,
  },
  {
    name: 'finish-nothing-missing',
    open: async (person) => {
      await person.open('Nothing yet');
      await person.button('Finish').click();
      await expect(recap(person).getByRole('heading', { name: 'The recap is empty' })).toBeFocused();
    },
    close,
  },
  {
    name: 'finish-review',
    open: async (person) => {
      await person.open('Weak ties');
      await person.menu('Ask for review');
      await person.button('Finish').click();
      await expect(recap(person).getByRole('heading', { name: 'Let everybody look it over' })).toBeFocused();
    },
    close,
  },
  {
    name: 'signoff-changed',
    open: async (person) => {
      await person.menu('Sign off the recap');
      await expect(strip(person)).toContainText('You signed off');
      await person.writeRecap(' And let the others ask to be in it.');
      await expect(strip(person)).toContainText('Changed since you signed off.');
    },
  },
  {
    name: 'signoff-compare',
    open: (person) => strip(person).getByRole('button', { name: 'What changed' }).click(),
    layer: (person) => person.dialog('Changed since you signed off'),
  },
  {
    name: 'finish-done',
    open: async (person) => {
      await person.menu('Finish now');
      await expect(strip(person)).toContainText('Finished by you');
    },
  },
  {
    name: 'carry-over',
    open: (person) => strip(person).getByRole('button', { name: 'Carry over…' }).click(),
    layer: (person) => person.dialog('Carry over'),
  },
  {
    name: 'carried-over',
    open: async (person) => {
      await strip(person).getByRole('button', { name: 'Carry over…' }).click();
      const dialog = person.dialog('Carry over');
      await dialog.getByRole('textbox', { name: 'Name of the new discussion' }).fill('The next call');
      await dialog.getByRole('button', { name: 'Carry 2 over' }).click();
      await expect(recap(person).getByText('Carried over from').first()).toBeVisible();
    },
    close: async (person) => {
      await recap(person).getByRole('button', { name: '“Weak ties”' }).click();
      await expect(recap(person).getByText('Carried into').first()).toBeVisible();
    },
  },
  { name: 'carried-into', open: (person) => person.button('Reopen').click() },
  {
    name: 'templates',
    open: async (person) => {
      await person.menu('Insert template…');
      await person.dialog('Insert template').getByText('Chat by questions').click();
    },
    layer: (person) => person.dialog('Insert template'),
  },
  {
    name: 'templates-own',
    open: async (person) => {
      await person.menu('Insert template…');
      await person.dialog('Insert template').getByText('Our weekly call').click();
    },
    layer: (person) => person.dialog('Insert template'),
  },
  {
    name: 'template-save',
    open: async (person) => {
      await person.menu('Save as template…');
      await person.dialog('Save as template').getByRole('button', { name: 'Save template' }).click();
      await expect(person.dialog('Save as template').getByRole('alert')).toContainText('A name is needed');
    },
    layer: (person) => person.dialog('Save as template'),
  },
];

async function begin(person: Person, title: string, template: string, ...posts: string[]): Promise<void> {
  await person.newDiscussion(title);
  for (const post of posts) await person.post(post);
  if (template !== '') await recap(person).getByRole('button', { name: template, exact: true }).click();
}

async function fill(person: Person, blank: string, text: string): Promise<void> {
  await recap(person).getByRole('button', { name: blank }).click();
  await expect(person.recap).toBeFocused();
  await person.page.keyboard.type(text);
  await expect(person.recap).toContainText(text);
}

async function prepare(person: Person): Promise<void> {
  await begin(person, 'A chat', '', 'Q1: Who needs seminars?', 'A1: Beginners.', 'Q2) When?');
  await begin(
    person,
    'Weak ties',
    'Meeting recap',
    'Start internal SM in the one group that will deposit and withdraw the most value, and make others beg to become part of it. Make it cool to share.',
    'Find a small crew of silo straddlers and start with them.',
    'Thanks for the recap.',
  );
  await person.button('Finish').click();
  await fill(person, 'Takeaway below “Key takeaways”', 'Start with a small crew of silo straddlers.');
  await fill(person, 'Action below “Actions”', 'Find the crew');
  await fill(person, 'Open question below “Open questions”', 'Seminars, or learning by doing: who needs which?');
  await close(person);
  await person.menu('Save as template…');
  await person.dialog('Save as template').getByRole('textbox', { name: 'Name' }).fill('Our weekly call');
  await person.page.keyboard.press('Enter');
  await person.page.getByLabel('Dismiss').click();
  await person.newDiscussion('Nothing yet');
}

test('no view of the way to the end has an axe violation', async ({ person }) => {
  test.setTimeout(180_000);
  const eyes = await openEyes(person);
  await prepare(person);
  await eyes.lookAt(VIEWS);
  expect(eyes.found).toEqual([]);
});
