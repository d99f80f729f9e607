import { describe, expect, it } from 'vitest';
import {
  type ContextActions,
  type ContextParams,
  contextMenuTemplate,
} from '../../../../main/app/context-menu-template';

const params = (changes: Partial<ContextParams> = {}): ContextParams => ({
  isEditable: false,
  selectionText: '',
  linkURL: '',
  misspelledWord: '',
  dictionarySuggestions: [],
  editFlags: { canCut: true, canCopy: true, canPaste: false, canSelectAll: true },
  ...changes,
});

function names(given: Partial<ContextParams>): string[] | null {
  const actions: ContextActions = {
    replaceMisspelling: () => {},
    addToDictionary: () => {},
    openLink: () => {},
    copyLink: () => {},
  };
  return (
    contextMenuTemplate(params(given), actions)?.map(({ label, role, type }) => label ?? role ?? type ?? '') ?? null
  );
}

describe('the context menu', () => {
  it.each<[string, Partial<ContextParams>, string[] | null]>([
    ['nothing', {}, null],
    ['a selection', { selectionText: 'x' }, ['copy', 'selectAll']],
    ['blank selection', { selectionText: ' ' }, null],
    ['a field', { isEditable: true }, ['cut', 'copy', 'paste', 'Paste as plain text', 'separator', 'selectAll']],
    ['a link', { linkURL: 'https://x/' }, ['Open link…', 'Copy link address']],
    ['a link within the app', { linkURL: 'app://recap/#x' }, null],
    ['a link of another kind', { linkURL: 'javascript:1' }, null],
    [
      'a link with selection',
      { linkURL: 'mailto:x', selectionText: 'x' },
      ['Open link…', 'Copy link address', 'separator', 'copy', 'selectAll'],
    ],
    [
      'a misspelt word',
      { isEditable: true, misspelledWord: 'teh', dictionarySuggestions: ['the', 'a', 'b', 'c', 'd', 'e'] },
      [
        'the',
        'a',
        'b',
        'c',
        'd',
        'Add to dictionary',
        'separator',
        'cut',
        'copy',
        'paste',
        'Paste as plain text',
        'separator',
        'selectAll',
      ],
    ],
    [
      'a word without suggestions',
      { isEditable: true, misspelledWord: 'xq' },
      [
        'No suggestions',
        'Add to dictionary',
        'separator',
        'cut',
        'copy',
        'paste',
        'Paste as plain text',
        'separator',
        'selectAll',
      ],
    ],
  ])('on %s', (_name, given, expected) => {
    expect(names(given)).toEqual(expected);
  });

  it('enables what the field can do', () => {
    const actions: ContextActions = {
      replaceMisspelling: () => {},
      addToDictionary: () => {},
      openLink: () => {},
      copyLink: () => {},
    };
    const template = contextMenuTemplate(params({ isEditable: true }), actions);
    expect(template?.find(({ role }) => role === 'cut')?.enabled).toBe(true);
    expect(template?.find(({ role }) => role === 'paste')?.enabled).toBe(false);
  });
});
