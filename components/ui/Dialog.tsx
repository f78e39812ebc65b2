import { X } from 'lucide-react';
import { Dialog as Radix } from 'radix-ui';
import { type MouseEvent, type ReactNode, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { IconButton } from './Button';
import styles from './Dialog.module.css';

export interface DialogProps {
  readonly open: boolean;
  /** Asked for by Escape, a click beside it, or its cross. */
  readonly onClose: () => void;
  readonly title: ReactNode;
  /** A sentence under the title, read with it. */
  readonly description?: ReactNode;
  readonly children?: ReactNode;
  /** Buttons at the foot, the main one last. */
  readonly actions?: ReactNode;
  /** What has the focus at first; its cross where nothing is said. */
  readonly firstFocus?: () => HTMLElement | null | undefined;
}

/** A modal dialog: keeps focus inside, closes on Escape, gives focus back. */
export function Dialog({ open, onClose, title, description, children, actions, firstFocus }: DialogProps) {
  const { t } = useTranslation('ui');
  const before = useRef<Element | null>(null);
  return (
    <Radix.Root open={open} onOpenChange={(isOpen) => !isOpen && onClose()}>
      <Radix.Portal>
        <Radix.Overlay className={styles['overlay']} onMouseDown={(event) => isBeside(event) && onClose()}>
          <Radix.Content
            className={styles['content']}
            onPointerDownOutside={(event) => event.preventDefault()}
            onOpenAutoFocus={(event) => {
              before.current = document.activeElement;
              const first = firstFocus?.();
              if (first == null) return;
              event.preventDefault();
              first.focus();
            }}
            onCloseAutoFocus={(event) => {
              // Radix would give the focus to its own trigger, and these dialogs are opened by a key or from elsewhere.
              event.preventDefault();
              giveFocus(before.current);
            }}
            {...(description === undefined ? { 'aria-describedby': undefined } : {})}
          >
            <div className={styles['head']}>
              <Radix.Title className={styles['title']}>{title}</Radix.Title>
              <Radix.Close asChild>
                <IconButton label={t('close')}>
                  <X aria-hidden="true" />
                </IconButton>
              </Radix.Close>
            </div>
            {description !== undefined && (
              <Radix.Description className={styles['description']}>{description}</Radix.Description>
            )}
            {children}
            {actions !== undefined && <div className={styles['actions']}>{actions}</div>}
          </Radix.Content>
        </Radix.Overlay>
      </Radix.Portal>
    </Radix.Root>
  );
}

/**
 * Whether any modal dialog is open. They lie beside the app, each in its overlay, and are looked for there alone: a key
 * waits for this.
 */
export function isDialogOpen(): boolean {
  for (const beside of document.body.children) {
    for (const child of beside.children) if (child.getAttribute('role') === 'dialog') return true;
  }
  return false;
}

/**
 * A press beside the dialog, but neither the second one of a double click that opened it, which Radix would take for one,
 * nor one on the scroll bar.
 */
function isBeside({ target, currentTarget, detail, nativeEvent }: MouseEvent<HTMLElement>): boolean {
  return target === currentTarget && detail <= 1 && nativeEvent.offsetX <= currentTarget.clientWidth;
}

/** Focuses what had the focus before, or the page's heading where that is gone (a row that was discarded). */
function giveFocus(before: Element | null): void {
  const isThere = before instanceof HTMLElement && before.isConnected && before !== document.body;
  const target = isThere ? before : document.querySelector<HTMLElement>('main h1[tabindex]');
  target?.focus();
}
