/** What is written down once must be kept elsewhere: channels have handlers, numbered rules have tests. */
import { describe, expect, it } from 'vitest';
import { REQUEST_CHANNELS } from '../../shared/ipc/channels';
import { filesIn, read } from '../support/source-tree';

describe('ipc', () => {
  const handlers = filesIn(['main/ipc/handlers'], ['.ts']);

  it.each(REQUEST_CHANNELS)('%s has its handler in main/ipc/handlers', (channel) => {
    const area = channel.split('.')[0];
    const homes = handlers.filter((file) => read(file).includes(`'${channel}':`));
    expect(homes).toEqual([`main/ipc/handlers/${area}.ts`]);
  });
});

const rules = filesIn(['shared', 'main', 'renderer'], ['.md']).flatMap((file) =>
  [...read(file).matchAll(/^\s*[-*] +\**\[([A-Z]{2}\d+)\]/gm)].map((match) => ({ rule: match[1] ?? '', file })),
);
const tests = filesIn(['test'], ['.ts', '.tsx']).filter(
  (file) => /\.(test|spec|dom\.test)\.tsx?$/.test(file) || /contract/.test(file),
);
const named = new Set(
  tests.flatMap((file) => [...read(file).matchAll(/\[([A-Z]{2}\d+)\]/g)].map((match) => match[1] ?? '')),
);

describe('numbered rules', () => {
  it('each has one number', () => {
    const numbers = rules.map(({ rule }) => rule);
    expect(numbers.filter((rule, index) => numbers.indexOf(rule) !== index)).toEqual([]);
  });

  it.each(rules)('[$rule] of $file is named by a test', ({ rule }) => {
    expect(named).toContain(rule);
  });

  it('tests name no rule that does not stand', () => {
    const standing = new Set(rules.map(({ rule }) => rule));
    expect([...named].filter((rule) => !standing.has(rule))).toEqual([]);
  });
});
