import type { BriefSection } from '../../lib/handoff/handoff';
import { countWords } from '../../lib/handoff/words';
import { useT } from '../i18n';
import { Card } from '../ui/Card';
import { Field, TextArea } from '../ui/Field';
import { Skeleton } from '../ui/Skeleton';
import styles from './BriefEditor.module.css';
import type { Handover } from './use-handover';

const longestBody = 4000;

/** The brief as the AE will read it; every section can be put into the SDR's own words first. */
export function BriefEditor({ handover }: { readonly handover: Handover }) {
  const t = useT('handoff');
  const { ae, sections, preview, edit } = handover;
  if (ae === null) {
    return (
      <Card title={t('brief.titlePlain')}>
        <p className={styles['empty']}>{t('brief.empty')}</p>
      </Card>
    );
  }
  const words = sections.reduce((sum, section) => sum + countWords(section.body), 0);
  return (
    <Card
      title={t('brief.title', { ae: ae.name })}
      aside={preview.data === undefined ? undefined : t('brief.words', { count: words })}
    >
      {preview.pending && <Skeleton heightPx={72} />}
      {sections.map((section) => (
        <Section key={section.heading} section={section} onEdit={(body) => edit(section.heading, body)} />
      ))}
    </Card>
  );
}

interface SectionProps {
  readonly section: BriefSection;
  readonly onEdit: (body: string) => void;
}

function Section({ section, onEdit }: SectionProps) {
  const t = useT('handoff');
  return (
    <Field label={t(`heading.${section.heading}`)} className={styles['section']}>
      {(control) => (
        <TextArea
          {...control}
          rows={1}
          className={styles['body']}
          maxLength={longestBody}
          placeholder={t('brief.placeholder')}
          value={section.body}
          onChange={(event) => onEdit(event.currentTarget.value)}
        />
      )}
    </Field>
  );
}
