export { ChangeMark } from './ChangeMark.tsx';
export { Figure, StillFigures } from './Figure.tsx';
export { fontsReady } from './fonts.ts';
export * from './format/index.ts';
export { createStrings, useLocale, useStrings } from './i18n.ts';
export { remsHigh } from './legibility.ts';
export { noticeKey, useSpan } from './notices.ts';
export { shortName, useShortName } from './names.ts';
export { StatusMark, StatusShape } from './Status.tsx';
