import { Switch as Base } from '@base-ui/react/switch';
import { useId } from 'react';
import './switch.css';

export interface SwitchProps {
  readonly label: string;
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
}

export function Switch({ label, checked, onChange }: SwitchProps) {
  const id = useId();
  return (
    <div className="ui-switch-row">
      <span id={id}>{label}</span>
      <Base.Root className="ui-switch" checked={checked} onCheckedChange={onChange} aria-labelledby={id}>
        <Base.Thumb className="ui-switch-thumb" />
      </Base.Root>
    </div>
  );
}
