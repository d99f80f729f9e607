#!/usr/bin/env node
import { spawnSync } from 'node:child_process';
// Makes a .deb with dpkg-deb from the arguments that electron-builder gives to fpm, which it would download from GitHub.
import {
  chmodSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const flags = new Set(['--force']);
const options = { depends: [], recommends: [] };
const mappings = [];
const args = process.argv.slice(2);
for (let i = 0; i < args.length; i++) {
  const arg = args[i];
  if (flags.has(arg)) continue;
  if (!arg.startsWith('-')) mappings.push(arg.split('='));
  else if (arg === '-d' || arg === '--depends') options.depends.push(args[++i]);
  else if (arg === '--deb-recommends') options.recommends.push(args[++i]);
  else options[arg.replace(/^-+/, '')] = args[++i];
}
if (options.t !== 'deb') fail(`Only deb can be built here, not ${options.t}.`);

const stage = mkdtempSync(join(tmpdir(), 'recap-deb-'));
chmodSync(stage, 0o755);
try {
  for (const [from, to] of mappings) {
    const target = join(stage, to);
    mkdirSync(dirname(target), { recursive: true });
    // A trailing slash, as with fpm, means the content of the folder.
    cpSync(from, target, { recursive: true, verbatimSymlinks: true });
    chmodSync(target, statSync(from).isDirectory() ? 0o755 : 0o644);
  }
  const control = join(stage, 'DEBIAN');
  mkdirSync(control);
  writeFileSync(join(control, 'control'), controlFile());
  script('after-install', 'postinst');
  script('after-remove', 'postrm');
  // Level 1: packed in a tenth of the time, a tenth larger.
  const build = [
    '--root-owner-group',
    '-z1',
    `-Z${options['deb-compression'] ?? 'xz'}`,
    '--build',
    stage,
    options.package,
  ];
  const { status, stderr } = spawnSync('dpkg-deb', build, { encoding: 'utf8' });
  if (status !== 0) fail(stderr);
} finally {
  rmSync(stage, { recursive: true, force: true });
}

function controlFile() {
  return `${[
    `Package: ${options.name}`,
    `Version: ${options.version}`,
    `Architecture: ${options.architecture}`,
    `Maintainer: ${options.maintainer}`,
    `Installed-Size: ${Math.ceil(sizeOf(stage) / 1024)}`,
    `Depends: ${options.depends.join(', ')}`,
    options.recommends.length > 0 ? `Recommends: ${options.recommends.join(', ')}` : '',
    'Section: misc',
    `Priority: ${options['deb-priority'] ?? 'optional'}`,
    `Homepage: ${options.url}`,
    `Description: ${options.description}`,
  ]
    .filter((line) => line !== '')
    .join('\n')}\n`;
}

function script(option, name) {
  if (!options[option]) return;
  const path = join(stage, 'DEBIAN', name);
  writeFileSync(path, readFileSync(options[option]));
  chmodSync(path, 0o755);
}

function sizeOf(path) {
  const info = statSync(path);
  if (!info.isDirectory()) return info.size;
  return readdirSync(path).reduce((sum, name) => sum + sizeOf(join(path, name)), 4096);
}

function fail(message) {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}
