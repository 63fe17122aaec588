import './pageParts.css';

interface PagePartsProps {
  readonly label: string;
  /** Address of each part, and its name. */
  readonly parts: readonly (readonly [address: string, name: string])[];
  /** Address of the part that is shown; none while something within a part is. */
  readonly current: string | null;
}

/** The way between the parts of a page, which have addresses of their own. */
export function PageParts({ label, parts, current }: PagePartsProps) {
  return (
    <nav className="page-parts" aria-label={label}>
      {parts.map(([address, name]) => (
        <a key={address} href={address} aria-current={address === current ? 'page' : undefined}>
          {name}
        </a>
      ))}
    </nav>
  );
}
