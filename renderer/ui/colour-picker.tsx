import { Radio } from '@base-ui/react/radio';
import { RadioGroup } from '@base-ui/react/radio-group';
import { Check } from 'lucide-react';
import { personColour } from './avatar';
import './colour-picker.css';

const COLOUR_NAMES = ['Blue', 'Rust', 'Violet', 'Olive', 'Rose', 'Teal', 'Amber', 'Indigo'];

export interface ColourPickerProps {
  readonly value: number;
  readonly onChange: (colour: number) => void;
}

export function ColourPicker({ value, onChange }: ColourPickerProps) {
  return (
    <RadioGroup
      className="ui-colours"
      aria-label="Your colour"
      value={value}
      onValueChange={(next: number) => onChange(next)}
    >
      {COLOUR_NAMES.map((name, colour) => (
        <Radio.Root
          key={name}
          value={colour}
          className="ui-colour"
          aria-label={name}
          title={name}
          style={{ background: personColour(colour) }}
        >
          <Radio.Indicator className="ui-colour-mark">
            <Check size={14} aria-hidden="true" />
          </Radio.Indicator>
        </Radio.Root>
      ))}
    </RadioGroup>
  );
}
