/**
 * The table of rights, written out and not computed: every operation of the API × everybody × where they stand. A new
 * operation without a line here fails the test; so does a line without an operation.
 */

/** The columns of `RULES`, in order. */
export const EVERYBODY = [
  'nobody',
  'viewer',
  'staff',
  'leader',
  'operator',
  'administrator',
  // Tokens of programs: with no permission, with figures.read, with every permission.
  'idle program',
  'reading program',
  'able program',
  // Push tokens: of the source that the path names, and of another one.
  'its source',
  'other source',
  'wall',
  // A phone that was paired with the wall.
  'device',
] as const;
export type Somebody = (typeof EVERYBODY)[number];

/** ● passes the gate; · is refused: 401 when it is nobody, 403 when it is somebody. */
const CELLS = {
  //                    nobody  vie sta lea ope adm   idl rea abl   its oth wal dev
  open: /*           */ '  ●    ●   ●   ●   ●   ●     ●   ●   ●     ●   ●   ●   ●',
  person: /*         */ '  ·    ●   ●   ●   ●   ●     ·   ·   ·     ·   ·   ·   ·',
  'figures or wall': '     ·    ●   ●   ●   ●   ●     ·   ●   ●     ·   ·   ●   ·',
  'figures, wall or device': '·    ●   ●   ●   ●   ●     ·   ●   ●     ·   ·   ●   ●',
  'figures.read': '        ·    ●   ●   ●   ●   ●     ·   ●   ●     ·   ·   ·   ·',
  'cases.read': '          ·    ·   ●   ●   ●   ●     ·   ·   ●     ·   ·   ·   ·',
  'wall.run': '            ·    ·   ·   ·   ●   ●     ·   ·   ●     ·   ·   ·   ·',
  'wall.run or device': '  ·    ·   ·   ·   ●   ●     ·   ·   ●     ·   ·   ·   ●',
  'wall.run or wall': '    ·    ·   ·   ·   ●   ●     ·   ·   ●     ·   ·   ●   ·',
  'dashboards.send': '     ·    ·   ·   ●   ●   ●     ·   ·   ●     ·   ·   ·   ·',
  'layouts.edit': '        ·    ·   ·   ·   ·   ●     ·   ·   ●     ·   ·   ·   ·',
  'schedules.manage': '    ·    ·   ·   ·   ·   ●     ·   ·   ●     ·   ·   ·   ·',
  'sources.manage': '      ·    ·   ·   ·   ·   ●     ·   ·   ●     ·   ·   ·   ·',
  'years.manage': '        ·    ·   ·   ·   ·   ●     ·   ·   ●     ·   ·   ·   ·',
  'people.manage': '       ·    ·   ·   ·   ·   ●     ·   ·   ●     ·   ·   ·   ·',
  'network.manage': '      ·    ·   ·   ·   ·   ●     ·   ·   ●     ·   ·   ·   ·',
  'system.manage': '       ·    ·   ·   ·   ·   ●     ·   ·   ●     ·   ·   ·   ·',
  'audit.read': '          ·    ·   ·   ·   ·   ●     ·   ·   ●     ·   ·   ·   ·',
  source: /*         */ '  ·    ·   ·   ·   ·   ●     ·   ·   ●     ●   ·   ·   ·',
  wall: /*           */ '  ·    ·   ·   ·   ·   ·     ·   ·   ·     ·   ·   ●   ·',
  // Answered at the other door only.
  'other door': '          ·    ·   ·   ·   ·   ·     ·   ·   ·     ·   ·   ·   ·',
} as const;
export type Rule = keyof typeof CELLS;
export const RULES = Object.fromEntries(
  Object.entries(CELLS).map(([rule, cells]) => [
    rule,
    EVERYBODY.filter((_, i) => cells.trim().split(/\s+/)[i] === '●'),
  ]),
) as unknown as Readonly<Record<Rule, readonly Somebody[]>>;

/**
 * What somebody gets who stands in a part of the organisation, of what they may at all:
 * `unit` what is about a unit in reach, and a refusal naming `unit` about any other and about the whole;
 * `narrowed` an answer without what lies outside; `free` the same as everybody, as it says nothing of single units;
 * `whole` a refusal naming `unit`, as it is about the whole organisation.
 */
export type Place = 'unit' | 'narrowed' | 'free' | 'whole';

export const OPERATIONS: Readonly<Record<string, readonly [Rule, Place]>> = {
  'GET /healthz': ['open', 'free'],
  'GET /metrics': ['figures.read', 'whole'],
  'GET /api/v1/healthz': ['open', 'free'],
  'GET /api/v1/metrics': ['figures.read', 'whole'],

  'GET /api/v1/setup': ['open', 'free'],
  'POST /api/v1/setup': ['open', 'free'],
  'POST /api/v1/session': ['open', 'free'],
  'DELETE /api/v1/session': ['open', 'free'],
  'GET /api/v1/session': ['person', 'free'],
  'GET /api/v1/account/sessions': ['person', 'free'],
  'DELETE /api/v1/account/sessions/{number}': ['person', 'free'],
  'PUT /api/v1/account/password': ['person', 'free'],

  'GET /api/v1/account/second-factor': ['person', 'free'],
  'POST /api/v1/account/second-factor': ['person', 'free'],
  'PUT /api/v1/account/second-factor': ['person', 'free'],
  'POST /api/v1/account/second-factor/removal': ['person', 'free'],
  'DELETE /api/v1/users/{username}/second-factor': ['people.manage', 'whole'],

  'GET /api/v1/users': ['people.manage', 'whole'],
  'POST /api/v1/users': ['people.manage', 'whole'],
  'PATCH /api/v1/users/{username}': ['people.manage', 'whole'],
  'DELETE /api/v1/users/{username}': ['people.manage', 'whole'],
  'GET /api/v1/sessions': ['people.manage', 'whole'],
  'DELETE /api/v1/sessions/{number}': ['people.manage', 'whole'],
  'GET /api/v1/roles': ['people.manage', 'whole'],
  'GET /api/v1/roles/names': ['person', 'free'],
  'POST /api/v1/roles': ['people.manage', 'whole'],
  'PATCH /api/v1/roles/{role}': ['people.manage', 'whole'],
  'DELETE /api/v1/roles/{role}': ['people.manage', 'whole'],
  'GET /api/v1/tokens': ['people.manage', 'whole'],
  'POST /api/v1/tokens': ['people.manage', 'whole'],
  'DELETE /api/v1/tokens/{number}': ['people.manage', 'whole'],
  'GET /api/v1/audit': ['audit.read', 'whole'],
  'GET /api/v1/audit/check': ['audit.read', 'whole'],
  'GET /api/v1/audit/export': ['audit.read', 'whole'],

  'GET /api/v1/live': ['figures or wall', 'narrowed'],
  'GET /api/v1/indicators': ['figures or wall', 'free'],
  'GET /api/v1/units': ['figures or wall', 'narrowed'],
  'GET /api/v1/values': ['figures or wall', 'unit'],
  'GET /api/v1/measures': ['figures or wall', 'unit'],
  'GET /api/v1/figures': ['figures or wall', 'unit'],
  'GET /api/v1/ranking': ['figures or wall', 'unit'],
  'GET /api/v1/series': ['figures or wall', 'unit'],
  'GET /api/v1/flows': ['figures or wall', 'unit'],
  'GET /api/v1/latest': ['figures or wall', 'unit'],
  'GET /api/v1/breakdown': ['figures.read', 'unit'],
  'GET /api/v1/cases': ['cases.read', 'unit'],
  'GET /api/v1/receipts': ['cases.read', 'unit'],
  'GET /api/v1/decisions': ['cases.read', 'unit'],
  'GET /api/v1/officers': ['cases.read', 'unit'],

  'GET /api/v1/sources': ['figures or wall', 'free'],
  'POST /api/v1/sources': ['sources.manage', 'whole'],
  'POST /api/v1/sources/test': ['sources.manage', 'whole'],
  'GET /api/v1/sources/{id}': ['sources.manage', 'whole'],
  'PATCH /api/v1/sources/{id}': ['sources.manage', 'whole'],
  'DELETE /api/v1/sources/{id}': ['sources.manage', 'whole'],
  'POST /api/v1/sources/{id}/pause': ['sources.manage', 'whole'],
  'POST /api/v1/sources/{id}/resume': ['sources.manage', 'whole'],
  'POST /api/v1/sources/{id}/tokens': ['sources.manage', 'whole'],
  'POST /api/v1/sources/{id}/events': ['source', 'whole'],
  'GET /api/v1/sources/{id}/quarantine': ['cases.read', 'whole'],
  'POST /api/v1/sources/{id}/quarantine/{n}/replay': ['sources.manage', 'whole'],

  'GET /api/v1/clock': ['figures, wall or device', 'free'],
  'PUT /api/v1/clock': ['wall.run or device', 'whole'],
  'PUT /api/v1/clock/settings': ['system.manage', 'whole'],
  'POST /api/v1/clock/bookmarks': ['wall.run', 'whole'],
  'PUT /api/v1/clock/bookmarks/{number}': ['wall.run', 'whole'],
  'DELETE /api/v1/clock/bookmarks/{number}': ['wall.run', 'whole'],

  'GET /api/v1/scenes': ['figures, wall or device', 'free'],
  'POST /api/v1/scenes': ['layouts.edit', 'whole'],
  'GET /api/v1/scenes/editable': ['layouts.edit', 'whole'],
  'GET /api/v1/scenes/publishing': ['layouts.edit', 'whole'],
  'POST /api/v1/scenes/import': ['layouts.edit', 'whole'],
  'DELETE /api/v1/scenes/{id}': ['layouts.edit', 'whole'],
  'GET /api/v1/scenes/{id}/draft': ['layouts.edit', 'whole'],
  'PUT /api/v1/scenes/{id}/draft': ['layouts.edit', 'whole'],
  'POST /api/v1/scenes/{id}/draft/drop': ['layouts.edit', 'whole'],
  'POST /api/v1/scenes/{id}/publish': ['layouts.edit', 'whole'],
  'POST /api/v1/scenes/{id}/roll-back': ['layouts.edit', 'whole'],
  'GET /api/v1/scenes/{id}/publications': ['layouts.edit', 'whole'],
  'GET /api/v1/scenes/{id}/publications/{number}': ['layouts.edit', 'whole'],
  'GET /api/v1/scenes/{id}/file': ['layouts.edit', 'whole'],
  'GET /api/v1/wall/scene': ['figures, wall or device', 'free'],
  'PUT /api/v1/wall/scene': ['wall.run or device', 'whole'],
  'DELETE /api/v1/wall/scene/override': ['wall.run or device', 'whole'],
  'GET /api/v1/schedule': ['figures.read', 'whole'],
  'GET /api/v1/schedule/plan': ['figures.read', 'whole'],
  'POST /api/v1/schedule/entries': ['schedules.manage', 'whole'],
  'PUT /api/v1/schedule/entries/{number}': ['schedules.manage', 'whole'],
  'DELETE /api/v1/schedule/entries/{number}': ['schedules.manage', 'whole'],
  'GET /api/v1/wall/interrupt': ['figures, wall or device', 'free'],
  'POST /api/v1/wall/interrupt': ['wall.run or device', 'whole'],
  'DELETE /api/v1/wall/interrupt': ['wall.run or device', 'whole'],

  'GET /api/v1/wall': ['figures.read', 'free'],
  'GET /api/v1/wall/faults': ['figures.read', 'free'],
  'GET /api/v1/wall/screens': ['figures.read', 'free'],
  'PUT /api/v1/wall/screens': ['system.manage', 'whole'],
  'POST /api/v1/wall/identify': ['wall.run or device', 'whole'],
  'PUT /api/v1/wall/hanging': ['wall.run', 'whole'],
  'GET /api/v1/wall/thumbnails/{role}': ['figures.read', 'whole'],
  'PUT /api/v1/wall/thumbnails/{role}': ['wall', 'whole'],
  'POST /api/v1/wall/report': ['wall', 'whole'],
  'GET /api/v1/wall/orders/next': ['wall', 'whole'],
  'POST /api/v1/wall/orders/{id}/outcome': ['wall', 'whole'],
  'GET /api/v1/wall/shown': ['figures.read', 'whole'],
  'GET /api/v1/wall/past-pictures': ['figures.read', 'whole'],
  'POST /api/v1/wall/past-pictures': ['wall.run', 'whole'],
  'GET /api/v1/wall/past-pictures/{id}': ['figures.read', 'whole'],
  'GET /api/v1/wall/past-pictures/{id}/archive': ['figures.read', 'whole'],
  'GET /api/v1/wall/past-pictures/{id}/{role}': ['figures.read', 'whole'],
  'PUT /api/v1/wall/past-pictures/{id}/{role}': ['wall', 'whole'],
  'POST /api/v1/wall/past-pictures/{id}/failure': ['wall', 'whole'],

  'GET /api/v1/dashboards': ['person', 'narrowed'],
  'POST /api/v1/dashboards': ['person', 'narrowed'],
  'GET /api/v1/dashboards/templates': ['person', 'free'],
  'GET /api/v1/dashboards/{id}': ['person', 'narrowed'],
  'PUT /api/v1/dashboards/{id}': ['person', 'narrowed'],
  'DELETE /api/v1/dashboards/{id}': ['person', 'narrowed'],
  'GET /api/v1/dashboards/{id}/versions': ['person', 'narrowed'],
  'GET /api/v1/dashboards/{id}/versions/{version}': ['person', 'narrowed'],
  'POST /api/v1/dashboards/{id}/restoration': ['person', 'narrowed'],
  'PUT /api/v1/dashboards/{id}/shares': ['person', 'narrowed'],
  'POST /api/v1/dashboards/{id}/undeletion': ['person', 'narrowed'],
  'POST /api/v1/dashboards/{id}/exports': ['person', 'narrowed'],
  'GET /api/v1/dashboards/exports/{export}': ['person', 'narrowed'],
  'GET /api/v1/dashboards/exports/{export}/file': ['person', 'narrowed'],
  'PUT /api/v1/wall/board-exports/{export}': ['wall', 'whole'],
  'POST /api/v1/wall/board-exports/{export}/failure': ['wall', 'whole'],
  'GET /api/v1/wall/dashboards': ['person', 'whole'],
  'POST /api/v1/wall/dashboards': ['dashboards.send', 'whole'],
  'DELETE /api/v1/wall/dashboards/{role}': ['dashboards.send', 'whole'],

  'GET /api/v1/wall/blank': ['figures, wall or device', 'free'],
  'PUT /api/v1/wall/blank': ['wall.run or device', 'whole'],
  'DELETE /api/v1/wall/blank': ['wall.run or device', 'whole'],
  'GET /api/v1/network': ['wall.run', 'whole'],
  'PUT /api/v1/network': ['network.manage', 'whole'],
  'DELETE /api/v1/network': ['network.manage', 'whole'],
  'POST /api/v1/pairing': ['wall.run or wall', 'whole'],
  'DELETE /api/v1/pairing': ['wall.run or wall', 'whole'],
  'POST /api/v1/devices': ['other door', 'free'],
  'GET /api/v1/devices': ['wall.run', 'whole'],
  'DELETE /api/v1/devices/{number}': ['wall.run', 'whole'],
  'GET /api/v1/remote': ['wall.run or device', 'whole'],
  'DELETE /api/v1/remote': ['wall.run or device', 'whole'],

  'GET /api/v1/years': ['figures.read', 'free'],
  'GET /api/v1/years/verification': ['figures.read', 'free'],
  'GET /api/v1/years/{year}/close': ['figures.read', 'narrowed'],
  'POST /api/v1/years/{year}/close': ['years.manage', 'whole'],
  'GET /api/v1/years/{year}/close/editions': ['figures.read', 'free'],
  'GET /api/v1/years/{year}/close/export': ['figures.read', 'whole'],
  'GET /api/v1/years/{year}/close/preview': ['years.manage', 'whole'],
  'GET /api/v1/years/{year}/differences': ['figures.read', 'narrowed'],

  'GET /api/v1/system': ['figures.read', 'free'],
  'GET /api/v1/timekeeping': ['figures.read', 'whole'],
  'PUT /api/v1/system/care': ['system.manage', 'whole'],
  'POST /api/v1/system/backups': ['system.manage', 'whole'],
  'POST /api/v1/system/backups/{file}/verification': ['system.manage', 'whole'],
  'POST /api/v1/system/check': ['system.manage', 'whole'],
  'POST /api/v1/system/put-away': ['system.manage', 'whole'],
  'POST /api/v1/system/notices/{id}/acknowledgement': ['system.manage', 'whole'],
};

/** Parts of the answers to be asked for, where a question needs more than a unit. */
export const QUERY: Readonly<Record<string, string>> = {
  '/api/v1/breakdown': '&by=category',
  '/api/v1/series': '&indicator=money_completed',
};
