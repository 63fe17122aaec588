import { MODES, MONITORS, type Size } from './sizes.ts';

/** Configuration of an X server with a graphics card that exists only in memory and has a plug for every monitor. */
export function xorgConfig(size: Size): string {
  const { width, height, modeline } = MODES[size];
  return `
Section "ServerFlags"
  Option "AutoAddDevices" "false"
  Option "AutoEnableDevices" "false"
  Option "PciForceNone" "true"
  Option "AllowMouseOpenFail" "true"
  Option "DontVTSwitch" "true"
  Option "BlankTime" "0"
  Option "StandbyTime" "0"
  Option "SuspendTime" "0"
  Option "OffTime" "0"
EndSection
Section "Device"
  Identifier "memory"
  Driver "dummy"
  VideoRam 1024000
EndSection
Section "Monitor"
  Identifier "any"
  HorizSync 5.0-1000.0
  VertRefresh 5.0-200.0
  Modeline ${modeline}
EndSection
Section "Screen"
  Identifier "wall"
  Device "memory"
  Monitor "any"
  DefaultDepth 24
  SubSection "Display"
    Depth 24
    Modes "${width}x${height}"
    Virtual ${width * MONITORS} ${height * 2}
  EndSubSection
EndSection
`;
}
