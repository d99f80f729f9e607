import { Component, type ReactNode } from 'react';
import { Button } from '../ui/button';

export interface DiscussionBoundaryProps {
  readonly onError: (error: unknown) => void;
  readonly children: ReactNode;
}

/** When one discussion cannot be shown, the library and every other discussion still can. */
export class DiscussionBoundary extends Component<DiscussionBoundaryProps, { readonly broken: boolean }> {
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
      <div className="app-nothing" role="alert">
        <h2>This discussion cannot be shown</h2>
        <p>Something in it could not be displayed. Nothing of it is lost, and everything else can be used.</p>
        <Button onClick={() => this.setState({ broken: false })}>Try again</Button>
      </div>
    );
  }
}
