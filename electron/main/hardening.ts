/** What no page of the wall may do, whatever is in it: everything but be shown. */
import type { Session, WebContents } from 'electron';
import type { FaultLog } from './faultLog.ts';

/** Refuses permissions, devices, downloads, and every request that leaves neither for us nor for the engine. */
export function hardenSession(session: Session, engineUrl: () => string | null, faults: FaultLog): void {
  session.setPermissionRequestHandler((_contents, permission, answer) => {
    faults.add('request_refused', { permission });
    answer(false);
  });
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.on('select-hid-device', (event, _details, choose) => {
    event.preventDefault();
    choose(null);
  });
  session.on('select-serial-port', (event, _ports, _contents, choose) => {
    event.preventDefault();
    choose('');
  });
  session.on('select-usb-device', (event, _details, choose) => {
    event.preventDefault();
    choose();
  });
  session.on('will-download', (event, item) => {
    event.preventDefault();
    faults.add('request_refused', { download: originOf(item.getURL()) });
  });
  session.webRequest.onBeforeRequest((details, answer) => {
    const allowed = mayRequest(details.url, engineUrl());
    if (!allowed) faults.add('request_refused', { request: originOf(details.url) });
    answer({ cancel: !allowed });
  });
}

/** Refuses navigation, new windows, embedded pages; a page's wish to stay does not hold up a reload. */
export function hardenContents(contents: WebContents, faults: FaultLog): void {
  const refuse = (event: { preventDefault(): void }, what: string, url: string) => {
    event.preventDefault();
    faults.add('request_refused', { [what]: originOf(url) });
  };
  contents.on('will-navigate', (event) => refuse(event, 'navigation', event.url));
  contents.on('will-frame-navigate', (event) => refuse(event, 'navigation', event.url));
  contents.on('will-redirect', (event) => refuse(event, 'redirect', event.url));
  contents.on('will-attach-webview', (event) => refuse(event, 'webview', 'about:blank'));
  contents.on('will-prevent-unload', (event) => event.preventDefault());
  contents.on('select-bluetooth-device', (event, _devices, choose) => {
    event.preventDefault();
    choose('');
  });
  contents.setWindowOpenHandler(({ url }) => {
    faults.add('request_refused', { window: originOf(url) });
    return { action: 'deny' };
  });
}

/** Our own files, what a page made itself, and the engine; compared as parsed addresses, never by prefix. */
export function mayRequest(address: string, engineUrl: string | null): boolean {
  if (!URL.canParse(address)) return false;
  const url = new URL(address);
  if (['app:', 'blob:', 'data:'].includes(url.protocol)) return true;
  if (engineUrl === null || !['http:', 'ws:'].includes(url.protocol)) return false;
  return url.host === new URL(engineUrl).host;
}

/** Enough of an address for a log; its path and query may hold what is nobody's business. */
function originOf(address: string): string {
  if (!URL.canParse(address)) return 'unreadable address';
  const { protocol, host } = new URL(address);
  return `${protocol}//${host}`;
}
