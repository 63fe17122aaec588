/** Tells systemd that the service is up and alive; without systemd it tells nobody. */
import { spawn } from 'node:child_process';

export interface Notifier {
  ready(): void;
  alive(): void;
  /** One line for `systemctl status`. */
  status(line: string): void;
}

/** @param env the service's environment: systemd names its socket there */
export function systemdNotifier(env: NodeJS.ProcessEnv): Notifier {
  const send = (state: string) => {
    if (!env['NOTIFY_SOCKET']) return;
    // Node has no datagram sockets of this kind; systemd brings the program for it.
    spawn('systemd-notify', [state], { env, stdio: 'ignore' }).on('error', () => undefined);
  };
  return {
    ready: () => send('READY=1'),
    alive: () => send('WATCHDOG=1'),
    status: (line) => send(`STATUS=${line}`),
  };
}
