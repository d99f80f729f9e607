import { Component, type ReactNode } from 'react';
import { Button } from '../ui/button';

export interface ErrorBoundaryProps {
  readonly onError: (error: unknown) => void;
  /** What stands in the place of the broken view; `retry` shows the view again. */
  readonly fallback: (retry: () => void) => ReactNode;
  readonly children: ReactNode;
}

/** When a view breaks, the documents behind it do not. */
export class ErrorBoundary extends Component<ErrorBoundaryProps, { readonly broken: boolean }> {
  override state = { broken: false };

  static getDerivedStateFromError(): { readonly broken: boolean } {
    return { broken: true };
  }

  override componentDidCatch(error: unknown): void {
    this.props.onError(error);
  }

  override render(): ReactNode {
    if (!this.state.broken) return this.props.children;
    return this.props.fallback(() => this.setState({ broken: false }));
  }
}

/** In place of the whole window. */
export function WindowStumbled() {
  return (
    <main className="app-failure" role="alert">
      <h1>This window stumbled</h1>
      <p>Something in the display went wrong. Nothing that you wrote is lost: it was stored as you typed.</p>
      <Button look="primary" onClick={() => window.location.reload()}>
        Show everything again
      </Button>
    </main>
  );
}

/** In place of one discussion: the library and every other discussion can still be used. */
export function DiscussionStumbled({ retry }: { readonly retry: () => void }) {
  return (
    <div className="app-nothing" role="alert">
      <h2>This discussion cannot be shown</h2>
      <p>Something in it could not be displayed. Nothing of it is lost, and everything else can be used.</p>
      <Button onClick={retry}>Try again</Button>
    </div>
  );
}
