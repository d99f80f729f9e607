/** Where menus open: inside a landmark, so that screen readers find them; inside a dialog they stay in the dialog. */
import { createContext, type ReactNode, type RefObject, useContext, useRef } from 'react';

interface Layer {
  readonly container: RefObject<HTMLElement | null> | undefined;
}

const LayerContext = createContext<Layer>({ container: undefined });

/** Around the app: makes the place for menus. */
export function LayerHost({ children }: { readonly children: ReactNode }) {
  const container = useRef<HTMLElement>(null);
  return (
    <LayerContext value={{ container }}>
      {children}
      <section ref={container} aria-label="Menus" />
    </LayerContext>
  );
}

/** Around the contents of a dialog. */
export function DialogLayer({ children }: { readonly children: ReactNode }) {
  return <LayerContext value={{ container: undefined }}>{children}</LayerContext>;
}

export function useLayer(): RefObject<HTMLElement | null> | undefined {
  return useContext(LayerContext).container;
}

/** A menu or dialog that closes returns the focus; where it goes on to comes after that. */
export function afterLayer(act: () => void): void {
  requestAnimationFrame(() => requestAnimationFrame(act));
}
