/** The menus and panels of points: one at a time for the whole editor, whatever number of points there is. */
import type { Editor } from '@tiptap/core';
import type { Transaction } from '@tiptap/pm/state';
import { useEffect, useState } from 'react';
import { POINT_KINDS, type PointKind, pointKind } from '../../../shared/model/point';
import { assertNever } from '../../../shared/util/assert-never';
import { MenuAt, type MenuEntry } from '../../ui/menu';
import { type Store, useReadable } from '../../ui/store';
import { useEditorValue } from '../menus/use-editor-value';
import type { PointHost, PointPerson } from '../types';
import { KINDS } from './kinds';
import { makePoints, makeText } from './make-points';
import { oneStep, pointAt, setPointAttrs, toggleAgreed } from './point-changes';
import { pointCommands } from './point-commands';
import { pointFacts } from './point-data';
import { inPoint } from './point-keys';
import { DuePanel, SourcePanel } from './point-panels';
import type { PointPanel } from './point-view';
import { QuotePicker } from './quote-picker';

interface PointMenusProps {
  readonly editor: Editor;
  readonly open: Store<PointPanel | null>;
  readonly host: PointHost | undefined;
}

export function PointMenus({ editor, open, host }: PointMenusProps) {
  const panel = useReadable(open);
  // A point that somebody else removed takes its open menu along.
  useEffect(() => {
    if (panel === null || panel.panel === 'turn') return undefined;
    const check = (): void => {
      if (pointAt(editor.state.doc, panel.position()) === null) open.set(null);
    };
    editor.on('transaction', check);
    return () => {
      editor.off('transaction', check);
    };
  }, [panel, editor, open]);
  if (panel === null) return null;
  const close = (): void => {
    open.set(null);
    // The control that opened the menu goes with its point when that is moved, merged or deleted.
    requestAnimationFrame(() => {
      const isLost = document.activeElement === document.body || !panel.anchor.isConnected;
      if (!editor.isDestroyed && isLost) editor.view.focus();
    });
  };
  return <OpenPanel key={panel.panel} editor={editor} panel={panel} host={host} onClose={close} />;
}

interface OpenPanelProps {
  readonly editor: Editor;
  readonly panel: PointPanel;
  readonly host: PointHost | undefined;
  readonly onClose: () => void;
  /** Who was in the menu since it opened. */
  readonly known: Map<string, PointPerson>;
}

/** Those who may be named: the participants, and who is named already. */
function peopleFor(host: PointHost | undefined, id: string, name: string): readonly PointPerson[] {
  const people = host?.people() ?? [];
  const isKnown = id === '' || people.some((person) => person.id === id);
  return isKnown ? people : [...people, { id, name: name || 'Somebody', colour: -1 }];
}

function ownerEntries({ editor, panel, host }: OpenPanelProps): readonly MenuEntry[] {
  const point = pointAt(editor.state.doc, panel.position());
  if (point === null) return [];
  const { owner, ownerName } = pointFacts(point);
  const people = peopleFor(host, owner ?? '', ownerName);
  const choose = (id: string): void => {
    const person = people.find((one) => one.id === id);
    setPointAttrs(editor.view, panel.position(), { owner: person?.id ?? '', ownerName: person?.name ?? '' });
  };
  const options = people.map((person) => ({ value: person.id, label: person.name }));
  return [
    { kind: 'heading', label: 'Who does it' },
    {
      kind: 'choice',
      label: 'Who does it',
      value: owner ?? '',
      options: [...options, { value: '', label: 'Nobody yet' }],
      choose,
    },
  ];
}

/** `known` keeps those in the open menu who are named nowhere else any more, so that a slip is taken back where it was made. */
function agreedEntries({ editor, panel, host, known }: OpenPanelProps): readonly MenuEntry[] {
  const point = pointAt(editor.state.doc, panel.position());
  if (point === null) return [];
  const agreed = pointFacts(point).credits.filter((credit) => credit.role === 'agreed');
  for (const person of host?.people() ?? []) known.set(person.id, person);
  for (const { person, name } of agreed) {
    if (!known.has(person)) known.set(person, { id: person, name: name || 'Somebody', colour: -1 });
  }
  return [
    { kind: 'heading', label: 'Agreed by' },
    ...[...known.values()].map(
      (person): MenuEntry => ({
        kind: 'check',
        label: person.name,
        on: agreed.some((credit) => credit.person === person.id),
        toggle: () => toggleAgreed(editor.view, panel.position(), person),
      }),
    ),
  ];
}

function kindEntries({ editor, panel }: OpenPanelProps): readonly MenuEntry[] {
  const point = pointAt(editor.state.doc, panel.position());
  if (point === null) return [];
  const { view } = editor;
  return [
    { kind: 'heading', label: 'Turn into' },
    {
      kind: 'choice',
      label: 'Turn into',
      value: pointKind(point.attrs.kind),
      options: POINT_KINDS.map((kind) => ({ value: kind, label: KINDS[kind].label })),
      choose: (kind) => setPointAttrs(view, panel.position(), { kind: kind as PointKind }),
    },
    { kind: 'line' },
    ...pointCommands.map(
      (command): MenuEntry => ({
        kind: 'action',
        label: command.label,
        ...(command.keys === undefined ? {} : { keys: command.keys }),
        danger: command.danger === true,
        disabled: !command.can(editor.state, panel.position() ?? -1),
        run: () => {
          const position = panel.position();
          if (position !== null) command.run(view, position);
        },
      }),
    ),
  ];
}

/** The blocks of the selection become points of the kind. */
function turnEntries({ editor }: OpenPanelProps): readonly MenuEntry[] {
  const turn = (change: (tr: Transaction) => boolean) => (): void => {
    const { tr } = editor.state;
    if (change(tr)) oneStep(editor.view, tr.scrollIntoView());
    editor.view.focus();
  };
  const kinds = POINT_KINDS.map(
    (kind, index): MenuEntry => ({
      kind: 'action',
      label: KINDS[kind].label,
      keys: `Ctrl Shift ${index + 1}`,
      run: turn((tr) => makePoints(tr, kind)),
    }),
  );
  const plain: MenuEntry = {
    kind: 'action',
    label: 'Plain text',
    keys: 'Ctrl Shift 0',
    disabled: !inPoint(editor),
    run: turn(makeText),
  };
  return [{ kind: 'heading', label: 'Turn into' }, ...kinds, { kind: 'line' }, plain];
}

function OpenPanel(given: Omit<OpenPanelProps, 'known'>) {
  const [known] = useState(() => new Map<string, PointPerson>());
  const props = { ...given, known };
  const { editor, panel, onClose } = props;
  // What the entries say follows the point.
  useEditorValue(editor, (state) => pointAt(state.doc, panel.position()));
  switch (panel.panel) {
    case 'due':
      return <DuePanel {...props} />;
    case 'source':
      return <SourcePanel {...props} />;
    case 'quote':
      return <QuotePicker {...props} />;
    case 'turn':
    case 'kind':
    case 'owner':
    case 'agreed': {
      const read = { kind: kindEntries, owner: ownerEntries, agreed: agreedEntries, turn: turnEntries }[panel.panel];
      return <MenuAt at={{ x: panel.at.left, y: panel.at.bottom + 2 }} entries={read(props)} onClose={onClose} />;
    }
    default:
      return assertNever(panel.panel);
  }
}
