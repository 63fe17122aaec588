import type { ReactNode } from 'react';
import type { SystemAnswer } from '../../../electron/contract/system.ts';
import { formatClockSeconds, formatDay, formatNumber, useLocale, useStrings } from '../../ui/index.ts';
import { sizeText } from './sizeText.ts';

/** Versions, room, memory, the data file. */
export function Machine({ system }: { readonly system: SystemAnswer }) {
  const { t } = useStrings('system');
  const locale = useLocale();
  const size = (bytes: number) => sizeText(bytes, locale);
  const whole = (n: number) => formatNumber(n, 0, locale);
  const { disk, memory, database, live } = system;
  return (
    <section aria-labelledby="machine-title">
      <h3 id="machine-title">{t('machine.title')}</h3>
      <dl className="facts">
        <Fact name={t('machine.intake')}>
          <span className="state" data-state={system.intake === 'open' ? 'on_time' : 'failing'}>
            {t(`intake.${system.intake}`)}
          </span>
        </Fact>
        <Fact name={t('machine.version')}>
          {t('machine.versionIs', { ...system, schema: system.databaseSchema })}
        </Fact>
        <Fact name={t('machine.uptime')}>{instant(system.startedAt)}</Fact>
        <Fact name={t('machine.disk')}>
          {t('machine.diskIs', {
            free: size(disk.freeBytes),
            total: size(disk.totalBytes),
            reserve: size(disk.reserveBytes),
          })}
        </Fact>
        <Fact name={t('machine.memory')}>
          {t('machine.memoryIs', { used: size(memory.residentBytes), free: size(memory.machineFreeBytes) })}
        </Fact>
        <Fact name={t('machine.database')}>
          {t('machine.databaseIs', {
            size: size(database.bytes),
            log: size(database.logBytes),
            events: whole(database.events),
          })}
        </Fact>
        <Fact name={t('machine.checked')}>
          {database.checkedAt === null ? t('machine.never') : instant(database.checkedAt)}
        </Fact>
        <Fact name={t('machine.live')}>
          {t('machine.liveIs', { subscribers: whole(live.subscribers), questions: whole(live.questions) })}
        </Fact>
        <Fact name={t('machine.slow')}>{whole(database.slowQueries)}</Fact>
      </dl>
    </section>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function instant(text: string): string {
  const at = Date.parse(text);
  return `${formatDay(at)} ${formatClockSeconds(at)}`;
}
