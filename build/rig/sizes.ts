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
