import './pageMarks.css';

/** Of more pages than so many only the number is told: dots would be counted by nobody. */
const DOTS_MOST = 6;

/** Which of the pages is shown; nothing where there is only one. */
export function PageMarks({ count, shown }: { readonly count: number; readonly shown: number }) {
  if (count < 2) return null;
  if (count > DOTS_MOST) return <p className="page-count">{`${shown + 1}/${count}`}</p>;
  return (
    <p className="page-marks" aria-hidden="true">
      {Array.from({ length: count }, (_, i) => (
        <i key={i} data-shown={i === shown || undefined} />
      ))}
    </p>
  );
}
