/** Help in place: a small "?" that opens an explanation of what is on the page, in the page's own language or the other. */
import { type KeyboardEvent, useId, useRef, useState } from 'react';
import { useLocale, useStrings } from '../../ui/index.ts';
import './help.css';

/** `topic`: a key of the strings `help`, with `title` and `text`; paragraphs of the text are parted by blank lines. */
export function Help({ topic }: { readonly topic: string }) {
  const { t, i18n } = useStrings('help');
  const locale = useLocale();
  const [open, setOpen] = useState(false);
  const [other, setOther] = useState(false);
  const id = useId();
  const button = useRef<HTMLButtonElement>(null);
  const shown = other ? (locale === 'vi' ? 'en' : 'vi') : locale;
  const say = i18n.getFixedT(shown, 'help');

  function leave(event: KeyboardEvent): void {
    if (event.key !== 'Escape' || !open) return;
    event.stopPropagation();
    setOpen(false);
    button.current?.focus();
  }

  return (
    <span className="help" onKeyDown={leave}>
      <button
        ref={button}
        type="button"
        className="help-mark"
        aria-expanded={open}
        aria-controls={id}
        aria-label={t('about', { what: t(`${topic}.title`) })}
        onClick={() => setOpen(!open)}
      >
        ?
      </button>
      <span id={id} className="help-words" role="note" lang={shown} hidden={!open}>
        <b>{say(`${topic}.title`)}</b>
        {say(`${topic}.text`)
          .split('\n\n')
          .map((paragraph) => (
            <span key={paragraph} className="help-paragraph">
              {paragraph}
            </span>
          ))}
        <button type="button" className="quiet" onClick={() => setOther(!other)}>
          {shown === 'vi' ? 'English' : 'Tiếng Việt'}
        </button>
      </span>
    </span>
  );
}
