/** Who may import whom, by folder; lint says the same in the editor, this reads the statements themselves. */
import { describe, expect, it } from 'vitest';
import { filesIn, importsOf, read } from '../support/source-tree';

const SOURCES = ['.ts', '.tsx'];
const files = filesIn(['main', 'renderer', 'shared'], SOURCES);

interface Rule {
  readonly from: RegExp;
  /** What a file there may import of ours; its own folder is always allowed. */
  readonly allowed: RegExp;
  /** Packages that a file there may not import. */
  readonly refused?: RegExp;
}

const LOWER = 'editor|notebook|sync|bridge';
const NODE = '^node:|^electron$';

const RULES: Record<string, Rule> = {
  'shared imports nothing of ours outside shared, and knows no Node, Electron or React': {
    from: /^shared\//,
    allowed: /^shared\//,
    refused: /^node:|^electron$|^react|^@tiptap|^y-webrtc$|^y-indexeddb$|^ws$/,
  },
  'main imports main and shared': {
    from: /^main\/(?!preload\/)/,
    allowed: /^(main\/(?!preload\/)|shared\/)/,
    refused: /^react|^@tiptap|^y-webrtc$|^y-indexeddb$/,
  },
  'the preload imports shared/ipc only': {
    from: /^main\/preload\//,
    allowed: /^(main\/preload|shared\/ipc)\//,
    refused: /^(?!electron$)/,
  },
  'services of main do not know windows, ipc or each other’s callers': {
    from: /^main\/(files|settings|signaling|discovery)\//,
    allowed: /^(main\/(files|settings|signaling|discovery)|shared)\//,
  },
  'a feature imports itself, the layers below and ui': {
    from: /^renderer\/features\//,
    allowed: new RegExp(`^(renderer/(features|${LOWER}|ui|styles)|shared)/`),
    refused: new RegExp(NODE),
  },
  'editor, notebook, sync and bridge know no view of the app': {
    from: new RegExp(`^renderer/(${LOWER})/`),
    allowed: new RegExp(`^(renderer/(${LOWER}|ui|styles)|shared)/`),
    refused: new RegExp(NODE),
  },
  'ui knows nothing of the app': {
    from: /^renderer\/ui\//,
    allowed: /^(renderer\/(ui|styles)|shared\/(util|errors))\//,
    refused: /^node:|^electron$|^yjs$|^@tiptap|^y-/,
  },
  'the page imports renderer and shared': {
    from: /^renderer\//,
    allowed: /^(renderer|shared)\//,
    refused: new RegExp(NODE),
  },
};

describe('layers', () => {
  it.each(Object.entries(RULES))('%s', (_, { from, allowed, refused }) => {
    const broken = files
      .filter((file) => from.test(file))
      .flatMap((file) =>
        importsOf(file)
          .filter(({ specifier, target }) => (target === null ? refused?.test(specifier) : !allowed.test(target)))
          .map(({ specifier }) => `${file} imports ${specifier}`),
      );
    expect(broken).toEqual([]);
  });

  it('features do not import each other', () => {
    const feature = (path: string | null) => /^renderer\/features\/([^/]+)\//.exec(path ?? '')?.[1];
    const broken = files.flatMap((file) => {
      const own = feature(file);
      if (own === undefined) return [];
      return importsOf(file)
        .filter(({ target }) => (feature(target) ?? own) !== own)
        .map(({ specifier }) => `${file} imports ${specifier}`);
    });
    expect(broken).toEqual([]);
  });

  it('no file reaches itself by what it imports at run time', () => {
    expect(findRing(files)).toBeNull();
  });

  it('nothing but tests imports tests', () => {
    const broken = files.filter((file) => importsOf(file).some(({ target }) => target?.startsWith('test/')));
    expect(broken).toEqual([]);
  });
});

/** Each dangerous thing has one address. */
const ADDRESSES: readonly [thing: string, pattern: RegExp, home: RegExp][] = [
  ['ipcMain', /\bipcMain\b/, /^main\/ipc\//],
  ['ipcRenderer', /\bipcRenderer\b/, /^main\/preload\//],
  ['contextBridge', /\bcontextBridge\b/, /^main\/preload\//],
  ['node:fs', /['"]node:fs(\/promises)?['"]/, /^main\/(files|settings|app)\//],
  ['WebSocketServer', /\bWebSocketServer\b/, /^main\/signaling\//],
  ['node:dgram', /['"](?:node:dgram|bonjour-service)['"]/, /^main\/discovery\//],
  ['RTCPeerConnection', /\bRTCPeerConnection\b/, /^renderer\/sync\//],
  ['y-webrtc', /['"]y-webrtc['"]/, /^renderer\/sync\//],
  ['indexedDB', /\bindexedDB\b|['"]y-indexeddb['"]/, /^renderer\/notebook\//],
  ['window.recap', /\b(window|globalThis)\.recap\b/, /^renderer\/bridge\//],
];

describe('addresses', () => {
  it.each(ADDRESSES)('%s is used in one place only', (_, pattern, home) => {
    const strangers = files.filter((file) => !home.test(file) && pattern.test(withoutComments(read(file))));
    expect(strangers).toEqual([]);
  });
});

function withoutComments(source: string): string {
  return source.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '');
}

/** A ring of run-time imports as a list of files, or null. */
function findRing(all: readonly string[]): string[] | null {
  const done = new Set<string>();
  const path: string[] = [];
  const visit = (file: string): string[] | null => {
    if (path.includes(file)) return [...path.slice(path.indexOf(file)), file];
    if (done.has(file) || !/\.tsx?$/.test(file)) return null;
    path.push(file);
    for (const { target, isTypeOnly } of importsOf(file)) {
      const ring = target === null || isTypeOnly ? null : visit(target);
      if (ring !== null) return ring;
    }
    path.pop();
    done.add(file);
    return null;
  };
  for (const file of all) {
    const ring = visit(file);
    if (ring !== null) return ring;
  }
  return null;
}
