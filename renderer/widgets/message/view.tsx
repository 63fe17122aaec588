import { useLocale } from '../../ui/index.ts';
import type { WidgetProps } from '../definition.ts';
import type { Config } from './config.ts';
import './message.css';

/** Words that somebody put on the wall. */
export function MessageView({ config }: WidgetProps<Config>) {
  const locale = useLocale();
  return (
    <div className="message">
      <h2 className="message-title">{config.title[locale]}</h2>
      {config.text && <p className="message-text">{config.text[locale]}</p>}
    </div>
  );
}
