import { useState } from 'react';
import type { SplitAnswer, TargetImport, TargetSheet } from '../../../electron/contract/targets.ts';
import { useAlertFigure, useLocale, formatNumber, StatusMark, useStrings } from '../../ui/index.ts';
import { useFailureWords } from '../failure.ts';
import { FileRow } from './FileRow.tsx';
import { ProposeForm } from './ProposeForm.tsx';
import { readTarget } from './readTarget.ts';
import { SplitForm } from './SplitForm.tsx';
import { targets } from './targetsApi.ts';

type Kind = TargetSheet['indicators'][number];

interface TargetEditProps {
  readonly sheet: TargetSheet;
  readonly unit: string;
  readonly kind: Kind;
  readonly mayPropose: boolean;
  readonly onProposed: () => void;
}

/** Targets of one indicator, a row a unit, with what is reached, due and needed; typed over, they become a proposal. */
export function TargetEdit({ sheet, unit, kind, mayPropose, onProposed }: TargetEditProps) {
  const { t } = useStrings('targets');
  const locale = useLocale();
  const words = useFailureWords();
  const figure = useAlertFigure();
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>({});
  const [split, setSplit] = useState<SplitAnswer | null>(null);
  const [read, setRead] = useState<TargetImport | null>(null);
  const [done, setDone] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const measured = { measuredIn: kind.unit, decimals: kind.decimals } as const;
  const text = (value: number | null) =>
    value === null ? '' : figure(kind.unit === 'dong' ? String(Math.round(value)) : value, measured);
  const pace = (value: number | null) =>
    value === null ? '' : formatNumber(value, kind.decimals + 1, locale);
  const isMoney = kind.unit === 'dong';

  const changed = sheet.rows.flatMap(({ unit: of, cells }) => {
    const value = readTarget(typed[of] ?? '', kind.decimals);
    return value === null || value === cells[kind.key]?.target
      ? []
      : [{ indicator: kind.key, unit: of, value }];
  });
  const rows = read !== null && read.faults.length === 0 ? read.rows : changed;

  function took(answer: SplitAnswer): void {
    setSplit(answer);
    setTyped({ ...typed, ...Object.fromEntries(answer.rows.map((one) => [one.unit, String(one.value)])) });
  }
  function clear(): void {
    setTyped({});
    setSplit(null);
    setRead(null);
  }
  function propose(reason: string, from: string | null): void {
    setError(null);
    const asked = rows.map(({ indicator, unit: of, value }) => ({ indicator, unit: of, value }));
    targets.propose({ year: sheet.year, from, reason, rows: asked }).then(() => {
      clear();
      setDone(true);
      onProposed();
    }, setError);
  }
  const [whole] = sheet.rows;
  const wholeTarget = readTarget(typed[unit] ?? '', kind.decimals) ?? whole?.cells[kind.key]?.target ?? null;

  return (
    <>
      <p className="note">
        {t('left', { weeks: formatNumber(sheet.weeks, 1, locale), days: sheet.workingDays })}
      </p>
      <div className="scrolled">
        <table className="sources target-table">
          <thead>
            <tr>
              {(
                [
                  'unit',
                  'target',
                  'value',
                  'toDate',
                  'seasonal',
                  'status',
                  'perWeek',
                  'perWorkingDay',
                ] as const
              ).map((one) => (
                <th key={one} scope="col">
                  {t(`column.${one}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {sheet.rows.map((row) => {
              const cell = row.cells[kind.key];
              if (!cell) return null;
              return (
                <tr key={row.unit} data-whole={row.unit === unit || undefined}>
                  <th scope="row">{row.name}</th>
                  <td>
                    {mayPropose ? (
                      <input
                        aria-label={`${t('column.target')}, ${row.name}`}
                        className="target-input"
                        inputMode="decimal"
                        value={
                          typed[row.unit] ?? (cell.target === null ? '' : written(cell.target, kind.decimals))
                        }
                        onChange={(e) => {
                          setDone(false);
                          setTyped({ ...typed, [row.unit]: e.target.value });
                        }}
                      />
                    ) : (
                      text(cell.target)
                    )}
                  </td>
                  <td className="target-number">{figure(cell.value, measured)}</td>
                  <td className="target-number">{text(cell.toDate)}</td>
                  <td className="target-number">{text(cell.seasonal)}</td>
                  <td>{cell.status && <StatusMark status={cell.status} />}</td>
                  <td className="target-number">{isMoney ? text(cell.perWeek) : pace(cell.perWeek)}</td>
                  <td className="target-number">
                    {isMoney ? text(cell.perWorkingDay) : pace(cell.perWorkingDay)}
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
      <Sums kind={kind} difference={kind.difference === null ? '' : text(kind.difference)} />
      {mayPropose && sheet.rows.length > 1 && wholeTarget !== null && (
        <SplitForm
          request={{ indicator: kind.key, unit, year: sheet.year, total: wholeTarget }}
          split={split}
          implied={split === null ? '' : text(split.implied)}
          onSplit={took}
        />
      )}
      <FileRow unit={unit} year={sheet.year} mayBring={mayPropose} read={read} onRead={setRead} />
      {done && <p role="status">{t('propose.done')}</p>}
      {error !== null && <p role="alert">{words(error)}</p>}
      {mayPropose && rows.length > 0 && (
        <ProposeForm count={rows.length} onPropose={propose} onClear={clear} />
      )}
    </>
  );
}

/** As it can be typed: without grouping. */
function written(value: number, decimals: number): string {
  return String(Number(value.toFixed(decimals)));
}

/** Whether targets of the parts sum to that of the whole. */
function Sums({ kind, difference }: { readonly kind: Kind; readonly difference: string }) {
  const { t } = useStrings('targets');
  const said = !kind.additive
    ? t('sums.rate')
    : kind.difference === null
      ? null
      : kind.difference === 0
        ? t('sums.exact')
        : t('sums.off', { difference });
  return (
    <p className={kind.additive && kind.difference !== null && kind.difference !== 0 ? 'error' : 'note'}>
      {said} {kind.missing > 0 && t('sums.missing', { count: kind.missing })}
    </p>
  );
}
