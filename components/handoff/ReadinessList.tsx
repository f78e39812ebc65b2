import { Check, CircleQuestionMark, X } from 'lucide-react';
import type { ClauseState } from '../../lib/handoff/handoff';
import { clauseText, useT } from '../i18n';
import { VisuallyHidden } from '../ui/VisuallyHidden';
import styles from './ReadinessList.module.css';

const icons = { met: Check, unmet: X, unknown: CircleQuestionMark };

/** How the lead stands against each agreed clause. */
export function ReadinessList({ clauses }: { readonly clauses: readonly ClauseState[] }) {
  const t = useT('handoff');
  return (
    <ul className={styles['clauses']}>
      {clauses.map((clause) => {
        const Icon = icons[clause.state];
        return (
          <li key={clause.clauseId} className={styles['clause']} data-state={clause.state}>
            <Icon className={styles['icon']} aria-hidden="true" />
            <span className={styles['text']} dir="auto">
              <VisuallyHidden>{t(`panel.clauseState.${clause.state}`)}: </VisuallyHidden>
              {clauseText(t, clause)}
            </span>
            {!clause.required && clause.state !== 'met' && (
              <span className={styles['optional']}>{t('panel.optional')}</span>
            )}
          </li>
        );
      })}
    </ul>
  );
}
