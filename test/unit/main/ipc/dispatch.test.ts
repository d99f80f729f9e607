import { describe, expect, it } from 'vitest';
import { pageOrigin } from '../../../../main/app/origin';
import { createDispatch, type Handlers } from '../../../../main/ipc/dispatch';
import { isTrustedSender } from '../../../../main/ipc/sender';
import { AppError } from '../../../../shared/errors/app-error';
import { DEFAULT_SETTINGS } from '../../../../shared/model/settings';

const none = () => {
  throw new Error('not expected');
};
const base: Handlers = {
  'app.boot': none,
  'app.flushed': () => {},
  'app.saving': none,
  'app.staying': none,
  'app.log': none,
  'app.ready': none,
  'settings.update': none,
  'hub.start': none,
  'hub.stop': none,
  'hub.dial': none,
  'hub.probe': none,
  'files.export': none,
  'files.showExported': none,
  'files.openText': none,
  'files.saveText': none,
  'files.openCode': none,
  'network.test': none,
  'backup.state': none,
  'backup.now': none,
  'backup.choose': none,
  'backup.own': none,
  'backup.open': none,
  'backup.show': none,
  'handoff.begin': none,
  'handoff.write': none,
  'handoff.finish': none,
  'handoff.leaveOff': none,
  'handoff.choose': none,
  'handoff.dropped': none,
  'handoff.unlock': none,
  'handoff.read': none,
  'handoff.lookAtVersions': none,
  'handoff.takeVersions': none,
  'handoff.close': none,
  'publish.save': none,
  'publish.print': none,
  'publish.cancel': none,
  'command.handOff': none,
  'command.text': none,
  'command.bytes': none,
  'command.tell': none,
  'command.end': none,
  'folder.choose': none,
  'folder.open': none,
  'folder.plan': none,
  'folder.make': none,
  'folder.resolve': none,
  'folder.list': none,
  'folder.finish': none,
  'folder.close': none,
  'folder.show': none,
  'folder.kept': none,
  'folder.keep': none,
  'journal.open': none,
  'journal.append': none,
  'journal.flush': none,
  'journal.rest': none,
  'journal.digests': none,
  'journal.read': none,
  'versions.list': none,
  'versions.read': none,
  'versions.add': none,
  'versions.name': none,
  'versions.check': none,
  'versions.forget': none,
  'journal.check': none,
  'meeting.choose': none,
  'meeting.stop': none,
  'meeting.show': none,
  'meeting.news': none,
  'meeting.standing': none,
  'meeting.take': none,
  'meeting.takeShort': none,
  'meeting.put': none,
  'meeting.tidy': none,
  'meeting.close': none,
  'links.open': none,
  'menu.update': none,
};

function dispatch(handlers: Partial<Handlers>, trusted = true) {
  const failures: string[] = [];
  const run = createDispatch({
    handlers: { ...base, ...handlers },
    isTrusted: () => trusted,
    failed: (channel, code) => failures.push(`${channel} ${code}`),
  });
  return { failures, run: (channel: string, input?: unknown) => run(channel, null, input) };
}

describe('a request', () => {
  it('is answered with the value, cut down to the schema', async () => {
    const { run } = dispatch({ 'links.open': ({ url }) => ({ opened: url === 'https://x', extra: 1 }) });
    expect(await run('links.open', { url: 'https://x', more: 2 })).toEqual({ ok: true, value: { opened: true } });
  });

  it('without input or output is answered', async () => {
    expect(await dispatch({}).run('app.flushed')).toEqual({ ok: true, value: undefined });
  });

  it.each<[string, unknown, string]>([
    ['links.open', {}, 'ipc/bad-input'],
    ['links.open', null, 'ipc/bad-input'],
    ['links.open', { url: 'x'.repeat(5000) }, 'ipc/bad-input'],
    ['app.flushed', 'something', 'ipc/bad-input'],
    ['settings.update', { schema: 2 }, 'ipc/bad-input'],
    ['settings.update', { unknown: 1 }, 'ipc/bad-input'],
    ['hub.dial', { addresses: Array.from({ length: 65 }, () => 'a') }, 'ipc/bad-input'],
    ['menu.update', { enabled: { 'no.such': true }, checked: {} }, 'ipc/bad-input'],
    ['no.such', {}, 'ipc/unknown-channel'],
    ['toString', {}, 'ipc/unknown-channel'],
    ['__proto__', {}, 'ipc/unknown-channel'],
  ])('%s with %j is refused with a code', async (channel, input, code) => {
    const { run, failures } = dispatch({});
    expect(await run(channel, input)).toMatchObject({ ok: false, code });
    expect(failures).toEqual([`${channel} ${code}`]);
  });

  it('from anybody else is refused before anything is looked at', async () => {
    const { run } = dispatch({}, false);
    expect(await run('app.boot')).toEqual({ ok: false, code: 'ipc/refused-sender', detail: '' });
    expect(await run('no.such')).toMatchObject({ code: 'ipc/refused-sender' });
  });

  it('that fails has the code of the failure, or `unexpected`', async () => {
    const { run } = dispatch({
      'hub.start': () => Promise.reject(new AppError('hub/port-taken', 'port 1')),
      'hub.stop': none,
    });
    expect(await run('hub.start')).toEqual({ ok: false, code: 'hub/port-taken', detail: 'port 1' });
    expect(await run('hub.stop')).toEqual({ ok: false, code: 'unexpected', detail: 'not expected' });
  });

  it('whose answer breaks the contract is a failure, and its content stays inside', async () => {
    const broken = {
      ...DEFAULT_SETTINGS,
      currentNotebook: 'secret',
      view: { ...DEFAULT_SETTINGS.view, sidebarWidth: 1 },
    };
    const reply = await dispatch({ 'settings.update': () => broken }).run('settings.update', {});
    expect(reply).toMatchObject({ ok: false, code: 'ipc/bad-output' });
    expect(JSON.stringify(reply)).not.toContain('secret');
  });
});

describe('a sender', () => {
  const page = pageOrigin(undefined, false);
  const top = (url: string) => ({ url, parent: null });
  it.each<[string, number | null, { contentsId: number; frame: { url: string; parent: unknown } | null }, boolean]>([
    ['the page', 1, { contentsId: 1, frame: top('app://recap/') }, true],
    ['another window', 1, { contentsId: 2, frame: top('app://recap/') }, false],
    ['no window', null, { contentsId: 1, frame: top('app://recap/') }, false],
    ['a frame in the page', 1, { contentsId: 1, frame: { url: 'app://recap/', parent: {} } }, false],
    ['a frame that is gone', 1, { contentsId: 1, frame: null }, false],
    ['another site', 1, { contentsId: 1, frame: top('https://example.org/') }, false],
    ['a blank page', 1, { contentsId: 1, frame: top('about:blank') }, false],
    ['a file', 1, { contentsId: 1, frame: top('file:///x/index.html') }, false],
  ])('%s', (_name, windowId, sender, trusted) => {
    expect(isTrustedSender(page, windowId, sender)).toBe(trusted);
  });
});
