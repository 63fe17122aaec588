/** Sizes of a monitor that the virtual display can show. */
export const SIZES = ['1920x1080', '3840x2160'] as const;
export type Size = (typeof SIZES)[number];

export interface Mode {
  readonly width: number;
  readonly height: number;
  /** Timing line of the X server; its clock stays below the 300 MHz that the dummy driver accepts. */
  readonly modeline: string;
}

export const MODES: Record<Size, Mode> = {
  '1920x1080': {
    width: 1920,
    height: 1080,
    modeline: '"1920x1080" 148.50 1920 2008 2052 2200 1080 1084 1089 1125',
  },
  '3840x2160': {
    width: 3840,
    height: 2160,
    modeline: '"3840x2160" 262.75 3840 3904 3992 4080 2160 2163 2168 2190',
  },
};

/** Monitors of the wall: one for each role. */
export const MONITORS = 4;

/** Plugs of the graphics card in memory. */
export const OUTPUTS = 16;

/** Pixel clock that the dummy driver accepts, MHz, with a little to spare. */
const CLOCK_MAX = 290;

/** Timing of a mode of any size (px), as `xrandr --newmode` takes it: up to 60 pictures a second, fewer where the clock would be too fast. */
export function timingOf(width: number, height: number): string[] {
  const [across, down] = [width + 160, height + 40];
  const clock = Math.min((across * down * 60) / 1_000_000, CLOCK_MAX).toFixed(2);
  return [clock, width, width + 48, width + 80, across, height, height + 3, height + 8, down].map(String);
}
