import { Dialog } from '../../ui/dialog';
import { Kbd } from '../../ui/kbd';
import { scrollByKeyboard } from '../../ui/scroll-by-keyboard';
import { shortcutGroups } from './shortcut-groups';
import './help.css';

export interface ShortcutsDialogProps {
  readonly keysOf: (accelerator: string) => string;
  readonly mac: boolean;
  readonly onClose: () => void;
}

export function ShortcutsDialog({ keysOf, mac, onClose }: ShortcutsDialogProps) {
  return (
    <Dialog title="Keyboard shortcuts" onClose={onClose}>
      <section className="hlp-groups" aria-label="All shortcuts" {...scrollByKeyboard}>
        {shortcutGroups(keysOf, mac).map((group) => (
          <section key={group.title}>
            <h3>{group.title}</h3>
            <dl>
              {group.rows.map((row) => (
                <div key={row.label} className="hlp-row">
                  <dt>{row.label}</dt>
                  <dd>
                    <Kbd keys={row.keys} />
                    <span className="sr-only">{row.keys}</span>
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </section>
    </Dialog>
  );
}
