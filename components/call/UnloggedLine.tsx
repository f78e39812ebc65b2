import { NotebookPen } from 'lucide-react';
import { clipText } from '../../lib/handoff/words';
import { useT } from '../i18n';
import { hintOf } from '../sidebar/keymap';
import { KeyLine } from '../ui/KeyLine';
import type { OutcomeDraft } from './use-outcome';
import { useOutcomeName } from './use-outcome-name';

/** More has no room in a line, and nobody wants it read out as a button's name. */
const longest = 120;

/** What was written of a call and not logged, perhaps before the browser was closed; opens it again. */
export function UnloggedLine({ draft: { work, outcome, open } }: { readonly draft: OutcomeDraft }) {
  const t = useT('call');
  const nameOf = useOutcomeName();
  const words = [work.note, work.referral.name].map((each) => each.trim().replaceAll(/\s+/g, ' '));
  const written = words.filter((each) => each !== '');
  if (written.length === 0) return null;
  return (
    <KeyLine
      icon={<NotebookPen aria-hidden="true" />}
      title={outcome === undefined ? t('unlogged') : t('unloggedAs', { outcome: nameOf(outcome.id) })}
      detail={clipText(written.join(' · '), longest)}
      shortcut={hintOf('outcomePanel')}
      onOpen={open}
    />
  );
}
