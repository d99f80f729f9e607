import { Component, type ReactNode } from 'react';
import { Button } from '../ui/button';

export interface ErrorBoundaryProps {
  readonly onError: (error: unknown) => void;
  readonly children: ReactNode;
}

/** When a view breaks, the documents behind it do not: says so and offers to show everything anew. */
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
}
