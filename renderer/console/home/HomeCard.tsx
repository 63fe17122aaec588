import type { ReactNode } from 'react';
import type { Page } from '../desk/page.ts';

interface HomeCardProps {
  readonly id: string;
  readonly title: string;
  /** The page that says more, and how the way to it is called. */
  readonly to: Page;
  readonly more: string;
  readonly children: ReactNode;
}

/** One question of whoever comes in, answered in a line or two, with the way onward. */
export function HomeCard({ id, title, to, more, children }: HomeCardProps) {
  return (
    <section className="home-card" aria-labelledby={`home-${id}`}>
      <h3 id={`home-${id}`}>{title}</h3>
      {children}
      <p className="home-more">
        <a href={`#${to}`}>{more}</a>
      </p>
    </section>
  );
}
