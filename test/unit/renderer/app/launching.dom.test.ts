/** Files and links that come while something else is being gone through. */
import { readFileSync } from 'node:fs';
import { createElement } from 'react';
import { afterEach, describe, expect, test, vi } from 'vitest';
import type { AppModel } from '../../../../renderer/app/app-model';
import { newEntry } from '../../../../renderer/app/new-entry';
import { useFileDrop } from '../../../../renderer/app/use-file-drop';
import type { Launch } from '../../../../shared/ipc/launch';
import { DEFAULT_SETTINGS } from '../../../../shared/model/settings';
import { type FakeAppOptions, fakeApp } from '../../../support/fake-app';
import { clearScreen, putOnScreen, settled } from '../../../support/on-screen';

const handOff = (name: string): Extract<Launch, { kind: 'handoff' }> => ({
  kind: 'handoff',
  opened: { file: name, name: `${name}.recap`, size: 100, locked: true },
});
const EXPORTED = readFileSync('test/fixtures/exported-discussion.md', 'utf8');
const invite: Launch = { kind: 'invite', link: 'recap://join#1' };

async function started(launches: Launch[] = [], answers: FakeAppOptions['answers'] = {}) {
  const entry = newEntry('Tea club', 1);
  const profile = { participantId: 'me', name: 'Renee', colour: 2 };
  const settings = { ...DEFAULT_SETTINGS, profile, notebooks: [entry], currentNotebook: entry.id };
  const app = fakeApp({ boot: { settings, launches }, answers });
  await app.model.start();
  return app;
}

afterEach(clearScreen);

describe('[HO13] while a hand-off file is gone through or taken', () => {
  test.each<[string, Launch, object]>([
    ['another one', handOff('second'), { kind: 'open-hand-off', opened: { name: 'second.recap' } }],
    ['an invite', invite, { kind: 'join' }],
    ['a text', { kind: 'text', name: 'notes.md', text: EXPORTED }, { kind: 'import', name: 'notes.md' }],
    ['a code', { kind: 'code', text: 'recap://connect#1' }, { kind: 'carry' }],
  ])('%s waits, says so, and is opened when it is closed', async (_, what, shown) => {
    const { model, onScreen } = await started();
    model.launch(handOff('first'));
    const first = model.state.get().dialog;
    expect(first).toMatchObject({ kind: 'open-hand-off', opened: { name: 'first.recap' } });
    model.launch(what);
    expect(model.state.get().dialog).toBe(first);
    expect([...onScreen]).toMatchObject([{ title: expect.stringContaining('waits') }]);
    model.closeDialog();
    await vi.waitFor(() => expect(model.state.get().dialog).toMatchObject(shown));
    expect([...onScreen]).toEqual([]);
  });

  test('a backup that is to be restored, or a file from the disk, waits as well', async () => {
    const { model, onScreen } = await started([], { 'backup.open': () => handOff('backup').opened });
    model.openDialog({ kind: 'hand-off' });
    model.handOffs.restore('1');
    await vi.waitFor(() => expect([...onScreen]).toMatchObject([{ title: '“backup.recap” waits' }]));
    expect(model.state.get().dialog).toEqual({ kind: 'hand-off' });
    model.closeDialog();
    await vi.waitFor(() => expect(model.state.get().dialog).toMatchObject({ opened: { name: 'backup.recap' } }));
  });

  test('a text that is dropped on the window is not read, and that is said', async () => {
    const { model, onScreen } = await started();
    const Window = ({ model: shown }: { readonly model: AppModel }) => (useFileDrop(shown) ? 'over' : null);
    putOnScreen(createElement(Window, { model }));
    model.launch(handOff('first'));
    const file = new File(['Hello'], 'notes.txt', { type: 'text/plain' });
    const text = vi.spyOn(file, 'arrayBuffer');
    const drop = new Event('drop', { bubbles: true, cancelable: true });
    const dataTransfer = { files: [file], items: [{ kind: 'file', type: file.type }] };
    document.body.dispatchEvent(Object.assign(drop, { dataTransfer }));
    await settled();
    expect(drop.defaultPrevented).toBe(true);
    expect([...onScreen]).toMatchObject([{ title: 'One thing after the other' }]);
    expect(text).not.toHaveBeenCalled();
    expect(model.state.get().dialog).toMatchObject({ opened: { name: 'first.recap' } });
  });

  test('several that the app was started with come one after the other', async () => {
    const { model } = await started([handOff('first'), handOff('second'), invite]);
    expect(model.state.get().dialog).toMatchObject({ opened: { name: 'first.recap' } });
    model.closeDialog();
    await vi.waitFor(() => expect(model.state.get().dialog).toMatchObject({ opened: { name: 'second.recap' } }));
    model.closeDialog();
    await vi.waitFor(() => expect(model.state.get().dialog).toMatchObject({ kind: 'join' }));
  });

  test('[HO13] an invite that the app was started with is seen before what came with it, also when settings change', async () => {
    const { model } = await started([invite, { kind: 'code', text: 'recap://connect#1' }, handOff('last')]);
    expect(model.state.get().dialog).toMatchObject({ kind: 'join' });
    model.settings.update({ appearance: 'dark' });
    expect(model.state.get().dialog).toMatchObject({ kind: 'join' });
    model.closeDialog();
    await vi.waitFor(() => expect(model.state.get().dialog).toMatchObject({ kind: 'carry' }));
    model.closeDialog();
    await vi.waitFor(() => expect(model.state.get().dialog).toMatchObject({ opened: { name: 'last.recap' } }));
  });

  test('[HO13] what comes right behind an invite waits as well, and says so', async () => {
    const { model, onScreen } = await started();
    model.launch(invite);
    model.launch(handOff('second'));
    expect(model.state.get().dialog).toMatchObject({ kind: 'join' });
    expect([...onScreen]).toMatchObject([{ title: '“second.recap” waits' }]);
    model.closeDialog();
    await vi.waitFor(() => expect(model.state.get().dialog).toMatchObject({ opened: { name: 'second.recap' } }));
    expect([...onScreen]).toEqual([]);
  });
});
