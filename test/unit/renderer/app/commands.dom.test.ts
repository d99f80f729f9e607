import { describe, expect, it, vi } from 'vitest';
import {
  type CommandView,
  checkedCommands,
  commandTable,
  enabledCommands,
  runCommand,
} from '../../../../renderer/app/commands';
import { newEntry } from '../../../../renderer/app/new-entry';
import { finishFlow } from '../../../../renderer/features/recap/finish-flow';
import { COMMAND_IDS } from '../../../../shared/commands/commands';
import { DEFAULT_SETTINGS } from '../../../../shared/model/settings';
import { fakeApp } from '../../../support/fake-app';

function fakeView(): CommandView {
  return {
    focusSearch: vi.fn(),
    focusRegion: vi.fn(),
    focusTitle: vi.fn(),
    focusComposer: vi.fn(),
    focusRecap: vi.fn(),
    inRecap: vi.fn(),
    inSince: vi.fn(),
    copyInHand: vi.fn(),
    addToRecap: vi.fn(),
    walkMissing: vi.fn(),
    withRecaps: vi.fn(),
  };
}

async function openApp() {
  const entry = newEntry('SMCHAT', 1);
  const app = fakeApp({
    boot: {
      settings: {
        ...DEFAULT_SETTINGS,
        profile: { participantId: 'me', name: 'Renee', colour: 2 },
        notebooks: [entry],
        currentNotebook: entry.id,
      },
    },
  });
  await app.model.start();
  const notebook = app.model.session.state.get()?.notebook;
  const id = await notebook?.createDiscussion({ title: 'Weak ties' });
  if (notebook === undefined || id === undefined) throw new Error('no notebook');
  app.model.discussions.open(id);
  app.model.shown.set(await notebook.open(id));
  return app;
}

describe('the commands', () => {
  it('each have an action', async () => {
    const { model } = await openApp();
    expect(Object.keys(commandTable(model, fakeView())).sort()).toEqual([...COMMAND_IDS].sort());
  });

  it.each([
    ['settings.open', { kind: 'settings' }],
    ['notebook.share', { kind: 'share' }],
    ['notebook.join', { kind: 'join', link: '' }],
    ['discussion.new-from-text', { kind: 'import', name: '', text: '' }],
    ['help.shortcuts', { kind: 'shortcuts' }],
    ['discussion.new-from-template', { kind: 'templates', into: 'new' }],
    ['recap.template', { kind: 'templates', into: 'recap' }],
    ['recap.save-template', { kind: 'save-template' }],
    ['recap.carry-over', { kind: 'carry-over' }],
  ] as const)('%s opens its dialog', async (id, dialog) => {
    const { model } = await openApp();
    runCommand(model, fakeView(), id);
    expect(model.state.get().dialog).toEqual(dialog);
  });

  it('show what is missing in the discussion that is shown before it is finished', async () => {
    const { model } = await openApp();
    runCommand(model, fakeView(), 'discussion.finish');
    expect(finishFlow.get()).toEqual({ discussion: model.shown.get()?.id, step: 'missing' });
    expect(model.shown.get()?.meta.get().status).toBe('open');
    runCommand(model, fakeView(), 'discussion.status-review');
    runCommand(model, fakeView(), 'discussion.finish');
    expect(finishFlow.get()?.step).toBe('review');
    finishFlow.set(null);
  });

  it('finish and reopen the discussion that is shown', async () => {
    const { model } = await openApp();
    runCommand(model, fakeView(), 'discussion.finish-now');
    expect(model.shown.get()?.meta.get().status).toBe('finished');
    runCommand(model, fakeView(), 'discussion.status-open');
    expect(model.shown.get()?.meta.get().status).toBe('open');
  });

  it('show the library again when they search in it', async () => {
    const { model } = await openApp();
    const view = fakeView();
    runCommand(model, view, 'view.sidebar');
    expect(checkedCommands(model)['view.sidebar']).toBe(false);
    runCommand(model, view, 'library.search');
    expect(checkedCommands(model)['view.sidebar']).toBe(true);
    expect(view.focusSearch).toHaveBeenCalledOnce();
  });

  it('close an open dialog, except one with work in it, and except to move the focus', async () => {
    const { model } = await openApp();
    const view = fakeView();
    runCommand(model, view, 'settings.open');
    runCommand(model, view, 'view.next-region');
    expect(model.state.get().dialog?.kind).toBe('settings');
    runCommand(model, view, 'discussion.write-post');
    expect(model.state.get().dialog).toBeNull();
    runCommand(model, view, 'discussion.new-from-text');
    runCommand(model, view, 'discussion.go-to-recap');
    expect(model.state.get().dialog?.kind).toBe('import');
    expect(view.focusRecap).not.toHaveBeenCalled();
  });
});

describe('what can be done', () => {
  it('before the first start is to read the help', async () => {
    const { model } = fakeApp();
    await model.start();
    const enabled = Object.entries(enabledCommands(model)).flatMap(([id, yes]) => (yes ? [id] : []));
    expect(enabled).toEqual(['help.shortcuts', 'help.about']);
  });

  it('in a discussion is everything but going back and working offline', async () => {
    const { model } = await openApp();
    const disabled = Object.entries(enabledCommands(model)).flatMap(([id, yes]) => (yes ? [] : [id]));
    expect(disabled).toEqual(['view.back', 'view.forward', 'notebook.offline']);
    model.discussions.goTo({ kind: 'trash' });
    expect(enabledCommands(model)['view.back']).toBe(true);
    await model.notebooks.share();
    expect(enabledCommands(model)['notebook.offline']).toBe(true);
  });
});
