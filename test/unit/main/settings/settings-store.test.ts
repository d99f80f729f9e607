import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parseSettings } from '../../../../main/settings/parse-settings';
import { openSettings, peekSettings, SETTINGS_FILE } from '../../../../main/settings/settings-store';
import { DEFAULT_SETTINGS, type Settings } from '../../../../shared/model/settings';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'recap-settings-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const path = () => join(folder, SETTINGS_FILE);
const onDisk = (): Settings => JSON.parse(readFileSync(path(), 'utf8'));
const dark: Settings = { ...DEFAULT_SETTINGS, appearance: 'dark' };

describe('settings', () => {
  it('are the defaults on a first start, without a problem and without a file', () => {
    const store = openSettings(folder);
    expect([store.current, store.problem]).toEqual([DEFAULT_SETTINGS, null]);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('are there again after a change, for the owner only', async () => {
    const result = await openSettings(folder).update({ appearance: 'dark' });
    expect(result).toEqual(dark);
    expect(openSettings(folder).current).toEqual(dark);
    expect(statSync(path()).mode & 0o777).toBe(0o600);
  });

  it('keep the previous file as a backup, for the owner only', async () => {
    const store = openSettings(folder);
    await store.update({ appearance: 'dark' });
    await store.update({ appearance: 'light' });
    expect(parseSettings(readFileSync(`${path()}.bak`, 'utf8'))).toEqual(dark);
    expect(statSync(`${path()}.bak`).mode & 0o777).toBe(0o600);
    expect(readdirSync(folder).sort()).toEqual([SETTINGS_FILE, `${SETTINGS_FILE}.bak`]);
  });

  it('changed many times at once are all written', async () => {
    const store = openSettings(folder);
    const widths = Array.from({ length: 50 }, (_, index) => 200 + index);
    await Promise.all([
      ...widths.map((sidebarWidth) => store.update({ view: { ...DEFAULT_SETTINGS.view, sidebarWidth } })),
      store.update({ spellcheck: true }),
    ]);
    expect(onDisk()).toEqual({
      ...DEFAULT_SETTINGS,
      view: { ...DEFAULT_SETTINGS.view, sidebarWidth: 249 },
      spellcheck: true,
    });
  });

  it('tell their listeners at once', () => {
    const store = openSettings(folder);
    const seen: string[] = [];
    store.onChange((now, previous) => seen.push(`${previous.appearance} ${now.appearance}`));
    void store.update({ appearance: 'dark' });
    expect(seen).toEqual(['system dark']);
    return store.idle();
  });

  it.each([
    ['cut short', '{"schema":1,'],
    ['empty', ''],
    ['no object', '[]'],
    ['of a newer version', JSON.stringify({ ...DEFAULT_SETTINGS, schema: 2 })],
    ['out of range', JSON.stringify({ ...DEFAULT_SETTINGS, view: { ...DEFAULT_SETTINGS.view, recapShare: 7 } })],
    [
      'with a secret of the wrong length',
      JSON.stringify({ ...DEFAULT_SETTINGS, notebooks: [{ id: 'a', name: 'b', secret: 'c' }] }),
    ],
  ])('that are %s are put aside and told, and the app starts', async (_name, content) => {
    writeFileSync(path(), content);
    const store = openSettings(folder, () => new Date(0));
    expect([store.current, store.problem]).toEqual([DEFAULT_SETTINGS, 'settings/unreadable']);
    expect(readFileSync(`${path()}.damaged-1970-01-01T00-00-00.000Z`, 'utf8')).toBe(content);
    await store.update({ appearance: 'dark' });
    expect(openSettings(folder).problem).toBe(null);
  });

  it('that are damaged come back from the backup without a word', async () => {
    const store = openSettings(folder);
    await store.update({ appearance: 'dark' });
    await store.update({ spellcheck: true });
    writeFileSync(path(), 'x');
    const again = openSettings(folder);
    expect([again.current, again.problem]).toEqual([dark, null]);
  });

  it('that cannot be read at all do not stop the start', () => {
    mkdirSync(path());
    expect(openSettings(folder).problem).toBe('settings/unreadable');
  });

  it('can be looked at without a start: nothing is put aside', async () => {
    expect(peekSettings(folder)).toBe('absent');
    writeFileSync(path(), '{');
    expect(peekSettings(folder)).toBe(null);
    writeFileSync(`${path()}.bak`, JSON.stringify(dark));
    expect(peekSettings(folder)).toEqual(dark);
    expect(readdirSync(folder).sort()).toEqual([SETTINGS_FILE, `${SETTINGS_FILE}.bak`]);
  });

  it('that cannot be written are told with a code, stay in effect, and are written with the next change', async () => {
    const gone = join(folder, 'gone');
    const store = openSettings(gone);
    await expect(store.update({ appearance: 'dark' })).rejects.toMatchObject({ code: 'settings/unwritable' });
    expect(store.current).toEqual(dark);
    mkdirSync(gone);
    await store.update({ spellcheck: true });
    expect(openSettings(gone).current).toEqual({ ...dark, spellcheck: true });
  });

  it('written before a field existed have its default', () => {
    const { spellcheck: _, ...older } = dark;
    expect(parseSettings(JSON.stringify(older))).toEqual(dark);
  });
});
