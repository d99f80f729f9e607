/** Points with all that belongs to them, and their menus and panels: no axe violation, light and dark, large and small. */
import { paste } from '../support/desktop';
import { expect, test } from '../support/e2e';
import type { Person } from '../support/person';
import { openEyes, type View } from '../support/views';

const kind = (person: Person, name: string) =>
  person.recap
    .getByRole('group', { name, exact: true })
    .first()
    .getByRole('button', { name: `${name}: change` });

const VIEWS: readonly View[] = [
  { name: 'points', open: ({ recap }) => recap.getByText('We pilot first.').click() },
  {
    name: 'point-menu',
    open: (person) => kind(person, 'Decision').click(),
    layer: ({ page }) => page.getByRole('menu'),
  },
  {
    name: 'point-agreed',
    open: ({ page }) => page.getByRole('button', { name: 'Agreed by Chris' }).click(),
    layer: ({ page }) => page.getByRole('menu'),
  },
  {
    name: 'point-due',
    open: ({ page }) => page.getByRole('button', { name: 'Due: ' }).click(),
    layer: ({ page }) => page.getByRole('dialog', { name: 'Due date' }),
  },
  {
    name: 'point-source',
    open: ({ page }) => page.getByRole('button', { name: 'Kanter: edit author and link' }).click(),
    layer: ({ page }) => page.getByRole('dialog', { name: 'Author and link' }),
  },
  {
    name: 'point-quote',
    open: async ({ recap, page }) => {
      await recap.getByText('By hand.').click();
      await page.getByRole('button', { name: 'Quote from…: choose whose words' }).click();
    },
    layer: ({ page }) => page.getByRole('dialog', { name: 'Quote from' }),
  },
];

async function prepare(person: Person): Promise<void> {
  await person.newDiscussion('Points');
  await person.post('Start small wild fires here and there.');
  await person.post('Look out for silo straddlers.');
  const post = (await person.posts.first().getAttribute('data-post')) ?? '';
  const point = (name: string, attrs: string, inside: string): string =>
    `<section data-type="point" data-kind="${name}" ${attrs}>${inside}</section>`;
  const detail = (role: string, words: string): string => `<p data-type="detail" data-role="${role}">${words}</p>`;
  const cites = `<cite data-post="${post}"></cite><cite data-post="${post}" data-passage="not there"></cite><cite data-post="x" data-label="Chris, Wed 20:41"></cite>`;
  const html = [
    '<h2>Key takeaways</h2>',
    point('takeaway', '', `<p>Start with a small crew.</p>${cites}<span data-type="credit" data-name="Lurker"></span>`),
    point(
      'decision',
      '',
      `<p>We pilot first.</p>${detail('why', 'It is cheap.')}<span data-type="credit" data-role="agreed" data-person="c" data-name="Chris"></span>`,
    ),
    point('action', 'data-owner="r" data-ownername="Renee" data-due="2026-12-01"', '<p>Book the room</p>'),
    point('action', 'data-done="true"', '<p>Write to management</p>'),
    point('question', '', `<p>Who needs which?</p>${detail('answer', 'Beginners need seminars.')}`),
    point('quote', '', '<p>By hand.</p>'),
    point('source', 'data-author="Kanter" data-link="https://example.org/a"', '<p>Change Masters</p>'),
  ].join('');
  await person.recap.click();
  await paste(person, { html, text: 'points' });
  await expect(person.recap.getByRole('group', { name: 'Source' })).toBeVisible();
}

test('no point, and nothing that opens from one, has an axe violation', async ({ person }) => {
  test.setTimeout(180_000);
  const eyes = await openEyes(person);
  await prepare(person);
  await eyes.lookAt(VIEWS);
  expect(eyes.found).toEqual([]);
});
