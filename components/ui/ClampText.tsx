import clsx from 'clsx';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './ClampText.module.css';

export interface ClampTextProps {
  readonly text: string;
  /** Lines shown before the rest is folded away. */
  readonly lines: 1 | 2 | 3;
  readonly as?: 'span' | 'h1';
  readonly className?: string | undefined;
}

/** Text of any length and script that never breaks the layout: folded to a few lines, whole on demand. */
export function ClampText({ text, lines, as: Tag = 'span', className }: ClampTextProps) {
  const { t } = useTranslation('ui');
  const [open, setOpen] = useState(false);
  const { box, foldable } = useHidesText(text, open);
  return (
    <>
      <Tag
        ref={box}
        className={clsx(styles['text'], !open && styles['folded'], className)}
        style={open ? undefined : { WebkitLineClamp: lines }}
        dir="auto"
        title={foldable && !open ? text : undefined}
      >
        {text}
      </Tag>
      {foldable && (
        <button type="button" className={styles['toggle']} aria-expanded={open} onClick={() => setOpen(!open)}>
          {open ? t('less') : t('more')}
        </button>
      )}
    </>
  );
}

/** Whether the folded box hides some of its text, as it is laid out now; while it is unfolded, whether it did before. */
function useHidesText(text: string, open: boolean) {
  const box = useRef<HTMLHeadingElement & HTMLSpanElement>(null);
  const [foldable, setFoldable] = useState(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another text is another measure
  useEffect(() => {
    const element = box.current;
    if (element === null || open) return;
    const look = () => setFoldable(element.scrollHeight > element.clientHeight + 1);
    // Looks for the first time too once the page is laid out: asked before, it would be laid out for the answer alone.
    const observer = new ResizeObserver(look);
    observer.observe(element);
    // The page's own letters come later than the first ones and are of another width, which no box tells.
    document.fonts?.addEventListener('loadingdone', look);
    return () => {
      document.fonts?.removeEventListener('loadingdone', look);
      observer.disconnect();
    };
  }, [text, open]);
  return { box, foldable };
}
