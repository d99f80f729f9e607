import { Autocomplete } from '@base-ui/react/autocomplete';
import { Dialog } from '@base-ui/react/dialog';
import { useState } from 'react';
import { Kbd } from '../../ui/kbd';
import { afterLayer } from '../../ui/layer';
import { modalViewport } from '../../ui/modal';
import './palette.css';

export interface PaletteEntry {
  readonly id: string;
  readonly label: string;
  /** Other words under which somebody may look for it. */
  readonly also: string;
  readonly keys: string;
  readonly run: () => void;
}

export interface PaletteDialogProps {
  readonly commands: readonly PaletteEntry[];
  readonly discussions: readonly PaletteEntry[];
  readonly onClose: () => void;
}

interface Group {
  readonly value: string;
  readonly items: PaletteEntry[];
}

/** Everything the app can do and every discussion, found by a few letters. */
export function PaletteDialog({ commands, discussions, onClose }: PaletteDialogProps) {
  const { contains } = Autocomplete.useFilter();
  const [query, setQuery] = useState('');
  // What is called so stands before what may be meant.
  const rank = ({ label }: PaletteEntry): number => (contains(label, query) ? 0 : 1);
  const groups: readonly Group[] = [
    { value: 'Commands', items: commands.toSorted((a, b) => rank(a) - rank(b)) },
    { value: 'Discussions', items: [...discussions] },
  ].filter((group) => group.items.length > 0);
  return (
    <Dialog.Root open onOpenChange={(open) => !open && onClose()}>
      <Dialog.Portal>
        <Dialog.Backdrop className="ui-dialog-backdrop" />
        <Dialog.Viewport ref={modalViewport} className="ui-dialog-viewport pal-viewport">
          <Dialog.Popup className="pal" aria-label="Commands">
            <Autocomplete.Root
              open
              inline
              items={groups}
              value={query}
              onValueChange={setQuery}
              itemToStringValue={(entry: PaletteEntry) => entry.label}
              filter={(entry: PaletteEntry, query) => contains(entry.label, query) || contains(entry.also, query)}
              autoHighlight="always"
              keepHighlight
            >
              <Autocomplete.Input
                className="pal-input"
                aria-label="Find a command or a discussion"
                placeholder="Type a command, or the title of a discussion…"
              />
              <Dialog.Close className="sr-only">Close</Dialog.Close>
              <Autocomplete.Empty className="pal-empty-box">
                <span className="pal-empty">Nothing by that name.</span>
              </Autocomplete.Empty>
              <Autocomplete.List className="pal-list">
                {(group: Group) => (
                  <Autocomplete.Group key={group.value} items={group.items}>
                    <Autocomplete.GroupLabel className="ui-menu-heading">{group.value}</Autocomplete.GroupLabel>
                    <Autocomplete.Collection>
                      {(entry: PaletteEntry) => (
                        <Autocomplete.Item
                          key={entry.id}
                          value={entry}
                          className="ui-menu-item"
                          onClick={() => {
                            onClose();
                            // It may lead the focus elsewhere.
                            afterLayer(entry.run);
                          }}
                        >
                          <span className="ui-menu-label">{entry.label}</span>
                          {entry.keys !== '' && <Kbd keys={entry.keys} />}
                        </Autocomplete.Item>
                      )}
                    </Autocomplete.Collection>
                  </Autocomplete.Group>
                )}
              </Autocomplete.List>
            </Autocomplete.Root>
          </Dialog.Popup>
        </Dialog.Viewport>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
