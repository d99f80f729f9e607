import { Tabs as Base } from '@base-ui/react/tabs';
import type { ReactNode } from 'react';
import './tabs.css';

export interface TabsProps<T extends string> {
  /** Accessible name of the row of tabs. */
  readonly label: string;
  readonly value: T;
  readonly onChange: (value: T) => void;
  readonly tabs: readonly { readonly value: T; readonly label: string; readonly content: ReactNode }[];
}

/** A few views of one thing; one is shown at a time. */
export function Tabs<T extends string>({ label, value, onChange, tabs }: TabsProps<T>) {
  return (
    <Base.Root className="ui-tabs" value={value} onValueChange={(next: T) => onChange(next)}>
      <Base.List activateOnFocus className="ui-tabs-list" aria-label={label}>
        {tabs.map((tab) => (
          <Base.Tab key={tab.value} value={tab.value} className="ui-tab">
            {tab.label}
          </Base.Tab>
        ))}
      </Base.List>
      {tabs.map((tab) => (
        <Base.Panel key={tab.value} value={tab.value} className="ui-tabs-panel">
          {tab.content}
        </Base.Panel>
      ))}
    </Base.Root>
  );
}
