import { useMemo, useState } from 'react';
import { newCommandId } from '../../lib/messaging/client';
import type { PlayStats } from '../../lib/messaging/views';
import { listFormat } from '../../lib/model/formatters';
import type { Play } from '../../lib/plays/play';
import { useCommand, usePlays } from '../data';
import { ClashNote } from '../data/ClashNote';
import { ErrorNote } from '../data/ErrorNote';
import { useEditedRows } from '../data/edited-rows';
import { useLocale, useT } from '../i18n';
import { Banner } from '../ui/Banner';
import { Button } from '../ui/Button';
import { Dialog } from '../ui/Dialog';
import { PageIntro } from '../ui/PageIntro';
import { useUnsaved } from '../ui/unsaved';
import { GoneResults } from './GoneResults';
import { PlayEditor } from './PlayEditor';
import styles from './PlaysPage.module.css';
import { draftIn, draftOfPlay, draftRules, emptyDraft, lacksOf, type PlayDraft, playOfDraft } from './play-form';
import { ReviewTrends } from './ReviewTrends';

/** The team's plays with an editor and their results, and the SDR's own trends. */
export function PlaysPage() {
  const t = useT('plays');
  const { data, error, refetch } = usePlays();
  return (
    <div className={styles['page']}>
      <PageIntro>{t('page.intro')}</PageIntro>
      {error !== null && <ErrorNote error={error} onRetry={refetch} />}
      {data !== undefined && <Editor plays={data.plays} stats={data.stats} edited={data.edited} />}
      {data !== undefined && data.gone.length > 0 && <GoneResults gone={data.gone} />}
      <ReviewTrends />
    </div>
  );
}

interface EditorProps {
  readonly plays: readonly Play[];
  readonly stats: readonly PlayStats[];
  readonly edited: boolean;
}

/** What is said under the plays. */
type Said = 'saved' | 'needsName' | null;

function Editor({ plays, stats, edited }: EditorProps) {
  const t = useT('plays');
  const locale = useLocale();
  const save = useCommand('savePlays');
  const names = listFormat(locale);
  const [said, setSaid] = useState<Said>(null);
  /** Ids of the plays that are unfolded. */
  const [open, setOpen] = useState<readonly string[]>([]);
  const saved = useMemo(() => plays.map((play) => draftOfPlay(play, locale)), [plays, locale]);
  const edit = useEditedRows(saved, draftRules);
  const kept = edit.rows;
  useUnsaved(edit.isChanged);
  const [isAskedToReset, setAskedToReset] = useState(false);
  const setDrafts: typeof edit.change = (next) => {
    edit.change(next);
    // What was saved is not what is written now.
    if (said === 'saved') setSaid(null);
  };
  const drafts = kept.map((draft) => draftIn(draft, locale));
  const unfinished = said === 'needsName' ? drafts.filter((draft) => lacksOf(draft).length > 0) : [];
  const nameOf = (id: string) =>
    [...drafts, ...saved].find((draft) => draft.id === id)?.name.trim() || t('page.unnamed');
  const toggle = (id: string, isOpen: boolean) =>
    setOpen((all) => (isOpen ? [...all, id] : all.filter((other) => other !== id)));
  const change = (id: string, part: Partial<PlayDraft>) =>
    setDrafts((all) => all.map((draft) => (draft.id === id ? { ...draftIn(draft, locale), ...part } : draft)));
  const add = () => {
    const draft = emptyDraft(newCommandId(), locale);
    setDrafts((all) => [...all, draft]);
    toggle(draft.id, true);
  };
  const moveUp = (index: number) =>
    setDrafts((all) => {
      const [moved] = all.slice(index, index + 1);
      return moved === undefined
        ? all
        : [...all.slice(0, index - 1), moved, ...all.filter((_, at) => at >= index - 1 && at !== index)];
    });
  const saveAll = async () => {
    const made = drafts.map(playOfDraft);
    const whole = made.filter((play) => play !== null);
    if (whole.length < made.length) {
      setOpen((all) => [...all, ...drafts.filter((draft) => lacksOf(draft).length > 0).map(({ id }) => id)]);
      return setSaid('needsName');
    }
    const reply = await save.run({ plays: whole });
    if (!reply.ok) return;
    edit.keep(
      kept,
      whole.map((play) => draftOfPlay(play, locale)),
    );
    setSaid('saved');
  };
  const reset = async () => {
    const reply = await save.run({ plays: null });
    setAskedToReset(false);
    if (!reply.ok) return;
    edit.discard();
    setSaid(null);
  };
  return (
    <>
      {drafts.map((draft, index) => (
        <PlayEditor
          key={draft.id}
          draft={draft}
          lacks={unfinished.includes(draft) ? lacksOf(draft) : []}
          open={open.includes(draft.id)}
          onOpen={(isOpen) => toggle(draft.id, isOpen)}
          stats={stats.find(({ playId }) => playId === draft.id)}
          onChange={(part) => change(draft.id, part)}
          onRemove={() => setDrafts((all) => all.filter(({ id }) => id !== draft.id))}
          {...(index > 0 ? { onUp: () => moveUp(index) } : {})}
        />
      ))}
      {edit.clashes.length > 0 && (
        <ClashNote what={names.format(edit.clashes.map(nameOf))} onTakeTheirs={edit.takeTheirs} />
      )}
      <div className={styles['actions']}>
        <Button onClick={add}>{t('page.add')}</Button>
        <Button variant="primary" busy={save.pending} onClick={() => void saveAll()}>
          {t('page.save')}
        </Button>
        {edited && (
          <Button variant="quiet" onClick={() => setAskedToReset(true)}>
            {t('page.reset')}
          </Button>
        )}
      </div>
      {said !== null && (
        <Banner tone={said === 'saved' ? 'good' : 'stop'} role={said === 'saved' ? 'status' : 'alert'}>
          {said === 'saved'
            ? t('page.saved')
            : t('page.needsName', {
                plays: names.format(unfinished.map(({ name }) => name.trim() || t('page.unnamed'))),
              })}
        </Banner>
      )}
      {save.error !== null && <ErrorNote error={save.error} />}
      <Dialog
        open={isAskedToReset}
        onClose={() => setAskedToReset(false)}
        title={t('page.resetTitle')}
        description={t('page.resetText')}
        actions={
          <>
            <Button onClick={() => setAskedToReset(false)}>{t('common:cancel')}</Button>
            <Button variant="stop" busy={save.pending} onClick={() => void reset()}>
              {t('page.reset')}
            </Button>
          </>
        }
      />
    </>
  );
}
