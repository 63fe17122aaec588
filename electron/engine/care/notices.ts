/** What an administrator must know of, kept until it was acknowledged. */
import { formatInstant, type Instant } from '../../contract/calendar.ts';
import { NOTICE_CODES, type Notice } from '../../contract/notices.ts';
import type { WritableDB } from '../store/index.ts';
import type { Rescue } from './opening.ts';

type LastingCode = 'disk_full' | 'disk_read_only' | 'on_trial' | 'backup_failing';

export interface Notices {
  /** Those that stand, oldest first. */
  standing(): Notice[];
  noteRescue(rescue: Rescue, at: Instant): void;
  /** Raises (an instant) or lowers (`null`) a notice that stands while something lasts. */
  lasting(code: LastingCode, since: Instant | null): void;
  /** `false` when no notice of that id waits for anybody. */
  acknowledge(id: string, who: string, at: Instant): boolean;
  onChange(listener: () => void): void;
  /** Has what another part of the engine has to say stand among these. */
  join(other: OtherNotices): void;
}

export interface OtherNotices {
  notices(): Notice[];
  acknowledge(id: string, who: string): boolean;
  onChange(listener: () => void): void;
}

interface Row {
  id: number;
  code: string;
  at: number;
  backup_at: number | null;
  set_aside: string | null;
}

export function createNotices(db: WritableDB): Notices {
  const insert = db.prepare('INSERT INTO notice (code, at, backup_at, set_aside) VALUES (?, ?, ?, ?)');
  const open = db.prepare<[], Row>('SELECT * FROM notice WHERE acknowledged_at IS NULL ORDER BY id');
  const close = db.prepare(
    'UPDATE notice SET acknowledged_at = ?, acknowledged_by = ? WHERE id = ? AND acknowledged_at IS NULL',
  );
  const listeners: (() => void)[] = [];
  const lasting = new Map<Notice['code'], Instant>();
  const others: OtherNotices[] = [];
  let kept: Notice[] | undefined;
  const changed = () => {
    kept = undefined;
    for (const tell of listeners) tell();
  };

  return {
    standing() {
      kept ??= [
        ...open.all().map(noticeOf),
        ...[...lasting].map(([code, since]) => ({
          id: code,
          code,
          since: formatInstant(since),
          acknowledgeable: false,
          backupAt: null,
          setAside: null,
        })),
        ...others.flatMap((other) => other.notices()),
      ];
      return kept;
    },
    noteRescue(rescue, at) {
      const backupAt = rescue.backupAt === null ? null : Date.parse(rescue.backupAt);
      insert.run(backupAt === null ? 'store_emptied' : 'store_restored', at, backupAt, rescue.setAside);
      changed();
    },
    lasting(code, since) {
      if (since === null ? !lasting.delete(code) : lasting.has(code)) return;
      if (since !== null) lasting.set(code, since);
      changed();
    },
    acknowledge(id, who, at) {
      if (others.some((other) => other.acknowledge(id, who))) return true;
      if (!/^\d{1,15}$/.test(id) || close.run(at, who, Number(id)).changes === 0) return false;
      changed();
      return true;
    },
    onChange: (listener) => void listeners.push(listener),
    join(other) {
      others.push(other);
      other.onChange(changed);
    },
  };
}

function noticeOf(row: Row): Notice {
  return {
    id: String(row.id),
    code: NOTICE_CODES.find((code) => code === row.code) ?? 'store_restored',
    since: formatInstant(row.at),
    acknowledgeable: true,
    backupAt: row.backup_at === null ? null : formatInstant(row.backup_at),
    setAside: row.set_aside,
  };
}
