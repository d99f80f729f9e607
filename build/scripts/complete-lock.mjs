// Adds to package-lock.json the optional packages of other platforms that npm left out.
//
// A registry mirror that holds only one platform's binaries makes npm write a lock file without the others, and then
// `npm ci` refuses that lock file everywhere. The missing rows follow from their parents: exact version from
// optionalDependencies, platform from the name. Run it after `npm install` changed the lock file.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './lib/paths.mjs';
import { main, note } from './lib/say.mjs';

const systems = ['darwin', 'linux', 'win32', 'freebsd', 'android', 'openharmony', 'netbsd', 'openbsd', 'sunos', 'aix'];
const processors = ['arm64', 'x64', 'ia32', 'arm', 'ppc64', 'riscv64', 's390x', 'loong64'];

/** Where npm looks for `name` from the package at `from`: in it, then in each folder above it. */
function isLocked(packages, from, name) {
  for (let at = from; ; ) {
    if (packages[`${at}${at && '/'}node_modules/${name}`]) return true;
    if (at === '') return false;
    const end = at.lastIndexOf('node_modules/');
    at = at.slice(0, Math.max(0, end - 1));
  }
}

function platformRow(name, version) {
  const words = name.split('/').at(-1).split('-');
  const os = words.find((word) => systems.includes(word));
  const cpu = words.find((word) => processors.includes(word));
  if (!os || !cpu || !/^\d/.test(version)) throw new Error(`Cannot tell the platform of ${name}@${version}.`);
  const isMusl = words.some((word) => word.startsWith('musl'));
  const isGnu = words.some((word) => word.startsWith('gnu'));
  const libc = isMusl ? { libc: ['musl'] } : isGnu ? { libc: ['glibc'] } : {};
  return { version, cpu: [cpu], dev: true, ...libc, optional: true, os: [os] };
}

await main(() => {
  const path = join(root, 'package-lock.json');
  const lock = JSON.parse(readFileSync(path, 'utf8'));
  let added = 0;
  for (const [from, row] of Object.entries(lock.packages)) {
    for (const [name, version] of Object.entries(row.optionalDependencies ?? {})) {
      if (isLocked(lock.packages, from, name)) continue;
      lock.packages[`node_modules/${name}`] = platformRow(name, version);
      added++;
    }
  }
  const rows = Object.entries(lock.packages).sort(([a], [b]) => a.localeCompare(b, 'en'));
  lock.packages = Object.fromEntries(rows);
  writeFileSync(path, `${JSON.stringify(lock, null, 2)}\n`);
  note(added === 0 ? 'The lock file is complete.' : `${added} rows added.`);
});
