import { type ReactNode, useState } from 'react';

export interface ActsAndRemovalProps {
  readonly words: { readonly sure: string; readonly remove: string; readonly cancel: string };
  /** Name of the removal for whoever does not see what it stands beside. */
  readonly removeNamed?: string;
  /** Whether there is something that may be removed. */
  readonly removable?: boolean;
  readonly onRemove: () => void;
  /** What else can be done. */
  readonly children?: ReactNode;
}

/** Acts on something, the last of which takes it away: that one is asked about, in their place, before it is done. */
export function ActsAndRemoval({
  words,
  removeNamed,
  removable = true,
  onRemove,
  children,
}: ActsAndRemovalProps) {
  const [asked, setAsked] = useState(false);
  if (!asked)
    return (
      <>
        {children}
        {removable && (
          <button type="button" className="quiet" aria-label={removeNamed} onClick={() => setAsked(true)}>
            {words.remove}
          </button>
        )}
      </>
    );
  return (
    <>
      <span>{words.sure}</span>{' '}
      <button
        type="button"
        onClick={() => {
          setAsked(false);
          onRemove();
        }}
      >
        {words.remove}
      </button>
      <button type="button" className="quiet" onClick={() => setAsked(false)}>
        {words.cancel}
      </button>
    </>
  );
}
