import { Select as Base } from '@base-ui/react/select';
import { Check, ChevronDown } from 'lucide-react';
import { classNames } from './class-names';
import { useLayer } from './layer';
import './menu.css';
import './select.css';

export interface SelectProps<T extends string> {
  /** Accessible name. */
  readonly label: string;
  readonly value: T;
  readonly options: readonly { readonly value: T; readonly label: string }[];
  readonly onChange: (value: T) => void;
  readonly className?: string;
}

/** A choice of a few; `className` gives the closed form its look. */
export function Select<T extends string>({ label, value, options, onChange, className }: SelectProps<T>) {
  const container = useLayer();
  return (
    <Base.Root items={[...options]} value={value} onValueChange={(next) => next !== null && onChange(next)}>
      <Base.Trigger className={classNames('ui-select', className)} aria-label={label}>
        <Base.Value />
        <Base.Icon className="ui-select-icon">
          <ChevronDown size={13} aria-hidden="true" />
        </Base.Icon>
      </Base.Trigger>
      <Base.Portal container={container}>
        <Base.Positioner className="ui-menu-positioner" sideOffset={4} alignItemWithTrigger={false}>
          <Base.Popup className="ui-menu ui-select-popup">
            {options.map((option) => (
              <Base.Item key={option.value} value={option.value} className="ui-menu-item">
                <span className="ui-menu-mark">
                  <Base.ItemIndicator>
                    <Check size={14} aria-hidden="true" />
                  </Base.ItemIndicator>
                </span>
                <Base.ItemText className="ui-menu-label">{option.label}</Base.ItemText>
              </Base.Item>
            ))}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
