import type { ClosePreview } from '../../../electron/contract/years.ts';
import { formatMoney, formatNumber, type Locale, moneyScale, useLocale, useStrings } from '../../ui/index.ts';
import { whenText } from '../whenText.ts';

/** What a close would freeze: the figures of the topmost units, and how the sources stand that they come from. */
export function ToBeSigned({ preview }: { readonly preview: ClosePreview }) {
  const { t } = useStrings('years');
  const locale = useLocale();
  const units = useStrings('units').t;
  const whole = (n: number | null) => formatNumber(n, 0, locale);
  return (
    <>
      <p className="note">
        {t('preview.what', {
          units: whole(preview.units),
          at: whenText(preview.at),
          edition: preview.edition,
        })}
      </p>
      <div className="scrolled">
        <table className="sources">
          <thead>
            <tr>
              <th scope="col">{t('preview.top')}</th>
              {(['F', 'J'] as const).map((letter) => (
                <th key={letter} scope="col" className="number">
                  {t(`letter.${letter}`)} ({t('cases')})
                </th>
              ))}
              {(['F', 'J'] as const).map((letter) => (
                <th key={letter} scope="col" className="number">
                  {t(`letter.${letter}`)} ({t('amount')})
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {preview.tops.map((top) => (
              <tr key={top.unit}>
                <th scope="row">
                  {top.name} <span className="note">{t(`nature.${top.nature}`, { ns: 'console' })}</span>
                </th>
                <td className="number">{whole(top.cases.F)}</td>
                <td className="number">{whole(top.cases.J)}</td>
                <td className="number">{moneyText(top.money.F, locale, units)}</td>
                <td className="number">{moneyText(top.money.J, locale, units)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <Cautions preview={preview} />
    </>
  );
}

/** What speaks against signing now: sources that are not on time, and lines that were not taken in. */
function Cautions({ preview }: { readonly preview: ClosePreview }) {
  const { t } = useStrings('years');
  const states = useStrings('console').t;
  const cautions = preview.sources.flatMap((source) => {
    const { name, state, behind, held, quarantined, conflicts, heardAt } = source;
    const found: string[] = [];
    if (state !== 'on_time')
      found.push(
        t(heardAt === null ? 'caution.never' : 'caution.state', {
          state: states(`state.${state}`),
          when: heardAt === null ? '' : whenText(heardAt),
        }),
      );
    if (behind !== null && behind > 0) found.push(t('caution.behind', { count: behind }));
    if (quarantined > 0) found.push(t('caution.quarantined', { count: quarantined }));
    if (held > 0) found.push(t('caution.held', { count: held }));
    if (conflicts > 0) found.push(t('caution.conflicts', { count: conflicts }));
    return found.length === 0 ? [] : [{ name, found }];
  });
  if (cautions.length === 0) return <p className="note">{t('caution.none')}</p>;
  return (
    <div className="cautions">
      <p>{t('caution.title')}</p>
      <ul>
        {cautions.map(({ name, found }) => (
          <li key={name}>
            <b>{name}</b> {found.join(' · ')}
          </li>
        ))}
      </ul>
    </div>
  );
}

function moneyText(dong: string | null, locale: Locale, unitName: (key: string) => string): string {
  const scale = moneyScale(BigInt(dong ?? 0), locale);
  const amount = formatMoney(dong, scale, locale);
  return dong === null ? amount : `${amount} ${unitName(scale.unit)}`;
}
