/** The one door between wall windows and the shell. */
import { ipcMain } from 'electron';
import type { WebContents, WebFrameMain } from 'electron';
import { z } from 'zod';
import { CHANNELS } from '../contract/bridge.ts';
import { pageContent, pageTrouble } from '../contract/faults.ts';
import type { PageContent, PageTrouble } from '../contract/faults.ts';
import type { WindowSetting } from '../contract/wall.ts';
import type { FaultLog } from './faultLog.ts';

const proof = z.tuple([z.number().min(0).max(Number.MAX_SAFE_INTEGER), pageContent.default('figures')]);

export interface Doorkeeper {
  /** What this window is to show; waits until that is known. */
  setting(window: WebContents): Promise<WindowSetting> | WindowSetting;
  painted(window: WebContents, frame: number, content: PageContent): void;
  trouble(window: WebContents, trouble: PageTrouble): void;
  /** All that a window of a past instant shows has been drawn. */
  complete(window: WebContents): void;
}

/** Opens the door. Callers other than the main frame of a wall page are refused with an error, and noted. */
export function openDoor(keeper: Doorkeeper, faults: FaultLog): void {
  const refusal = (frame: WebFrameMain | null, channel: string): boolean => {
    if (isWallPage(frame)) return false;
    faults.add('request_refused', { channel });
    return true;
  };
  ipcMain.handle(CHANNELS.setting, (event) => {
    if (refusal(event.senderFrame, CHANNELS.setting))
      throw new Error('Only a wall page may ask for its setting.');
    return keeper.setting(event.sender);
  });
  ipcMain.on(CHANNELS.complete, (event) => {
    if (!refusal(event.senderFrame, CHANNELS.complete)) keeper.complete(event.sender);
  });
  ipcMain.on(CHANNELS.painted, (event, ...args: unknown[]) => {
    if (refusal(event.senderFrame, CHANNELS.painted)) return;
    const read = proof.safeParse([args[0], args[1]]);
    if (read.success && args.length <= 2) keeper.painted(event.sender, ...read.data);
    else faults.add('request_refused', { channel: CHANNELS.painted, why: 'not a frame number' });
  });
  ipcMain.on(CHANNELS.trouble, (event, ...args: unknown[]) => {
    if (refusal(event.senderFrame, CHANNELS.trouble)) return;
    const read = pageTrouble.safeParse(args[0]);
    if (read.success) keeper.trouble(event.sender, read.data);
    else faults.add('request_refused', { channel: CHANNELS.trouble, why: 'not a trouble of a page' });
  });
}

/** The frame is a main frame showing the wall; it is null when it has navigated away meanwhile. */
function isWallPage(frame: WebFrameMain | null): boolean {
  if (!frame || frame.parent !== null || !URL.canParse(frame.url)) return false;
  const url = new URL(frame.url);
  return url.protocol === 'app:' && url.host === 'wall';
}
