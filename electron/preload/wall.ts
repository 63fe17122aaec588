/**
 * The one bridge of a wall window. Sandboxed and bundled: it may load nothing but `electron`.
 * What comes back is checked where it is used; what goes in is checked by the shell.
 */
import { contextBridge, ipcRenderer } from 'electron';
import type { IpcRendererEvent } from 'electron';
import { CHANNELS } from '../contract/bridge.ts';
import type { WallBridge } from '../contract/bridge.ts';
import type { WindowSetting } from '../contract/wall.ts';

const bridge: WallBridge = {
  setting: () => ipcRenderer.invoke(CHANNELS.setting) as Promise<WindowSetting>,
  painted: (frame, content) => ipcRenderer.send(CHANNELS.painted, frame, content),
  trouble: (trouble) => ipcRenderer.send(CHANNELS.trouble, trouble),
  onRedraw(callback) {
    const listener = () => callback();
    ipcRenderer.on(CHANNELS.redraw, listener);
    return () => {
      ipcRenderer.off(CHANNELS.redraw, listener);
    };
  },
  complete: () => ipcRenderer.send(CHANNELS.complete),
  onSetting(callback) {
    const listener = (_event: IpcRendererEvent, setting: WindowSetting) => callback(setting);
    ipcRenderer.on(CHANNELS.settingChanged, listener);
    return () => {
      ipcRenderer.off(CHANNELS.settingChanged, listener);
    };
  },
};

contextBridge.exposeInMainWorld('wall', bridge);
