/** Three bundles: main (ESM for Node), preload (one CommonJS file, as a sandboxed page needs), renderer (the page). */
import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';

const root = resolve(import.meta.dirname, '..');

/** Native helpers that `ws` would use if they were there; it does without them. */
const wsWithoutNatives = {
  'process.env.WS_NO_BUFFER_UTIL': '"1"',
  'process.env.WS_NO_UTF_8_VALIDATE': '"1"',
};

/**
 * A part of our Markdown that has a form of its own for browsers, which needs a document. Workers have none, and the bundler
 * takes that form for them too. The page keeps it: the other one brings a table of all entities along.
 */
const ENTITIES = 'decode-named-character-reference';
const entitiesWithoutDocument = resolve(root, 'node_modules', ENTITIES, 'index.js');

export default defineConfig(({ command }) => ({
  main: {
    root,
    define: wsWithoutNatives,
    build: {
      outDir: resolve(root, 'out/main'),
      externalizeDeps: false,
      target: 'node20.18',
      sourcemap: true,
      rolldownOptions: {
        input: {
          main: resolve(root, 'main/main.ts'),
          'backup-thread': resolve(root, 'main/files/backup/backup-thread.ts'),
          'journal-thread': resolve(root, 'main/files/journal/journal-thread.ts'),
          'folder-thread': resolve(root, 'main/files/folder/folder-thread.ts'),
          'make-thread': resolve(root, 'main/files/folder/make-thread.ts'),
        },
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
      },
    },
  },
  preload: {
    root,
    build: {
      outDir: resolve(root, 'out/preload'),
      externalizeDeps: false,
      target: 'node20.18',
      sourcemap: true,
      rolldownOptions: {
        input: { preload: resolve(root, 'main/preload/preload.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs', codeSplitting: false },
      },
    },
  },
  renderer: {
    root: resolve(root, 'renderer'),
    // simple-peer, inside y-webrtc, is a Node bundle that looks for the global object by Node's name.
    define: { global: 'globalThis' },
    plugins: [react()],
    server: { host: '127.0.0.1' },
    resolve: { alias: command === 'serve' ? [{ find: ENTITIES, replacement: entitiesWithoutDocument }] : [] },
    worker: {
      format: 'es',
      plugins: () => [
        {
          name: 'entities-without-document',
          enforce: 'pre',
          resolveId: (id) => (id === ENTITIES ? entitiesWithoutDocument : null),
        },
      ],
    },
    build: {
      outDir: resolve(root, 'out/renderer'),
      target: 'chrome130',
      // The script is read, decoded and hashed at every start, before its compiled form is taken from the cache.
      minify: true,
      sourcemap: true,
      // A data: font or image would need a wider content security policy.
      assetsInlineLimit: 0,
      // From disk, one file is read faster than several.
      chunkSizeWarningLimit: 3000,
      modulePreload: { polyfill: false },
      rolldownOptions: { input: resolve(root, 'renderer/index.html') },
    },
  },
}));
