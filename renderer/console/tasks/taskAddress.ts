/** What the address says of the tasks page: which tasks, shown how, which one open. */
import { ORIGIN_KINDS, TASK_VIEWS } from '../../../electron/contract/tasks.ts';

type View = (typeof TASK_VIEWS)[number];
type OriginKind = (typeof ORIGIN_KINDS)[number];

export interface Asked {
  readonly as: 'board' | 'list';
  readonly view: View;
  readonly late: boolean;
  /** Closed ones as well. */
  readonly closed: boolean;
  readonly origin: OriginKind | null;
  readonly unit: string | null;
  readonly alert: string | null;
  readonly q: string;
}

export const NOTHING_ASKED: Asked = {
  ...{ as: 'board', view: 'all', late: false, closed: false, origin: null, unit: null, alert: null, q: '' },
};

/** Reads what stands behind `?`; what is not understood is as if it were left out. */
export function readAsked(query: URLSearchParams): Asked {
  return {
    as: query.get('as') === 'list' ? 'list' : 'board',
    view: TASK_VIEWS.find((one) => one === query.get('view')) ?? 'all',
    late: query.get('late') === 'true',
    closed: query.get('closed') === 'true',
    origin: ORIGIN_KINDS.find((one) => one === query.get('origin')) ?? null,
    unit: query.get('unit'),
    alert: query.get('alert'),
    q: query.get('q') ?? '',
  };
}

/** The same, written; what is usual is left out, so that an address is short. */
function writeAsked(asked: Asked): string {
  const said = Object.entries(asked).filter(
    ([name, value]) => value !== NOTHING_ASKED[name as keyof Asked] && value !== null && value !== '',
  );
  return new URLSearchParams(said.map(([name, value]) => [name, String(value)])).toString();
}

/** Address of the page with these tasks and, if told, one of them open. */
export function tasksAddress(asked: Asked, open?: number | string): string {
  const query = writeAsked(asked);
  return `#tasks${open === undefined ? '' : `/${open}`}${query === '' ? '' : `?${query}`}`;
}

/** What the engine is asked for. */
export function apiQuery({ view, late, closed, origin, unit, alert, q }: Asked): string {
  return new URLSearchParams({
    ...{ view, limit: '200' },
    ...(late && { late: 'true' }),
    ...(closed && { states: 'open,in_progress,blocked,done,confirmed,cancelled' }),
    ...(origin !== null && { origin }),
    ...(unit !== null && { unit }),
    ...(alert !== null && { alert }),
    ...(q.trim() !== '' && { q: q.trim() }),
  }).toString();
}

/** Address of a new task made from a figure as it was at an instant. */
export function fromFigureAddress(figure: {
  readonly indicator: string;
  readonly unit: string;
  readonly at: string;
}): string {
  // `unit` says which tasks are listed.
  const { indicator, unit: of, at } = figure;
  return `#tasks/new?${new URLSearchParams({ indicator, of, at }).toString()}`;
}
