import { Component, type ReactNode } from 'react';
import { Notice } from './Notice.tsx';

/** A wall runs for months: a widget that threw is tried again after this time. */
const TRY_AGAIN_MS = 10_000;

interface BoundaryProps {
  readonly title: string;
  /** Shown in place of what failed, where a notice has no room. */
  readonly instead?: ReactNode;
  readonly children: ReactNode;
}

interface BoundaryState {
  readonly failure: string | null;
}

/** Keeps a widget's failure in its own box. */
export class Boundary extends Component<BoundaryProps, BoundaryState> {
  override state: BoundaryState = { failure: null };
  private again: ReturnType<typeof setTimeout> | undefined;

  static getDerivedStateFromError(error: unknown): BoundaryState {
    return { failure: error instanceof Error ? error.message : String(error) };
  }

  override componentDidCatch(): void {
    clearTimeout(this.again);
    this.again = setTimeout(() => this.setState({ failure: null }), TRY_AGAIN_MS);
  }

  override componentWillUnmount(): void {
    clearTimeout(this.again);
  }

  override render(): ReactNode {
    if (this.state.failure === null) return this.props.children;
    if (this.props.instead !== undefined) return this.props.instead;
    return <Notice tone="fault" title={this.props.title} detail={this.state.failure} />;
  }
}
