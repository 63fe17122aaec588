/** Alerts in Vietnamese sentences, for mail: what, where, since when, against what. Pure. */
import type { Scalar } from '../../contract/answers.ts';
import type { Alert } from '../../contract/alerts.ts';
import { parseInstant } from '../../contract/calendar.ts';

const SEVERITY = { critical: 'NGHIÊM TRỌNG', warning: 'Cảnh báo', info: 'Lưu ý' } as const;
const MEASURED: Readonly<Record<Alert['measuredIn'], string>> = {
  percent: ' %',
  case: ' việc',
  dong: ' đồng',
  receipt: ' biên lai',
  decision: ' quyết định',
  spread: ' lần độ lệch thường thấy',
  place: '',
  minute: ' phút',
  probability: ' %',
};

/** The subject of a message: how many, how bad, and what the first one is. */
export function headline(alerts: readonly Alert[], occasion: 'fired' | 'escalated'): string {
  const [first] = alerts;
  if (!first) return '';
  const worst = alerts.find(({ severity }) => severity === 'critical') ?? first;
  const mark = occasion === 'escalated' ? 'Chưa ai nhận' : SEVERITY[worst.severity];
  const where = placeOf(worst);
  const more = alerts.length > 1 ? ` (và ${alerts.length - 1} cảnh báo khác)` : '';
  return `[IOC] ${mark}: ${worst.name}${where === '' ? '' : ` – ${where}`}${more}`;
}

export function alertSentence(alert: Alert): string {
  const { name, severity, since, value, limit, measuredIn, decimals, cause, times } = alert;
  const number = (given: Scalar) => numberText(given, measuredIn, decimals);
  const what =
    cause === 'no_data'
      ? 'không có số liệu'
      : cause === 'error'
        ? 'không đánh giá được'
        : value === null
          ? ''
          : measuredIn === 'place'
            ? `đứng thứ ${number(value)}`
            : `${number(value)}${limit === null ? '' : `, mức so sánh ${number(limit)}`}`;
  const again = times > 1 ? `, lần thứ ${times}` : '';
  return `${SEVERITY[severity]}: ${name}\n${[placeOf(alert), what].filter((one) => one !== '').join(': ')}\nTừ ${clockText(since)}${again}.`;
}

function placeOf({ unitName, source }: Alert): string {
  return unitName ?? (source === null ? '' : `nguồn ${source}`);
}

/** As Vietnamese writes numbers: 1.234.567,89. */
function numberText(given: Scalar, measuredIn: Alert['measuredIn'], decimals: number): string {
  if (given === null) return '';
  const digits = { minimumFractionDigits: 0, maximumFractionDigits: decimals };
  const text = new Intl.NumberFormat('vi-VN', digits).format(
    // A whole number of any size is written exactly.
    typeof given === 'string' && !given.includes('.') ? BigInt(given) : Number(given),
  );
  return text + MEASURED[measuredIn];
}

function clockText(instant: string): string {
  const at = parseInstant(instant);
  if (at === null) return instant;
  return new Intl.DateTimeFormat('vi-VN', {
    ...{ timeZone: 'Asia/Ho_Chi_Minh', hour: '2-digit', minute: '2-digit' },
    ...{ day: '2-digit', month: '2-digit', year: 'numeric' },
  }).format(at);
}
