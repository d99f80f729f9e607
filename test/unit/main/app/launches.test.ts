import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { isConnectLink, isRecapLink, launchRequests } from '../../../../main/app/launch-arguments';
import { readLaunchFile } from '../../../../main/app/launch-file';
import { createLaunches } from '../../../../main/app/launches';
import { OpenHandOffs } from '../../../../main/files/hand-off/open-hand-offs';
import type { Launch } from '../../../../shared/ipc/launch';
import { about, writeHandOff } from '../../../support/made-hand-off';

const handOffs = new OpenHandOffs();
const open = (path: string) => handOffs.open(path, null);
const link = (text: string) => ({ kind: 'link', link: text }) as const;
const file = (path: string) => ({ kind: 'file', path }) as const;

describe('command lines', () => {
  it.each<[string, string[], ReturnType<typeof launchRequests>]>([
    ['nothing', ['/app'], []],
    ['the app folder in development', ['electron', '/work/main', '.'], []],
    ['switches', ['/app', '--user-data-dir=/x.md', '-v', '--', '--smoke.txt'], []],
    ['a link', ['/app', 'recap://join#abc'], [link('recap://join#abc')]],
    ['a link among switches', ['/app', '--a', 'recap://join#abc', '--b=1'], [link('recap://join#abc')]],
    ['a code as a link', ['/app', 'recap://connect#abc'], [link('recap://connect#abc')]],
    [
      'an invite and a code',
      ['/app', 'a.recap-invite', '/b.RECAP-CODE'],
      [file('/home/me/a.recap-invite'), file('/b.RECAP-CODE')],
    ],
    [
      'files, relative to the folder',
      ['/app', 'a.md', '/b/c.TXT', 'd.recap'],
      [file('/home/me/a.md'), file('/b/c.TXT'), file('/home/me/d.recap')],
    ],
    ['other files', ['/app', 'a.exe', 'b', '/c.md/d'], []],
    ['other links', ['/app', 'https://x/a.md', 'file:///a.md', 'javascript:a.md'], []],
    ['a program that looks like a file', ['/x.md'], []],
  ])('with %s', (_name, argv, expected) => {
    expect(launchRequests(argv, '/home/me')).toEqual(expected);
  });

  it('take at most 20 requests', () => {
    expect(launchRequests(['/app', ...Array.from({ length: 50 }, (_, index) => `${index}.md`)], '/')).toHaveLength(20);
  });

  it.each([
    ['recap://join#abc', true],
    ['RECAP://join#abc', true],
    ['recap://', false],
    ['recap://a b', false],
    ['recap://join#"--inspect', false],
    ['https://recap', false],
    [`recap://${'x'.repeat(20_000)}`, false],
  ])('%s is an invite link: %s', (text, expected) => {
    expect(isRecapLink(text.trim())).toBe(expected);
  });
});

describe('files that the app is started with', () => {
  const folder = mkdtempSync(join(tmpdir(), 'recap-launch-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it.each<[string, string, object]>([
    ['a.recap-invite', 'recap://join#1.a.b\n', { kind: 'invite', link: 'recap://join#1.a.b' }],
    ['a.recap', 'recap://join#1.a.b', { kind: 'invite', link: 'recap://join#1.a.b' }],
    ['a.recap', 'recap://connect#x', { kind: 'failed', code: 'handoff/not-one' }],
    ['a.recap', 'hello', { kind: 'failed', code: 'handoff/not-one' }],
    ['a.recap-invite', 'recap://connect#x', { kind: 'failed', code: 'invite/not-an-invite' }],
    ['a.recap-invite', 'hello', { kind: 'failed', code: 'invite/not-an-invite' }],
    ['a.recap-code', ' recap://connect#x ', { kind: 'code', text: 'recap://connect#x' }],
    ['a.recap-code', 'x'.repeat(40_001), { kind: 'failed', code: 'files/too-large' }],
    ['a.md', 'recap://connect#x', { kind: 'text', name: 'a.md', text: 'recap://connect#x' }],
  ])('%s with %j', async (name, text, launch) => {
    const path = join(folder, name);
    writeFileSync(path, text);
    expect(await readLaunchFile(path, open)).toMatchObject(launch);
  });

  it('a hand-off file is open for the page that is to come, and closed when that is gone', async () => {
    const path = join(folder, 'b.recap');
    await writeHandOff(path, [about()]);
    const launch = await readLaunchFile(path, open);
    expect(launch).toMatchObject({ kind: 'handoff', opened: { name: 'b.recap', locked: false } });
    const file = launch.kind === 'handoff' ? launch.opened.file : '';
    await handOffs.endAll();
    expect((await handOffs.read(file, false)).records.pieces).toMatchObject([{ kind: 1 }]);
    handOffs.told(file);
    await handOffs.endAll();
    await expect(handOffs.read(file, false)).rejects.toMatchObject({ code: 'handoff/gone' });
  });

  it('those that a page knows and has not read yet are closed with it, and take no place from the next one', async () => {
    const path = join(folder, 'd.recap');
    await writeHandOff(path, [about()]);
    const known = new OpenHandOffs();
    for (let page = 0; page < 3; page += 1) {
      const launch = await readLaunchFile(path, (one) => known.open(one, null));
      if (launch.kind === 'handoff') known.told(launch.opened.file);
      for (let count = 0; count < 15; count += 1) await known.open(path);
      await expect(known.open(path)).rejects.toMatchObject({ code: 'handoff/too-many' });
      await known.endAll();
    }
    const { file } = await known.open(path);
    expect((await known.read(file, false)).records.pieces).toMatchObject([{ kind: 1 }]);
    await known.endAll();
  });

  it('what a page asked for is not opened for the next one when it is gone by then', async () => {
    const path = join(folder, 'e.recap');
    await writeHandOff(path, [about()]);
    const late = new OpenHandOffs();
    const { page } = late;
    const opening = late.open(path);
    await late.endAll();
    await expect(opening).rejects.toMatchObject({ code: 'handoff/gone' });
    await expect(late.open(path, page)).rejects.toMatchObject({ code: 'handoff/gone' });
    await late.open(path, late.page);
    await late.endAll();
  });

  it('of hand-off files the 17th is refused, and none that is open is closed for it', async () => {
    const path = join(folder, 'c.recap');
    await writeHandOff(path, [about()]);
    const full = new OpenHandOffs();
    const opened = [];
    for (let count = 0; count < 16; count += 1) opened.push((await full.open(path)).file);
    expect(await readLaunchFile(path, (one) => full.open(one))).toEqual({
      kind: 'failed',
      name: 'c.recap',
      code: 'handoff/too-many',
    });
    const [first = ''] = opened;
    expect((await full.read(first, false)).records.pieces).toMatchObject([{ kind: 1 }]);
    await full.close(first);
    opened.push((await full.open(path)).file);
    for (const file of opened) await full.close(file);
  });

  it('that are not there are told', async () => {
    expect(await readLaunchFile(join(folder, 'none.recap-code'), open)).toMatchObject({
      kind: 'failed',
      code: 'files/unreadable',
    });
  });

  it.each([
    ['recap://connect#abc', true],
    ['RECAP://Connect/#abc', true],
    ['recap://join#abc', false],
    ['recap://connectx#abc', false],
    ['recap://connect', false],
  ])('%s is a code: %s', (text, expected) => {
    expect(isConnectLink(text)).toBe(expected);
  });
});

describe('launches', () => {
  const launch = (path: string): Launch => ({ kind: 'text', name: path, text: '' });

  it('wait for the page in order, though files are read at different speeds', async () => {
    let finishSlow: () => void = () => {};
    const slow = new Promise<void>((resolve) => {
      finishSlow = resolve;
    });
    const sent: Launch[] = [];
    const launches = createLaunches(
      async (path) => {
        if (path === 'slow') await slow;
        return launch(path);
      },
      (each) => sent.push(each),
      () => undefined,
    );
    void launches.add([file('slow'), file('fast'), link('recap://join#a'), link('recap://connect#b')]);
    const taken = launches.takeAll();
    finishSlow();
    expect(await taken).toEqual([
      launch('slow'),
      launch('fast'),
      { kind: 'invite', link: 'recap://join#a' },
      { kind: 'code', text: 'recap://connect#b' },
    ]);
    expect(sent).toEqual([]);
  });

  it('are sent once the page has booted, and kept again while it is gone', async () => {
    const sent: Launch[] = [];
    const told: Launch[] = [];
    const launches = createLaunches(
      async (path) => launch(path),
      (each) => sent.push(each),
      (each) => told.push(each),
    );
    expect(await launches.takeAll()).toEqual([]);
    await launches.add([file('one')]);
    expect(sent).toEqual([launch('one')]);
    launches.pageGone();
    await launches.add([file('two')]);
    expect(told).toEqual([launch('one')]);
    expect(await launches.takeAll()).toEqual([launch('two')]);
    expect(sent).toHaveLength(1);
    expect(told).toEqual([launch('one'), launch('two')]);
  });
});
