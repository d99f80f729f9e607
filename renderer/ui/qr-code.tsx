import { useEffect, useState } from 'react';
import './qr-code.css';

/** Modules of white around the code, as the standard asks. */
const QUIET_ZONE = 4;
/** Longer texts get less redundancy, so that a camera still resolves the modules. */
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
  const side = drawn.size + 2 * QUIET_ZONE;
  return (
    <svg className="ui-qr" role="img" aria-label={label} viewBox={`0 0 ${side} ${side}`} shapeRendering="crispEdges">
      <rect width={side} height={side} className="ui-qr-paper" />
      <path d={drawn.path} transform={`translate(${QUIET_ZONE} ${QUIET_ZONE})`} className="ui-qr-ink" />
    </svg>
  );
}

async function draw(text: string): Promise<Drawn> {
  const { encodeQR } = await import('qr');
  try {
    const modules = encodeQR(text, 'raw', { ecc: text.length > LONG_TEXT ? 'low' : 'medium', border: 0, scale: 1 });
    return { kind: 'code', size: modules.length, path: pathOf(modules) };
  } catch {
    // More than the largest code holds (2,953 bytes).
    return { kind: 'too-long' };
  }
}
