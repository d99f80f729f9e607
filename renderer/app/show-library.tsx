/** The way back to a library that was hidden. */
import { ChevronRight } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { IconButton } from '../ui/button';
import { settleFocus } from './command-view';
import { useModel } from './model-context';

export function ShowLibrary() {
  const { settings } = useModel();
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    // The library may have taken the focus away with it.
    if (document.activeElement === document.body) button.current?.focus();
  }, []);
  return (
    <IconButton
      ref={button}
      label="Show library"
      look="plain"
      className="app-show-library"
      onClick={() => {
        settings.updateView({ sidebarHidden: false });
        settleFocus();
      }}
    >
      <ChevronRight size={13} aria-hidden="true" />
    </IconButton>
  );
}
