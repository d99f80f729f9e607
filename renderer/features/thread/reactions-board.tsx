/** A few emoji in a row to react with; arrow keys walk over them, Esc closes. */
import { Menu as Base } from '@base-ui/react/menu';
import { useEffect, useRef } from 'react';
import { useLayer } from '../../ui/layer';

/** Few enough to be seen at a glance; each says something that a reply would only repeat. */
const EMOJI = [
  ['👍', 'Thumbs up'],
  ['❤️', 'Heart'],
  ['🎉', 'Celebrate'],
  ['😄', 'Laugh'],
  ['🤔', 'Thinking'],
  ['💡', 'Good idea'],
  ['🙏', 'Thank you'],
  ['👀', 'Looking at it'],
] as const;

interface ReactionBoardProps {
  readonly anchor: Element;
  readonly isMine: (emoji: string) => boolean;
  readonly onToggle: (emoji: string) => void;
  readonly onClose: () => void;
}

export function ReactionBoard({ anchor, isMine, onToggle, onClose }: ReactionBoardProps) {
  const container = useLayer();
  const first = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // The menu takes the focus when it has its place; from there on the arrow keys lead over its choices.
    const frame = requestAnimationFrame(() => requestAnimationFrame(() => first.current?.focus()));
    return () => cancelAnimationFrame(frame);
  }, []);
  return (
    <Base.Root open orientation="horizontal" onOpenChange={(open) => !open && onClose()}>
      <Base.Portal container={container}>
        <Base.Positioner className="ui-menu-positioner" anchor={anchor} side="top" align="start" sideOffset={6}>
          <Base.Popup className="ui-menu reaction-board" aria-label="Reactions">
            {EMOJI.map(([emoji, name], index) => (
              <Base.CheckboxItem
                key={emoji}
                ref={index === 0 ? first : undefined}
                className="reaction-choice"
                checked={isMine(emoji)}
                closeOnClick
                label={name}
                aria-label={`${name} ${emoji}`}
                title={name}
                onCheckedChange={() => onToggle(emoji)}
              >
                {emoji}
              </Base.CheckboxItem>
            ))}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
