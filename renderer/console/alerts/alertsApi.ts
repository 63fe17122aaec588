/** Alerts, as the console asks the engine about them. */
import {
  actedAnswer,
  alertAnswer,
  type AlertAnswer,
  alertDryRun,
  type AlertDryRun,
  type AlertRule,
  type AlertRuleRequest,
  alertsAnswer,
  type AlertsAnswer,
  keptRule,
  type KeptRule,
  rulesAnswer,
  ruleVersions,
  type RuleVersions,
  silence,
  type Silence,
  type SilenceRequest,
  silencesAnswer,
} from '../../../electron/contract/alerts.ts';
import { nothing } from '../api.ts';
import { call } from '../call.ts';

/** What is asked of the list; what is empty is not asked. */
export interface AlertFilter {
  readonly state: string;
  readonly severity: string;
  readonly rule: string;
  readonly unit: string;
}

export const alerts = {
  list: (filter: AlertFilter, limit: number): Promise<AlertsAnswer> => {
    const given = Object.entries(filter).filter(([, value]) => value !== '');
    const asked = new URLSearchParams([...given, ['limit', String(limit)]] as string[][]);
    return call('GET', `/alerts?${asked.toString()}`, alertsAnswer);
  },
  one: (number: number): Promise<AlertAnswer> => call('GET', `/alerts/${number}`, alertAnswer),
  acknowledge: (numbers: readonly number[], comment: string) =>
    call('POST', '/alerts/acknowledgement', actedAnswer, { alerts: numbers, comment }),
  /** 0 minutes bring back. */
  shelve: (numbers: readonly number[], minutes: number, comment: string) =>
    call('POST', '/alerts/shelving', actedAnswer, { alerts: numbers, minutes, comment }),
  silences: async (): Promise<Silence[]> => (await call('GET', '/alerts/silences', silencesAnswer)).silences,
  silence: (request: SilenceRequest): Promise<Silence> => call('POST', '/alerts/silences', silence, request),
  endSilence: (number: number) => call('DELETE', `/alerts/silences/${number}`, nothing),
  rules: async (): Promise<KeptRule[]> => (await call('GET', '/alerts/rules', rulesAnswer)).rules,
  versions: (number: number): Promise<RuleVersions> => call('GET', `/alerts/rules/${number}`, ruleVersions),
  addRule: (rule: AlertRuleRequest): Promise<KeptRule> => call('POST', '/alerts/rules', keptRule, rule),
  changeRule: (number: number, rule: AlertRuleRequest): Promise<KeptRule> =>
    call('PUT', `/alerts/rules/${number}`, keptRule, rule),
  removeRule: (number: number) => call('DELETE', `/alerts/rules/${number}`, nothing),
  dryRun: (rule: AlertRule): Promise<AlertDryRun> =>
    call('POST', '/alerts/rules/dry-run', alertDryRun, { rule }),
};
