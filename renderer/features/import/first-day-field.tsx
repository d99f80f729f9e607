import { useState } from 'react';
import { placeMark } from './draft-place';
import { WhenField } from './when-field';

export interface FirstDayFieldProps {
  /** `2009-08-12` */
  readonly day: string;
  readonly words: string;
  /** Called with what is a date, as it is typed. */
  readonly onDay: (day: string) => void;
}

/** Asked once for a text with times but no dates. A date that is emptied comes back when the field is left. */
export function FirstDayField({ day, words, onDay }: FirstDayFieldProps) {
  const [typed, setTyped] = useState<string | null>(null);
  return (
    <div className="ui-field">
      <label htmlFor="imp-day">Day of the first message</label>
      <WhenField
        id="imp-day"
        type="date"
        min="1900-01-01"
        max="9999-12-31"
        words={words}
        value={typed ?? day}
        onChange={(event) => {
          setTyped(event.target.value);
          onDay(event.target.value);
        }}
        onBlur={() => setTyped(null)}
        {...placeMark('day')}
      />
    </div>
  );
}
