import clsx from 'clsx';
import { FileUp } from 'lucide-react';
import { type DragEvent, useRef, useState } from 'react';
import { ErrorNote } from '../data/ErrorNote';
import { useFormats } from '../i18n/formats';
import { useT } from '../i18n/translate';
import { Banner } from '../ui/Banner';
import { Button } from '../ui/Button';
import { Card } from '../ui/Card';
import { Skeleton } from '../ui/Skeleton';
import styles from './LearningPage.module.css';
import type { LearnerState, Source } from './use-learner';
import { type OwnLeads, useOwnLeads } from './use-own-leads';

export interface SourceCardProps {
  readonly learner: Pick<LearnerState, 'phase' | 'read'>;
  readonly name: string;
  readonly onOpen: (source: Source, name: string) => void;
  readonly onOwn: (leads: OwnLeads) => void;
}

/** Where past leads come from: the SDR's own handoffs, or a file chosen or dropped. */
export function SourceCard({ learner, name, onOpen, onOwn }: SourceCardProps) {
  const t = useT('learning');
  const own = useOwnLeads();
  const openFile = (file: File | undefined) => {
    if (file !== undefined) onOpen({ kind: 'file', file }, file.name);
  };
  const openOwn = async () => {
    const leads = await own.load();
    if (leads !== null) onOwn(leads);
  };
  return (
    <Card title={t('source.title')}>
      <div className={styles['sources']}>
        <div className={styles['own']}>
          <Button onClick={() => void openOwn()} busy={own.pending}>
            {t('source.own')}
          </Button>
          <p className={styles['hint']}>{t('source.ownHint')}</p>
        </div>
        <DropZone onFile={openFile} />
      </div>
      {own.error !== null && <ErrorNote error={own.error} onRetry={() => void openOwn()} />}
      {own.isEmpty && (
        <p role="status" className={styles['hint']}>
          {t('source.noHandoffs')}
        </p>
      )}
      <ReadNote learner={learner} name={name} />
    </Card>
  );
}

function DropZone({ onFile }: { readonly onFile: (file: File | undefined) => void }) {
  const t = useT('learning');
  const [over, setOver] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const drag = (isOver: boolean) => (event: DragEvent) => {
    event.preventDefault();
    setOver(isOver);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is a second way; the button inside does the same.
    <div
      className={clsx(styles['drop'], over && styles['over'])}
      onDragOver={drag(true)}
      onDragLeave={drag(false)}
      onDrop={(event) => {
        drag(false)(event);
        onFile(event.dataTransfer.files[0]);
      }}
    >
      <input
        ref={input}
        type="file"
        accept=".csv,.tsv,.txt,text/csv,text/tab-separated-values"
        hidden
        onChange={(event) => {
          onFile(event.target.files?.[0]);
          // The same file chosen again is read again.
          event.target.value = '';
        }}
      />
      <Button icon={<FileUp aria-hidden="true" />} onClick={() => input.current?.click()}>
        {t('source.file')}
      </Button>
      <p className={styles['hint']}>{over ? t('source.dropNow') : t('source.drop')}</p>
    </div>
  );
}

function ReadNote({ learner: { phase, read }, name }: Pick<SourceCardProps, 'learner' | 'name'>) {
  const t = useT('learning');
  const formats = useFormats();
  if (phase === 'reading') {
    return (
      <div role="status" aria-label={t('source.reading', { name })}>
        <Skeleton heightPx={24} />
      </div>
    );
  }
  if (read === null) return null;
  const numbers = { rows: formats.number(read.rows), columns: formats.number(read.columns.length) };
  return (
    <div role="status" className={styles['readNote']}>
      <p>{t('source.read', { name, ...numbers })}</p>
      {read.headerIsLead && (
        <Banner tone="warn" role="note">
          {t('source.headerIsLead')}
        </Banner>
      )}
      {read.unevenRows > 0 && <p className={styles['hint']}>{t('source.uneven', { count: read.unevenRows })}</p>}
    </div>
  );
}
