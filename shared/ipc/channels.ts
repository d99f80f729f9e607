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
  'files.export',
  'files.openText',
  'links.open',
  'menu.update',
] as const;
export type RequestChannel = (typeof REQUEST_CHANNELS)[number];

export const EVENT_CHANNELS = ['menu.command', 'launch.open', 'hub.links', 'app.flush', 'settings.changed'] as const;
export type EventChannel = (typeof EVENT_CHANNELS)[number];
