import { useCallback, useEffect, useState } from 'react';
import type { PastExport } from '../../../electron/contract/past.ts';
import { useStrings } from '../../ui/index.ts';
import { ApiError, engine, pastPictureAddress } from '../api.ts';
import { useFailureWords } from '../failure.ts';
import { whenText } from '../whenText.ts';

const ASK_MS = 2_000;

/** Pictures of the four screens as they were: asked of the wall, waited for, shown. */
export function ProofPictures({ at }: { readonly at: string }) {
  const { t } = useStrings('schedule');
  const wall = useStrings('wall').t;
  const words = useFailureWords();
  const [made, setMade] = useState<PastExport>();
  const [error, setError] = useState<unknown>(null);
  const waits = made?.state === 'waiting' || made?.state === 'taking';
  const id = made?.id;
  const noWall = error instanceof ApiError && error.status === 409;
  useEffect(() => {
    if (!waits || id === undefined) return;
    const timer = setInterval(() => void engine.pastPictures(id).then(setMade, setError), ASK_MS);
    return () => clearInterval(timer);
  }, [waits, id]);
  const make = useCallback(() => {
    setError(null);
    engine.makePastPictures(at).then(setMade, setError);
  }, [at]);

  return (
    <>
      <p className="acts">
        <button type="button" className="quiet" disabled={waits} onClick={make}>
          {t('proof.pictures')}
        </button>
        {waits && <span role="status">{t('proof.taking')}</span>}
      </p>
      {(made?.state === 'failed' || noWall) && <p role="alert">{t('proof.failed')}</p>}
      {error !== null && !noWall && <p role="alert">{words(error)}</p>}
      {made?.state === 'done' && (
        <>
          <ul className="pictures">
            {made.roles.map((role) => (
              <li key={role} className="picture">
                <img
                  src={pastPictureAddress(made.id, role)}
                  alt={t('proof.picture', { name: wall(`role.${role}`), at: whenText(made.at) })}
                  width={480}
                  height={270}
                />
                <p>
                  <b>{wall(`role.${role}`)}</b>
                </p>
              </li>
            ))}
          </ul>
          <p>
            <a href={pastPictureAddress(made.id, 'archive')}>{t('proof.archive')}</a>
          </p>
        </>
      )}
    </>
  );
}
