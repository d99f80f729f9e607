import { useEffect, useState } from 'react';
import { Button } from '../../ui/button';

export interface ChatOfferProps {
  readonly text: string;
  readonly name: string;
  readonly isChat: (text: string, name: string) => Promise<boolean>;
  readonly onChat: (text: string, name: string) => void;
}

/** Offers to take the text as a chat of another program, where it is one: with its people, times and replies. */
export function ChatOffer({ text, name, isChat, onChat }: ChatOfferProps) {
  const [found, setFound] = useState(false);
  useEffect(() => {
    let wanted = true;
    isChat(text, name).then(
      (yes) => wanted && setFound(yes),
      () => undefined,
    );
    return () => {
      wanted = false;
    };
  }, [text, name, isChat]);
  return (
    <div aria-live="polite">{found && <Button onClick={() => onChat(text, name)}>Import it as a chat…</Button>}</div>
  );
}
