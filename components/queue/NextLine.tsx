import { ArrowRight, ListFilter } from 'lucide-react';
import { memo, useState } from 'react';
import { ask } from '../../lib/messaging/client';
import type { QueueSource } from '../../lib/messaging/views';
import type { NextLead } from '../call/use-logging';
import { useLocale, useT } from '../i18n';
import { hintOf } from '../sidebar/keymap';
import { IconButton } from '../ui/Button';
import { Dialog } from '../ui/Dialog';
import { KeyLine } from '../ui/KeyLine';
import { ListChoice } from './ListChoice';
import styles from './NextLine.module.css';
import { whoText, whyText } from './why-text';

export interface NextLineProps {
  readonly next: NextLead | null;
  /** Whom the queue takes from in the org at hand; null where none is connected. */
  readonly source: QueueSource | null;
  readonly now: number;
}

/** Whom to call next and why, of which list; opens that lead, or the choice of another list. */
export const NextLine = memo(function NextLine({ next, source, now }: NextLineProps) {
  const t = useT('queue');
  const [isChoosing, setChoosing] = useState(false);
  const list = source?.chosen?.list.name ?? null;
  if (next === null && source === null) return null;
  return (
    <div className={styles['row']}>
      {next === null ? (
        <p className={styles['nobody']} dir="auto">
          {list === null ? t('nobody') : t('nobodyOn', { list })}
        </p>
      ) : (
        <Next next={next} list={list} now={now} />
      )}
      {source !== null && (
        <IconButton
          label={list === null ? t('source.open') : t('source.openOn', { list })}
          aria-haspopup="dialog"
          onClick={() => setChoosing(true)}
        >
          <ListFilter aria-hidden="true" className={list === null ? undefined : styles['listed']} />
        </IconButton>
      )}
      {source !== null && isChoosing && (
        <Dialog open onClose={() => setChoosing(false)} title={t('source.title')} description={t('source.promises')}>
          <ListChoice source={source} />
        </Dialog>
      )}
    </div>
  );
});

interface NextProps extends Pick<NextLineProps, 'now'> {
  readonly next: NextLead;
  readonly list: string | null;
}

function Next({ next: { item, recordKey, name: leadName }, list, now }: NextProps) {
  const t = useT('queue');
  const locale = useLocale();
  const name = whoText(t, item, leadName);
  const company = item.company === null || item.company === '' ? '' : ` · ${item.company}`;
  const reason = whyText(t, locale, item, now);
  const why = list === null ? reason : `${reason} · ${list}`;
  const open = () => void ask('openRecord', { recordKey, newTab: false });
  return (
    <KeyLine
      icon={<ArrowRight aria-hidden="true" />}
      title={t('next', { name }) + company}
      detail={why}
      shortcut={hintOf('nextLead')}
      onOpen={open}
    />
  );
}
