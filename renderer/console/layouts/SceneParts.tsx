/** What a scene consists of: layouts that take turns on a screen, further screens, one canvas over several. */
import { ROLE_LAYOUT_FIELDS, ROTATION_S } from '../../../electron/contract/layouts.ts';
import type { SceneBundle } from '../../../electron/contract/sceneEditing.ts';
import {
  type Added,
  addPart,
  addSpan,
  addTurn,
  setBezel,
  setTurnLength,
  takePart,
  takeSpan,
  takeTurn,
  toggleSpanned,
  turnLength,
  turnsOf,
} from '../../editor/scenes.ts';
import { useStrings } from '../../ui/index.ts';
import { BezelFields } from './BezelFields.tsx';
import { TypedNumber } from './TypedNumber.tsx';

interface ScenePartsProps {
  readonly bundle: SceneBundle;
  readonly onChange: (bundle: SceneBundle) => void;
  /** Shows that layout. */
  readonly onOpen: (layout: string) => void;
}

export function SceneParts({ bundle, onChange, onOpen }: ScenePartsProps) {
  const { t } = useStrings('layouts');
  const { t: named } = useStrings('wall');
  const { scene } = bundle;
  const { parts = [], span } = scene;

  function take(added: Added): void {
    if (!added) return;
    onChange(added.bundle);
    onOpen(added.layout);
  }

  return (
    <details className="more layouts-parts">
      <summary>{t('parts.title')}</summary>
      <div className="layouts-parts-sides">
        <section aria-labelledby="parts-turns">
          <h3 id="parts-turns">{t('parts.turns')}</h3>
          <p className="note">{t('parts.turnsIntro')}</p>
          {ROLE_LAYOUT_FIELDS.map((role) => {
            const turns = turnsOf(scene, role);
            const everyS = turnLength(scene, role);
            const screen = named(`role.${role}`);
            return (
              <fieldset key={role} className="config-group">
                <legend>{screen}</legend>
                <ul className="layouts-turns">
                  {turns.map((id, i) => (
                    // A layout may have several turns.
                    <li key={`${i} ${id}`}>
                      <button type="button" className="quiet" onClick={() => onOpen(id)}>
                        {t('parts.turn', { n: i + 1 })}
                      </button>
                      {turns.length > 1 && (
                        <button
                          type="button"
                          className="quiet"
                          aria-label={t('parts.takeTurn', { n: i + 1, screen })}
                          onClick={() => onChange(takeTurn(bundle, role, i))}
                        >
                          ×
                        </button>
                      )}
                    </li>
                  ))}
                  <li>
                    <button
                      type="button"
                      className="quiet"
                      aria-label={t('parts.addTurnTo', { screen })}
                      onClick={() => take(addTurn(bundle, role))}
                    >
                      {t('parts.addTurn')}
                    </button>
                  </li>
                </ul>
                {everyS !== null && (
                  <TypedNumber
                    label={t('parts.every')}
                    value={everyS}
                    least={ROTATION_S.min}
                    most={ROTATION_S.max}
                    whole
                    onChange={(s) => onChange(setTurnLength(bundle, role, s))}
                  />
                )}
              </fieldset>
            );
          })}
        </section>
        <section aria-labelledby="parts-span">
          <h3 id="parts-span">{t('parts.span')}</h3>
          <p className="note">{t('parts.spanIntro')}</p>
          {span ? (
            <>
              <fieldset className="config-group">
                <legend>{t('parts.spanOver')}</legend>
                {ROLE_LAYOUT_FIELDS.map((role) => (
                  <label key={role} className="check">
                    <input
                      type="checkbox"
                      checked={span.roles.includes(role)}
                      disabled={span.roles.includes(role) && span.roles.length <= 2}
                      onChange={() => onChange(toggleSpanned(bundle, role))}
                    />{' '}
                    {named(`role.${role}`)}
                  </label>
                ))}
              </fieldset>
              <BezelFields bezel={span.bezel} onChange={(bezel) => onChange(setBezel(bundle, bezel))} />
              <p className="acts">
                <button type="button" className="quiet" onClick={() => onOpen(span.layout)}>
                  {t('parts.openSpan')}
                </button>
                <button type="button" className="quiet" onClick={() => onChange(takeSpan(bundle))}>
                  {t('parts.takeSpan')}
                </button>
              </p>
            </>
          ) : (
            <button type="button" className="quiet" onClick={() => take(addSpan(bundle))}>
              {t('parts.addSpan')}
            </button>
          )}
        </section>
        <section aria-labelledby="parts-more">
          <h3 id="parts-more">{t('parts.more')}</h3>
          <p className="note">{t('parts.moreIntro')}</p>
          <ul className="layouts-turns">
            {parts.map((id, i) => (
              <li key={`${i} ${id}`}>
                <button type="button" className="quiet" onClick={() => onOpen(id)}>
                  {t('editor.part', { n: i + 1 })}
                </button>
                <button
                  type="button"
                  className="quiet"
                  aria-label={t('parts.takePart', { n: i + 1 })}
                  onClick={() => onChange(takePart(bundle, i))}
                >
                  ×
                </button>
              </li>
            ))}
            <li>
              <button type="button" className="quiet" onClick={() => take(addPart(bundle))}>
                {t('parts.addPart')}
              </button>
            </li>
          </ul>
        </section>
      </div>
    </details>
  );
}
