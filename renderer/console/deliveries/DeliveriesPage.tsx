import { useStrings } from '../../ui/index.ts';
import { useFailureWords } from '../failure.ts';
import { Help } from '../help/Help.tsx';
import { useAsked } from '../useAsked.ts';
import { deliveries } from './deliveriesApi.ts';
import { DeliveryList } from './DeliveryList.tsx';
import { EndpointsSection } from './EndpointsSection.tsx';
import { MailSection } from './MailSection.tsx';
import '../people/people.css';
import './deliveries.css';

/** Mail and webhooks: how they are set, tried, and what became of each message. */
export function DeliveriesPage() {
  const { t } = useStrings('deliveries');
  const words = useFailureWords();
  const { value, error, again } = useAsked(deliveries.settings);
  return (
    <>
      <section aria-labelledby="deliveries-intro">
        <h2 id="deliveries-intro">
          {t('title')} <Help topic="deliveries" />
        </h2>
        <p className="note intro">{t('intro')}</p>
        {error !== null && <p role="alert">{words(error)}</p>}
      </section>
      <DeliveryList />
      {value && <MailSection settings={value} onChanged={again} />}
      {value && <EndpointsSection endpoints={value.endpoints} onChanged={again} />}
    </>
  );
}
