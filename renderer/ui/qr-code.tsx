import { useEffect, useState } from 'react';
import './qr-code.css';

/** Modules of white around the code, as the standard asks. */
const QUIET_ZONE = 4;
/** What the largest code holds at the lowest redundancy (ISO/IEC 18004, version 40-L). */
const MOST_BYTES = 2953;
/** Bytes. Longer texts get less redundancy, so that a camera still resolves the modules. */
const LONG_TEXT = 400;

export interface QrCodeProps {
  readonly text: string;
  /** What the code is, for those who do not see it. */
  readonly label: string;
}

type Drawn =
  | { readonly kind: 'drawing' }
  | { readonly kind: 'too-long' }
  | { readonly kind: 'code'; readonly size: number; readonly path: string };

/** Every run of dark modules as a rectangle, in module units. */
function pathOf(modules: readonly (readonly boolean[])[]): string {
  const runs = modules.flatMap((row, y) => {
    const signs = row.map((dark) => (dark ? '#' : ' ')).join('');
    return [...signs.matchAll(/#+/g)].map((run) => `M${run.index} ${y}h${run[0].length}v1h-${run[0].length}z`);
  });
  return runs.join('');
}

/** A QR code, dark on light in both colour schemes. */
export function QrCode({ text, label }: QrCodeProps) {
  const [drawn, setDrawn] = useState<Drawn>({ kind: 'drawing' });

  useEffect(() => {
    let current = true;
    void draw(text).then((next) => current && setDrawn(next));
    return () => {
      current = false;
    };
  }, [text]);

  if (drawn.kind === 'too-long') return <p className="ui-qr-none">This is too long for a QR code.</p>;
  if (drawn.kind === 'drawing') return <div className="ui-qr" aria-busy="true" />;
  const { size } = drawn;
  return (
    <svg className="ui-qr" role="img" aria-label={label} viewBox={`0 0 ${size} ${size}`} shapeRendering="crispEdges">
      <rect width={size} height={size} className="ui-qr-paper" />
      <path d={drawn.path} className="ui-qr-ink" />
    </svg>
  );
}

async function draw(text: string): Promise<Drawn> {
  const { length } = new TextEncoder().encode(text);
  if (length > MOST_BYTES) return { kind: 'too-long' };
  const { encodeQR } = await import('qr');
  const modules = encodeQR(text, 'raw', { ecc: length > LONG_TEXT ? 'low' : 'medium', border: QUIET_ZONE, scale: 1 });
  return { kind: 'code', size: modules.length, path: pathOf(modules) };
}
