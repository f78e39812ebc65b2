import { Download } from 'lucide-react';
import { useState } from 'react';
import { editableOf } from '../../lib/crm/edit';
import type { AppError } from '../../lib/messaging/app-error';
import { ask } from '../../lib/messaging/client';
import type { OutboxView } from '../../lib/messaging/views';
import { ErrorNote } from '../data/ErrorNote';
import { useOnline } from '../data/live-values';
import { useConnections } from '../data/queries';
import { type Formats, useFormats, useLocale } from '../i18n/formats';
import { type Translate, useT } from '../i18n/translate';
import { Button } from '../ui/Button';
import { csvOf } from './outbox-csv';
import { type Reason, whyWaiting } from './why-waiting';
import { writeWords } from './write-words';

/** More than this many rows no outbox ever held; read in one, so that what is sent meanwhile moves nothing. */
const mostRows = 50_000;

/** Saves everything that waits or failed as a table, for the record or for an administrator. */
export function ExportButton() {
  const t = useT('sync');
  const formats = useFormats();
  const locale = useLocale();
  const [error, setError] = useState<AppError | null>(null);
  const connections = useConnections().data;
  const online = useOnline();
  const save = async () => {
    const reply = await ask('syncState', { limit: mostRows });
    setError(reply.ok ? null : reply.error);
    if (!reply.ok) return;
    const words = (entry: OutboxView) => writeWords(t, formats, locale, entry.write);
    const rows = reply.value.entries.map((entry) =>
      rowOf({ t, formats, what: words(entry), why: whyWaiting(t, entry, connections, online) }, entry),
    );
    const url = URL.createObjectURL(new Blob([csvOf([headOf(t), ...rows])], { type: 'text/csv' }));
    const link = document.createElement('a');
    link.href = url;
    link.download = `baton-${new Date().toISOString().slice(0, 10)}.csv`;
    link.click();
    URL.revokeObjectURL(url);
  };
  return (
    <>
      <Button icon={<Download aria-hidden="true" />} onClick={() => void save()}>
        {t('export')}
      </Button>
      {error !== null && <ErrorNote error={error} onRetry={() => void save()} />}
    </>
  );
}

const columns = ['since', 'org', 'lead', 'what', 'state', 'why', 'theirWords', 'note', 'id'] as const;

function headOf(t: Translate): readonly string[] {
  return columns.map((column) => t(`sync:column.${column}`));
}

interface Words {
  readonly t: Translate;
  readonly formats: Formats;
  readonly what: string;
  readonly why: Reason;
}

function rowOf({ t, formats, what, why: reason }: Words, entry: OutboxView): readonly string[] {
  const { createdAt, org, leadName, state, write, id } = entry;
  return [
    ...[formats.moment(createdAt), org, leadName, what, t(`sync:state.${state}`), reason.title],
    ...[reason.theirWords ?? '', editableOf(write)?.text ?? '', id],
  ];
}
