import { useStrings } from '../../ui/index.ts';
import { HomeCard } from './HomeCard.tsx';

/** The way to ask about figures in words. */
export function QuestionsCard() {
  const { t } = useStrings('home');
  return (
    <HomeCard id="questions" title={t('questions.title')} to="questions" more={t('questions.more')}>
      <p className="note">{t('questions.text')}</p>
    </HomeCard>
  );
}
