/** The menu of the right mouse button as data: for text fields, selections and links. Null where there is nothing to offer. */
import type { ContextMenuParams, MenuItemConstructorOptions } from 'electron';

export type ContextParams = Pick<
  ContextMenuParams,
  'isEditable' | 'selectionText' | 'linkURL' | 'misspelledWord' | 'dictionarySuggestions'
> & { readonly editFlags: Pick<ContextMenuParams['editFlags'], 'canCut' | 'canCopy' | 'canPaste' | 'canSelectAll'> };

export interface ContextActions {
  replaceMisspelling(word: string): void;
  addToDictionary(word: string): void;
  openLink(address: string): void;
  copyLink(address: string): void;
}

type Item = MenuItemConstructorOptions;
const SEPARATOR: Item = { type: 'separator' };
const MAX_SUGGESTIONS = 5;

export function contextMenuTemplate(params: ContextParams, actions: ContextActions): Item[] | null {
  const groups = [spelling(params, actions), link(params, actions), editing(params)].filter(
    (group) => group.length > 0,
  );
  if (groups.length === 0) return null;
  return groups.flatMap((group, index) => (index === 0 ? group : [SEPARATOR, ...group]));
}

function spelling(
  { isEditable, misspelledWord, dictionarySuggestions }: ContextParams,
  actions: ContextActions,
): Item[] {
  if (!isEditable || misspelledWord === '') return [];
  const suggestions: Item[] = dictionarySuggestions
    .slice(0, MAX_SUGGESTIONS)
    .map((word) => ({ label: word, click: () => actions.replaceMisspelling(word) }));
  if (suggestions.length === 0) suggestions.push({ label: 'No suggestions', enabled: false });
  return [...suggestions, { label: 'Add to dictionary', click: () => actions.addToDictionary(misspelledWord) }];
}

function link({ linkURL }: ContextParams, actions: ContextActions): Item[] {
  // Addresses within the app are its own business.
  if (!/^(?:https?|mailto):/i.test(linkURL)) return [];
  return [
    { label: 'Open link…', click: () => actions.openLink(linkURL) },
    { label: 'Copy link address', click: () => actions.copyLink(linkURL) },
  ];
}

function editing({ isEditable, selectionText, editFlags }: ContextParams): Item[] {
  if (isEditable) {
    return [
      { role: 'cut', enabled: editFlags.canCut },
      { role: 'copy', enabled: editFlags.canCopy },
      { role: 'paste', enabled: editFlags.canPaste },
      { role: 'pasteAndMatchStyle', label: 'Paste as plain text', enabled: editFlags.canPaste },
      SEPARATOR,
      { role: 'selectAll', enabled: editFlags.canSelectAll },
    ];
  }
  return selectionText.trim() === '' ? [] : [{ role: 'copy', enabled: editFlags.canCopy }, { role: 'selectAll' }];
}
