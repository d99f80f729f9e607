import './kbd.css';

/** A shortcut as text, such as `Ctrl N`; hidden from screen readers, which hear the control's own name. */
export function Kbd({ keys }: { readonly keys: string }) {
  return (
    <span className="ui-kbd" aria-hidden="true">
      {keys}
    </span>
  );
}
