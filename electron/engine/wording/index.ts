/** How figures, days and instants are written in sentences, in both languages. */
export {
  dayText,
  exactFigure,
  instantText,
  type Language,
  plainNumber,
  shortFigure,
} from './formats.ts';
export { both, lower } from './sentences.ts';
