import { useState } from 'react';
import type { UsersAnswer } from '../../../electron/contract/access.ts';
import type { OpenIdAnswer } from '../../../electron/contract/openid.ts';
import { useStrings } from '../../ui/index.ts';
import { Field } from '../entry/Field.tsx';
import { useSubmit } from '../entry/useSubmit.ts';
import { useFailureWords } from '../failure.ts';
import { whenText } from '../whenText.ts';
import { openId } from './openIdApi.ts';
import './openid.css';

interface PersonLinkProps {
  readonly person: UsersAnswer['users'][number];
  readonly waiting: OpenIdAnswer['waiting'];
  readonly onDone: () => void;
}

/** Who a person is at the provider: linked by hand, by what they tried to come in as, or unlinked. */
export function PersonLink({ person, waiting, onDone }: PersonLinkProps) {
  const { t } = useStrings('openid');
  const words = useFailureWords();
  const [fault, setFault] = useState<unknown>(null);
  const { username, openId: linked } = person;
  const link = (subject: string) => {
    setFault(null);
    openId.link(username, subject).then(onDone, setFault);
  };
  return (
    <section aria-labelledby="link-title">
      <h3 id="link-title">{t('link.title')}</h3>
      {fault !== null && <p role="alert">{words(fault)}</p>}
      {linked === null ? (
        <>
          <p className="note intro">{t('link.intro')}</p>
          {waiting.length > 0 && (
            <>
              <h4 className="openid-waiting">{t('link.waiting')}</h4>
              <ul className="openid-people">
                {waiting.map(({ subject, name, at }) => (
                  <li key={subject}>
                    <span>
                      <b>{name ?? t('link.nameless')}</b> <code className="token">{subject}</code>{' '}
                      <span className="note">{whenText(at)}</span>
                    </span>
                    <button
                      type="button"
                      className="quiet"
                      aria-label={t('link.thisNamed', { name: name ?? subject, username })}
                      onClick={() => link(subject)}
                    >
                      {t('link.this')}
                    </button>
                  </li>
                ))}
              </ul>
            </>
          )}
          <ByHand username={username} onDone={onDone} />
        </>
      ) : (
        <>
          <dl className="openid-facts">
            <dt>{t('link.subject')}</dt>
            <dd>{linked.subject}</dd>
            <dt>{t('link.name')}</dt>
            <dd>{linked.name ?? '–'}</dd>
            <dt>{t('link.since')}</dt>
            <dd>{whenText(linked.linkedAt)}</dd>
            <dt>{t('link.lastUsed')}</dt>
            <dd>{linked.lastUsed === null ? t('link.never') : whenText(linked.lastUsed)}</dd>
          </dl>
          <p className="note">{t('link.removeHint')}</p>
          <p className="acts">
            <button
              type="button"
              className="quiet"
              onClick={() => {
                setFault(null);
                openId.unlink(username).then(onDone, setFault);
              }}
            >
              {t('link.remove')}
            </button>
          </p>
        </>
      )}
    </section>
  );
}

function ByHand({ username, onDone }: { readonly username: string; readonly onDone: () => void }) {
  const { t } = useStrings('openid');
  const [subject, setSubject] = useState('');
  const submit = useSubmit(() => openId.link(username, subject.trim()), onDone, ['subject']);
  return (
    <form className="person-form" onSubmit={submit.send}>
      <Field
        label={t('link.subject')}
        hint={t('link.subjectHint')}
        fault={submit.faultOf('subject')}
        value={subject}
        onChange={(e) => setSubject(e.target.value)}
        autoComplete="off"
        spellCheck={false}
        maxLength={255}
        required
      />
      {submit.fault !== undefined && <p role="alert">{submit.fault}</p>}
      <p className="acts">
        <button type="submit" disabled={submit.busy}>
          {t('link.act')}
        </button>
      </p>
    </form>
  );
}
