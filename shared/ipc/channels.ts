/** The names of everything that crosses the bridge. The contract must have a row for each: the compiler checks it. */
export const REQUEST_CHANNELS = [
  'app.boot',
  'app.flushed',
  'app.log',
  'app.ready',
  'settings.update',
  'hub.start',
  'hub.stop',
  'hub.dial',
  'hub.probe',
  'network.test',
  'files.export',
  'files.openText',
  'files.saveText',
  'files.openCode',
  'publish.save',
  'publish.print',
  'publish.cancel',
  'folder.choose',
  'folder.open',
  'folder.plan',
  'folder.write',
  'folder.resolve',
  'folder.finish',
  'folder.close',
  'folder.show',
  'folder.kept',
  'folder.keep',
  'links.open',
  'menu.update',
] as const;
export type RequestChannel = (typeof REQUEST_CHANNELS)[number];

export const EVENT_CHANNELS = [
  'menu.command',
  'launch.open',
  'network.state',
  'network.changed',
  'app.flush',
  'settings.changed',
  'publish.working',
] as const;
export type EventChannel = (typeof EVENT_CHANNELS)[number];
