import { FilePlus2, Upload } from 'lucide-react';
import { type RefObject, useEffect, useRef, useState } from 'react';
import type { ScorecardsView } from '../../lib/messaging/scorecard-views';
import type { CardShape } from '../../lib/qualification/criterion';
import { longestFile, type ReadFile, readScorecardFile } from '../../lib/qualification/scorecard-file';
import { useCommand } from '../data/command';
import { ErrorNote } from '../data/ErrorNote';
import { useScorecards } from '../data/queries';
import { useLocale } from '../i18n';
import { useT } from '../i18n/translate';
import { Banner } from '../ui/Banner';
import { Button } from '../ui/Button';
import { PageIntro } from '../ui/PageIntro';
import { Skeleton } from '../ui/Skeleton';
import { CardEditor } from './CardEditor';
import { CardList } from './CardList';
import styles from './editor.module.css';
import { fileIssueText } from './file-issue-words';
import { newCard } from './new-parts';

/** The scorecards: which one is in use, the others, and the drafts; or the editor of one draft (`draft` is its id). */
export function ScorecardsPage({ draft }: { readonly draft: string | null }) {
  const t = useT('common');
  const loaded = useScorecards();
  const [left, setLeft] = useState<Left | null>(null);
  if (loaded.data === undefined) {
    return loaded.error === null ? (
      <div role="status" aria-label={t('loading')}>
        <Skeleton heightPx={260} />
      </div>
    ) : (
      <ErrorNote error={loaded.error} onRetry={loaded.refetch} />
    );
  }
  const open = loaded.data.drafts.find(({ card }) => card.id === draft);
  if (open !== undefined) {
    const close = (published: boolean) => {
      setLeft({ id: open.card.id, published });
      show(null);
    };
    return <CardEditor key={open.card.id} draft={open} onClose={close} />;
  }
  return <Scorecards view={loaded.data} left={left} onFound={() => setLeft(null)} />;
}

function show(draft: string | null): void {
  window.location.hash = draft === null ? '#/scorecards' : `#/scorecards?draft=${draft}`;
}

/** The card whose editor was just left: there the list is gone on with. */
interface Left {
  readonly id: string;
  readonly published: boolean;
}

/** Focuses what was left, as soon as it is in the list, so that keyboard, screen reader and eye go on there. */
function useReturn(list: RefObject<HTMLElement | null>, left: Left | null, onFound: () => void): void {
  useEffect(() => {
    if (left === null) return;
    const place = list.current?.querySelector(`[data-${left.published ? 'card' : 'draft'}="${left.id}"]`);
    if (!(place instanceof HTMLElement)) return;
    place.focus();
    place.scrollIntoView({ block: 'center' });
    onFound();
  });
}

interface ScorecardsProps {
  readonly view: ScorecardsView;
  readonly left: Left | null;
  readonly onFound: () => void;
}

function Scorecards({ view, left, onFound }: ScorecardsProps) {
  const page = useRef<HTMLDivElement>(null);
  useReturn(page, left, onFound);
  const t = useT('scorecardEditor');
  const save = useCommand('saveScorecardDraft');
  const file = useRef<HTMLInputElement>(null);
  const [unread, setUnread] = useState<Exclude<ReadFile, { ok: true }> | null>(null);
  const write = async (card: CardShape, origin: 'own' | 'imported') => {
    const reply = await save.run({ card, origin });
    if (reply.ok) show(card.id);
  };
  const taken = [...view.cards, ...view.drafts].map(({ card }) => card.id);
  const read = async (chosen: File | undefined) => {
    if (chosen === undefined) return;
    const result: ReadFile =
      chosen.size > 4 * longestFile ? { ok: false, problem: 'tooBig' } : readScorecardFile(await chosen.text());
    setUnread(result.ok ? null : result);
    // An imported card never replaces a draft somebody is writing.
    if (result.ok) await write(withFreeDraft(result.card, view), 'imported');
  };
  return (
    <div className={styles['page']} ref={page}>
      <PageIntro>{t('intro')}</PageIntro>
      {view.isPrescribed && <Banner tone="accent">{t('prescribed')}</Banner>}
      {view.unreadablePrescribed > 0 && (
        <Banner tone="warn">{t('prescribedUnread', { count: view.unreadablePrescribed })}</Banner>
      )}
      <div className={styles['actions']}>
        <Button icon={<FilePlus2 aria-hidden="true" />} onClick={() => void write(newCard(taken), 'own')}>
          {t('newCard')}
        </Button>
        <Button icon={<Upload aria-hidden="true" />} onClick={() => file.current?.click()}>
          {t('import')}
        </Button>
        <input
          ref={file}
          type="file"
          hidden
          accept="application/json,.json"
          aria-label={t('importFile')}
          onChange={(event) => {
            void read(event.currentTarget.files?.[0]);
            event.currentTarget.value = '';
          }}
        />
      </div>
      {save.error !== null && <ErrorNote error={save.error} />}
      {unread !== null && <Unread file={unread} />}
      <CardList view={view} taken={taken} onWrite={(card) => void write(card, 'own')} onOpen={(id) => show(id)} />
    </div>
  );
}

/** The card itself where its draft is free, else a copy beside it. */
function withFreeDraft(card: CardShape, { drafts }: ScorecardsView): CardShape {
  const ids = drafts.map((draft) => draft.card.id);
  if (!ids.includes(card.id)) return card;
  const n = [2, 3, 4, 5, 6, 7, 8, 9].find((each) => !ids.includes(`${card.id}-${each}`)) ?? 10;
  return { ...card, id: `${card.id.slice(0, 76)}-${n}` };
}

/** Why a file was not taken, and where in it the trouble is. */
function Unread({ file }: { readonly file: Exclude<ReadFile, { ok: true }> }) {
  const t = useT('scorecardEditor');
  const locale = useLocale();
  return (
    <Banner tone="stop" role="alert">
      {file.problem === 'newer' ? t('file.newer', { version: file.version }) : t(`file.${file.problem}`)}
      {file.problem === 'invalid' && (
        <ul className={styles['problems']}>
          {file.issues.map((issue) => (
            <li key={`${issue.path} ${issue.code}`}>
              {fileIssueText(t, issue, locale)} {issue.path !== '' && <code>{issue.path}</code>}
            </li>
          ))}
          {file.more > 0 && <li>{t('file.more', { count: file.more })}</li>}
        </ul>
      )}
    </Banner>
  );
}
