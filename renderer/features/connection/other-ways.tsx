/** Ways to meet that the person arranges: addresses, a connection carried by hand, servers beyond this network. */
import { type FormEvent, type ReactNode, useId, useRef, useState } from 'react';
import {
  type KnownAddresses,
  originOf,
  type RememberedAddresses,
  rememberAddresses,
} from '../../../shared/model/known-addresses';
import {
  type ConnectionSettings,
  type IceServer,
  iceServerSchema,
  MAX_ADDRESSES,
} from '../../../shared/model/settings';
import { formatHostAndPort, parseHostAndPort, serverUrl } from '../../../shared/signaling/hub-address';
import { Button } from '../../ui/button';
import { Switch } from '../../ui/switch';
import { TextField } from '../../ui/text-field';
import { FolderWay, type FolderWayProps } from './folder-way';
import { originWords } from './route-words';

export interface OtherWaysProps {
  readonly settings: ConnectionSettings;
  /** Addresses of other copies that this notebook remembers. */
  readonly known: KnownAddresses;
  readonly onSettings: (patch: Partial<ConnectionSettings>) => void;
  readonly onAddresses: (known: RememberedAddresses) => void;
  /** Opens the connection that is carried by hand. */
  readonly onCarry: () => void;
  readonly folder: FolderWayProps;
}

/** Agree with connectionSchema. */
const MOST_SERVERS = 8;
const MAX_URL = 300;

export function OtherWays({ settings, known, onSettings, onAddresses, onCarry, folder }: OtherWaysProps) {
  const { addresses, origins } = known;
  const without = (address: string): readonly string[] => addresses.filter((one) => one !== address);
  return (
    <div className="con-ways">
      <Way title="On this network">
        <Switch
          label="Find copies on this network"
          checked={settings.discovery}
          onChange={(discovery) => onSettings({ discovery })}
        />
        <p className="con-note">
          While a notebook is shared, this device tells its network that the app is here; never who you are, and never
          what your notebooks are called.
        </p>
      </Way>
      <Way title="By address">
        <AddOne
          label="Address of another copy"
          hint="A name or a number, for example 192.168.1.20, [fd00::20] or studio.example:47800."
          refused="This is not an address. Write a name or a number, and a port after a colon if it is not 47800."
          read={(text) => {
            const parsed = parseHostAndPort(text);
            return parsed === null ? null : formatHostAndPort(parsed.host, parsed.port);
          }}
          full={addresses.length >= MAX_ADDRESSES}
          onAdd={(address) => {
            const others = { addresses: without(address), origins };
            onAddresses(rememberAddresses(others, [address, ...others.addresses], 'hand'));
          }}
        />
        <Items
          label="Remembered addresses"
          items={addresses}
          noteOf={(address) => originWords(originOf(origins, address))}
          onRemove={(index) => onAddresses(rememberAddresses(known, without(addresses[index] ?? ''), 'hand'))}
        />
      </Way>
      <Way title="By hand">
        <p className="con-note">
          For two devices that could reach each other, but do not find each other: carry a code from one to the other,
          and its answer back, as text, as a picture or as a file.
        </p>
        <Button className="con-carry" onClick={onCarry}>
          Connect by hand…
        </Button>
      </Way>
      <Way title="By a shared folder">
        <FolderWay {...folder} />
      </Way>
      <Way title="Beyond this network">
        <p className="con-note">
          What you add here is asked over the internet, or wherever it is. Without it nothing leaves the networks of
          your devices.
        </p>
        <AddOne
          label="Meeting server"
          hint="An address that begins with wss:// or ws://. It sees that somebody is there, and encrypted messages; never a name or a word of yours."
          refused="This is not the address of a meeting server. It begins with wss:// or ws://."
          read={oneWayOfWriting}
          full={settings.servers.length >= MOST_SERVERS}
          onAdd={(url) =>
            onSettings({ servers: [...settings.servers.filter((one) => oneWayOfWriting(one) !== url), url] })
          }
        />
        <Items
          label="Meeting servers"
          items={settings.servers}
          onRemove={(index) => onSettings({ servers: settings.servers.filter((_, at) => at !== index) })}
        />
        <AddRelay
          full={settings.iceServers.length >= MOST_SERVERS}
          onAdd={(relay) =>
            onSettings({ iceServers: [...settings.iceServers.filter((one) => one.url !== relay.url), relay] })
          }
        />
        <Items
          label="STUN and TURN servers"
          items={settings.iceServers.map(({ url }) => url)}
          onRemove={(index) => onSettings({ iceServers: settings.iceServers.filter((_, at) => at !== index) })}
        />
      </Way>
    </div>
  );
}

/** `WSS://Example.org/x` and `wss://example.org/x` are one server. Null when it is none. */
function oneWayOfWriting(text: string): string | null {
  const url = serverUrl(text);
  if (url === null || !URL.canParse(url)) return null;
  const { href } = new URL(url);
  return href.length <= MAX_URL ? href : null;
}

function Way({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  const id = useId();
  return (
    <section className="con-way" aria-labelledby={id}>
      <h3 id={id}>{title}</h3>
      {children}
    </section>
  );
}

interface AddOneProps {
  readonly label: string;
  readonly hint: string;
  readonly refused: string;
  /** What is to be remembered; null when the text is none. */
  readonly read: (text: string) => string | null;
  readonly full: boolean;
  readonly onAdd: (value: string) => void;
}

function AddOne({ label, hint, refused, read, full, onAdd }: AddOneProps) {
  const [text, setText] = useState('');
  const [wrong, setWrong] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const value = read(text);
    setWrong(value === null);
    field.current?.focus();
    if (value === null || full) return;
    setText('');
    onAdd(value);
  };
  return (
    <form className="con-add" onSubmit={submit}>
      <TextField
        ref={field}
        label={label}
        hint={full ? 'The list is full. Remove one first.' : wrong ? refused : hint}
        aria-invalid={wrong}
        value={text}
        maxLength={300}
        spellCheck={false}
        autoComplete="off"
        onChange={(event) => {
          setText(event.target.value);
          setWrong(false);
        }}
      />
      <Button type="submit" aria-label={`Add: ${label}`}>
        Add
      </Button>
    </form>
  );
}

const NO_RELAY: IceServer = { url: '', username: '', credential: '' };

function AddRelay({ full, onAdd }: { readonly full: boolean; readonly onAdd: (relay: IceServer) => void }) {
  const [relay, setRelay] = useState(NO_RELAY);
  const [wrong, setWrong] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const parsed = iceServerSchema.safeParse({ ...relay, url: relay.url.trim() });
    setWrong(!parsed.success);
    field.current?.focus();
    if (!parsed.success || full) return;
    setRelay(NO_RELAY);
    onAdd(parsed.data);
  };
  const hint =
    'Only if somebody who runs one gave it to you. It sees the addresses of your devices; a turn: server passes on what the copies say, encrypted.';
  return (
    <form className="con-relay" onSubmit={submit}>
      <TextField
        ref={field}
        label="STUN or TURN server"
        hint={
          full
            ? 'The list is full. Remove one first.'
            : wrong
              ? 'This is no such address. It begins with stun:, stuns:, turn: or turns:, for example turn:relay.example:3478.'
              : hint
        }
        aria-invalid={wrong}
        value={relay.url}
        maxLength={300}
        spellCheck={false}
        autoComplete="off"
        onChange={(event) => {
          setRelay({ ...relay, url: event.target.value });
          setWrong(false);
        }}
      />
      <div className="con-relay-login">
        <TextField
          label="User, if it asks for one"
          value={relay.username}
          maxLength={300}
          spellCheck={false}
          autoComplete="off"
          onChange={(event) => setRelay({ ...relay, username: event.target.value })}
        />
        <TextField
          label="Password"
          type="password"
          value={relay.credential}
          maxLength={300}
          autoComplete="off"
          onChange={(event) => setRelay({ ...relay, credential: event.target.value })}
        />
        <Button type="submit" aria-label="Add: STUN or TURN server">
          Add
        </Button>
      </div>
    </form>
  );
}

interface ItemsProps {
  readonly label: string;
  readonly items: readonly string[];
  /** What is said beside an item; empty for nothing. */
  readonly noteOf?: (item: string) => string;
  readonly onRemove: (index: number) => void;
}

function Items({ label, items, noteOf, onRemove }: ItemsProps) {
  const list = useRef<HTMLUListElement>(null);
  if (items.length === 0) return null;
  const remove = (index: number): void => {
    onRemove(index);
    // The focus stays in the list while there is one.
    requestAnimationFrame(() => {
      const buttons = list.current?.querySelectorAll('button');
      buttons?.[Math.min(index, buttons.length - 1)]?.focus();
    });
  };
  return (
    <ul ref={list} className="con-items" aria-label={label}>
      {items.map((item, index) => (
        <li key={item}>
          <span>{item}</span>
          {noteOf !== undefined && <span className="con-item-note">{noteOf(item)}</span>}
          <Button look="quiet" aria-label={`Remove ${item}`} onClick={() => remove(index)}>
            Remove
          </Button>
        </li>
      ))}
    </ul>
  );
}
