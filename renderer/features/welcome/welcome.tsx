import { type FormEvent, useRef, useState } from 'react';
import { Avatar } from '../../ui/avatar';
import { Button } from '../../ui/button';
import { ColourPicker } from '../../ui/colour-picker';
import { TextField } from '../../ui/text-field';
import './welcome.css';

export interface WelcomeProps {
  /** What is known already, when the person came this far before. */
  readonly initial: { readonly name: string; readonly colour: number };
  readonly onStart: (name: string, colour: number) => void;
  readonly onJoin: (name: string, colour: number) => void;
}

/** The first screen: asks for a name, nothing else. */
export function Welcome({ initial, onStart, onJoin }: WelcomeProps) {
  const [name, setName] = useState(initial.name);
  const [colour, setColour] = useState(initial.colour);
  const [asked, setAsked] = useState(false);
  const field = useRef<HTMLInputElement>(null);

  const go = (then: WelcomeProps['onStart']): void => {
    if (name.trim() !== '') then(name.trim(), colour);
    else {
      setAsked(true);
      field.current?.focus();
    }
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    go(onStart);
  };

  return (
    <main className="wel">
      <form className="wel-card" onSubmit={submit}>
        <h1>Recap Notebook</h1>
        <p className="wel-lede">
          Keep your group’s discussions, and write down together what you take away from each. Everything stays on your
          own devices.
        </p>
        <TextField
          ref={field}
          label="Your name"
          hint={
            asked && name.trim() === ''
              ? 'A name is needed, so that the others know who wrote what.'
              : 'The others see it beside what you write.'
          }
          value={name}
          maxLength={80}
          autoFocus
          autoComplete="off"
          onChange={(event) => setName(event.target.value)}
        />
        <div className="ui-field">
          <span className="ui-field-label">Your colour</span>
          <div className="wel-colour">
            <Avatar person={{ id: 'me', name: name.trim() === '' ? 'You' : name, colour }} large />
            <ColourPicker value={colour} onChange={setColour} />
          </div>
        </div>
        <div className="wel-actions">
          <Button type="submit" look="primary" className="wel-start">
            Start
          </Button>
          <span>or, with an invite</span>
          <Button onClick={() => go(onJoin)}>Join notebook</Button>
        </div>
      </form>
    </main>
  );
}
