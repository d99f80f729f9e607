import { useRef, useState } from 'react';
import type { Profile, Settings, SettingsPatch } from '../../../shared/model/settings';
import { Button } from '../../ui/button';
import { ColourPicker } from '../../ui/colour-picker';
import { Dialog } from '../../ui/dialog';
import { Select } from '../../ui/select';
import { Switch } from '../../ui/switch';
import { TextField } from '../../ui/text-field';
import './settings.css';

const APPEARANCES = [
  { value: 'system', label: 'Like the system' },
  { value: 'light', label: 'Light' },
  { value: 'dark', label: 'Dark' },
] as const;

export interface SettingsDialogProps {
  readonly profile: Profile;
  readonly settings: Pick<Settings, 'appearance' | 'spellcheck' | 'announce'>;
  /** Takes effect at once; there is nothing to save. */
  readonly onChange: (patch: SettingsPatch) => void;
  readonly onBackups: () => void;
  readonly onClose: () => void;
}

export function SettingsDialog({ profile, settings, onChange, onBackups, onClose }: SettingsDialogProps) {
  const [name, setName] = useState(profile.name);
  const field = useRef<HTMLInputElement>(null);
  const missing = name.trim() === '';
  const rename = (): void => {
    if (!missing && name.trim() !== profile.name) onChange({ profile: { ...profile, name: name.trim() } });
  };
  return (
    <Dialog
      title="Settings"
      initialFocus={field}
      onClose={() => {
        rename();
        onClose();
      }}
      footer={
        <Button
          look="primary"
          onClick={() => {
            if (missing) {
              field.current?.focus();
              return;
            }
            rename();
            onClose();
          }}
        >
          Done
        </Button>
      }
    >
      <TextField
        ref={field}
        label="Your name"
        hint={
          missing
            ? `A name is needed, so that the others know who wrote what. Until there is one you stay ${profile.name}.`
            : 'The others see it beside what you write.'
        }
        aria-invalid={missing}
        value={name}
        maxLength={80}
        onChange={(event) => setName(event.target.value)}
        onBlur={rename}
      />
      <div className="ui-field">
        <span className="ui-field-label">Your colour</span>
        <ColourPicker value={profile.colour} onChange={(colour) => onChange({ profile: { ...profile, colour } })} />
      </div>
      <div className="set-row">
        <span>Appearance</span>
        <Select
          label="Appearance"
          value={settings.appearance}
          options={APPEARANCES}
          onChange={(appearance) => onChange({ appearance })}
        />
      </div>
      <Switch
        label="Check spelling while I write"
        checked={settings.spellcheck}
        onChange={(spellcheck) => onChange({ spellcheck })}
      />
      <Switch
        label="Announce what others write"
        checked={settings.announce}
        onChange={(announce) => onChange({ announce })}
      />
      <div className="set-row">
        <span>Backups, once a day</span>
        <Button
          onClick={() => {
            rename();
            onBackups();
          }}
        >
          Backups…
        </Button>
      </div>
    </Dialog>
  );
}
