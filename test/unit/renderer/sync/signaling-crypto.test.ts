import { describe, expect, test } from 'vitest';
import { openSignal, openStock, seal, sealSignal, unseal } from '../../../../renderer/sync/signaling-crypto';

const newKey = () => crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
const signal = { n: 1, signal: { type: 'announce', from: 'a' } };

describe('sealed signals', () => {
  test('are read with the same key for the same room', async () => {
    const key = await newKey();
    expect(await openSignal(await sealSignal(signal, key, 'topic'), key, 'topic')).toEqual(signal);
  });

  test('differ each time, so that a hub does not take two for one', async () => {
    const key = await newKey();
    expect(await sealSignal(signal, key, 'topic')).not.toBe(await sealSignal(signal, key, 'topic'));
  });

  test.each<[string, (text: string) => string, string, boolean]>([
    ['of another room', (text) => text, 'other', false],
    ['with another key', (text) => text, 'topic', true],
    ['that were changed', (text) => `${text.slice(0, 20)}A${text.slice(21)}`, 'topic', false],
    ['that were cut', (text) => text.slice(0, 8), 'topic', false],
    ['that are empty', () => '', 'topic', false],
    ['that are no base64', () => '%%%', 'topic', false],
  ])('%s are not', async (_name, change, topic, otherKey) => {
    const key = await newKey();
    const text = change(`${await sealSignal(signal, key, 'topic')}`);
    expect(await openSignal(text, otherKey ? await newKey() : key, topic)).toBeNull();
    expect(await openStock(text, key)).toBeNull();
  });

  test('are not taken for anything else that the key seals', async () => {
    const key = await newKey();
    const sealed = await seal(Uint8Array.of(1, 2), key, 'one purpose');
    expect(await unseal(sealed, key, 'one purpose')).toEqual(Uint8Array.of(1, 2));
    expect(await unseal(sealed, key, 'another')).toBeNull();
  });
});
