import type { Handoff } from '../../lib/handoff/handoff';
import { countWords } from '../../lib/handoff/words';
import { refOfKey } from '../../lib/model/record';
import { useFormats, useT } from '../i18n';
import { ChanceLine } from '../scorecard/ChanceLine';
import { Card } from '../ui/Card';
import { Chip } from '../ui/Chip';
import styles from './HandoffGiven.module.css';
import { ReadinessList } from './ReadinessList';

/** A handoff as it was given: what happens next, the brief the AE reads, and what spoke for it then. Read only. */
export function HandoffGiven({ handoff, now }: { readonly handoff: Handoff; readonly now: number }) {
  return (
    <>
      <NextSteps handoff={handoff} now={now} />
      <GivenBrief handoff={handoff} />
      <GivenStanding handoff={handoff} />
    </>
  );
}

function NextSteps({ handoff, now }: { readonly handoff: Handoff; readonly now: number }) {
  const t = useT('handoff');
  const formats = useFormats();
  const ae = handoff.ae.name;
  const steps =
    handoff.state === 'accepted'
      ? [t('given.accepted', { ae })]
      : [
          t('given.task', { ae, crm: t(`lead:crm.${refOfKey(handoff.recordKey).crm}`) }),
          handoff.dueAt < now
            ? t('given.late', { ae, when: formats.moment(handoff.dueAt) })
            : t('given.answer', { ae, when: formats.moment(handoff.dueAt) }),
          t('given.yours'),
        ];
  return (
    <Card title={t('given.next')}>
      <ol className={styles['steps']}>
        {steps.map((step) => (
          <li key={step} dir="auto">
            {step}
          </li>
        ))}
      </ol>
    </Card>
  );
}

function GivenBrief({ handoff }: { readonly handoff: Handoff }) {
  const t = useT('handoff');
  const words = handoff.brief.reduce((sum, section) => sum + countWords(section.body), 0);
  return (
    <Card title={t('brief.title', { ae: handoff.ae.name })} aside={t('given.words', { count: words })}>
      <dl className={styles['brief']}>
        {handoff.brief.map((section) => (
          <div key={section.heading}>
            <dt>{t(`heading.${section.heading}`)}</dt>
            <dd dir="auto">{section.body}</dd>
          </div>
        ))}
      </dl>
    </Card>
  );
}

function GivenStanding({ handoff }: { readonly handoff: Handoff }) {
  const t = useT('handoff');
  const formats = useFormats();
  const { estimate, low, high } = handoff.score;
  const met = handoff.clauses.filter((clause) => clause.state === 'met').length;
  const points = (value: number) => formats.number(Math.round(value));
  return (
    <Card
      title={t('given.then', { when: formats.moment(handoff.submittedAt) })}
      aside={<Chip>{t('teaser.rules', { met, total: handoff.clauses.length })}</Chip>}
    >
      <p className={styles['score']}>
        <b>{points(estimate)}</b>
        <span>{low === high ? t('given.exactly') : t('given.between', { low: points(low), high: points(high) })}</span>
      </p>
      {handoff.chance !== undefined && <ChanceLine {...handoff.chance} />}
      <ReadinessList clauses={handoff.clauses} />
    </Card>
  );
}
