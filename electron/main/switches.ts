/** What Chromium is told before it starts. */
import { app } from 'electron';

/** Switches of a wall: it paints though nobody touches it, keeps WebGL through GPU crashes, and runs under X11. */
export function setSwitches(): void {
  // Root cannot have Chromium's sandbox at all; it must say so itself with --no-sandbox on the command line.
  if (process.getuid?.() !== 0) app.enableSandbox();
  app.disableDomainBlockingFor3DAPIs();
  // A graphics process that dies often would otherwise end the whole program: the wall goes on trying.
  app.commandLine.appendSwitch('disable-gpu-process-crash-limit');
  const { commandLine } = app;
  commandLine.appendSwitch('disable-renderer-backgrounding');
  commandLine.appendSwitch('disable-background-timer-throttling');
  commandLine.appendSwitch('disable-backgrounding-occluded-windows');
  commandLine.appendSwitch('disable-pinch');
  const features = commandLine.getSwitchValue('disable-features');
  commandLine.appendSwitch(
    'disable-features',
    [features, 'CalculateNativeWinOcclusion'].filter((name) => name !== '').join(','),
  );
  // Wayland does not let a program say on which monitor its windows go.
  if (process.platform === 'linux' && !commandLine.hasSwitch('ozone-platform'))
    commandLine.appendSwitch('ozone-platform', 'x11');
}
