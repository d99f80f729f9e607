/** What the chat leaves open about its times: which zone, which order of day and month, when the recording began. */
import { useMemo } from 'react';
import type { ChatOverview, ImportChoices } from '../../../shared/chats/into-discussions/choices';
import type { DateOrder } from '../../../shared/chats/types';
import { fromLocalInput, toLocalInput } from '../../ui/date-words';
import { Select } from '../../ui/select';
import { TextField } from '../../ui/text-field';
import { DATE_ORDER_WORDS } from './chat-words';

export interface TimeFieldsProps {
  readonly overview: ChatOverview;
  readonly choices: ImportChoices;
  /** The zone of this device. */
  readonly ownZone: string;
  readonly onChange: (choices: ImportChoices) => void;
  readonly onDateOrder: (order: DateOrder) => void;
}

export function hasTimeFields({ facts: { needs } }: ChatOverview): boolean {
  return needs.zone || needs.start !== null || needs.dateOrder;
}

const ORDERS = (['dmy', 'mdy', 'ymd'] as const).map((value) => ({ value, label: DATE_ORDER_WORDS[value] }));

function zoneOptions(own: string): readonly { readonly value: string; readonly label: string }[] {
  const zones = Intl.supportedValuesOf('timeZone').filter((zone) => zone !== own && zone !== 'UTC');
  return [
    { value: own, label: own === 'UTC' ? 'UTC (this device)' : `${own} (this device)` },
    ...(own === 'UTC' ? [] : [{ value: 'UTC', label: 'UTC' }]),
    ...zones.map((zone) => ({ value: zone, label: zone.replaceAll('_', ' ') })),
  ];
}

export function TimeFields({ overview, choices, ownZone, onChange, onDateOrder }: TimeFieldsProps) {
  const zones = useMemo(() => zoneOptions(ownZone), [ownZone]);
  const { dateOrder } = overview;
  const { needs } = overview.facts;
  return (
    <section className="chat-section" aria-labelledby="chat-time">
      <h3 id="chat-time">Times</h3>
      {needs.zone && (
        <div className="chat-row">
          <p>
            This chat shows the time of day without saying where.{' '}
            <span className="chat-soft">Its messages are placed as written in this time zone.</span>
          </p>
          <Select
            label="Time zone"
            value={choices.zone}
            options={zones}
            onChange={(zone) => onChange({ ...choices, zone })}
          />
        </div>
      )}
      {needs.dateOrder && dateOrder !== null && (
        <div className="chat-row">
          <p>
            Its dates can be read in more than one way.{' '}
            <span className="chat-soft">Check below whether the first messages have the day they should.</span>
          </p>
          <Select label="Order of dates" value={dateOrder.used} options={ORDERS} onChange={onDateOrder} />
        </div>
      )}
      {needs.start !== null && (
        <TextField
          label={needs.start === 'midnight' ? 'Day on which the log begins' : 'Start of the recording'}
          type={needs.start === 'midnight' ? 'date' : 'datetime-local'}
          className="chat-start"
          hint="The chat only counts from there. Without it its posts have no time."
          value={
            choices.start === null ? '' : toLocalInput(choices.start).slice(0, needs.start === 'midnight' ? 10 : 16)
          }
          onChange={({ target: { value } }) =>
            onChange({ ...choices, start: fromLocalInput(value.length === 10 ? `${value}T00:00` : value) })
          }
        />
      )}
    </section>
  );
}
