/** What the Export button of a recap offers. */
import type { ExportKind } from '../../../shared/model/export-document';
import type { MenuEntry } from '../../ui/menu';

export interface ExportActions {
  readonly exportRecap: () => void;
  readonly exportThread: () => void;
  readonly exportDiscussion: () => void;
  readonly exportAs: () => void;
  readonly exportNotebook: () => void;
  readonly keepMarkdown: () => void;
  readonly publish: (pages: 'html' | 'pdf' | 'print', kind: ExportKind) => void;
  readonly copyRecap: (format: 'markdown' | 'rich') => void;
}

export type ExportKeys = Readonly<Record<'exportRecap' | 'exportDiscussion' | 'copyRecap' | 'printRecap', string>>;

const KINDS: readonly ExportKind[] = ['recap', 'thread', 'discussion'];

export function exportEntries(actions: ExportActions, keys: ExportKeys): readonly MenuEntry[] {
  const pages = (how: 'html' | 'pdf'): MenuEntry[] =>
    KINDS.map((kind) => ({
      kind: 'action',
      label: `Export ${kind} as ${how.toUpperCase()}…`,
      run: () => actions.publish(how, kind),
    }));
  const paper = KINDS.map(
    (kind): MenuEntry => ({
      kind: 'action',
      label: `Print ${kind}…`,
      ...(kind === 'recap' ? { keys: keys.printRecap } : {}),
      run: () => actions.publish('print', kind),
    }),
  );
  return [
    { kind: 'heading', label: 'As Markdown' },
    { kind: 'action', label: 'Export recap…', keys: keys.exportRecap, run: actions.exportRecap },
    { kind: 'action', label: 'Export thread…', run: actions.exportThread },
    { kind: 'action', label: 'Export discussion…', keys: keys.exportDiscussion, run: actions.exportDiscussion },
    { kind: 'action', label: 'Export as…', run: actions.exportAs },
    { kind: 'action', label: 'Export notebook…', run: actions.exportNotebook },
    { kind: 'action', label: 'Keep Markdown up to date…', run: actions.keepMarkdown },
    { kind: 'line' },
    {
      kind: 'more',
      label: 'Export as HTML or PDF',
      entries: [...pages('html'), { kind: 'line' }, ...pages('pdf')],
    },
    { kind: 'more', label: 'Print', entries: paper },
    { kind: 'line' },
    {
      kind: 'action',
      label: 'Copy recap as Markdown',
      keys: keys.copyRecap,
      run: () => actions.copyRecap('markdown'),
    },
    { kind: 'action', label: 'Copy recap as rich text', run: () => actions.copyRecap('rich') },
  ];
}
