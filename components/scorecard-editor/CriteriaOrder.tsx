import {
  closestCenter,
  DndContext,
  type DragEndEvent,
  KeyboardSensor,
  PointerSensor,
  useSensor,
  useSensors,
} from '@dnd-kit/core';
import {
  SortableContext,
  sortableKeyboardCoordinates,
  useSortable,
  verticalListSortingStrategy,
} from '@dnd-kit/sortable';
import { CSS } from '@dnd-kit/utilities';
import { ArrowDown, ArrowUp, GripVertical } from 'lucide-react';
import { textIn } from '../../lib/model/schemas';
import type { Criterion } from '../../lib/qualification/criterion';
import { useLocale } from '../i18n';
import { useT } from '../i18n/translate';
import { IconButton } from '../ui/Button';
import styles from './editor.module.css';

export interface CriteriaOrderProps {
  readonly criteria: readonly Criterion[];
  readonly shown: number;
  readonly onShow: (index: number) => void;
  readonly onMove: (from: number, to: number) => void;
}

/** The criteria in order: dragged by mouse, touch or keyboard (Space, arrows, Space), or moved by buttons. */
export function CriteriaOrder({ criteria, shown, onShow, onMove }: CriteriaOrderProps) {
  const t = useT('scorecardEditor');
  const locale = useLocale();
  const sensors = useSensors(
    useSensor(PointerSensor, { activationConstraint: { distance: 4 } }),
    useSensor(KeyboardSensor, { coordinateGetter: sortableKeyboardCoordinates }),
  );
  const nameOf = (id: unknown) => {
    const criterion = criteria.find((each) => each.id === id);
    return (criterion === undefined ? '' : textIn(criterion.name, locale)) || t('unnamed');
  };
  const placeOf = (id: unknown) => criteria.findIndex((each) => each.id === id);
  const onDragEnd = ({ active, over }: DragEndEvent) => {
    if (over !== null && over.id !== active.id) onMove(placeOf(active.id), placeOf(over.id));
  };
  const announcements = {
    onDragStart: ({ active }: { active: { id: unknown } }) => t('drag.taken', { name: nameOf(active.id) }),
    onDragOver: ({ over }: { over: { id: unknown } | null }) =>
      over === null ? undefined : t('drag.over', { place: placeOf(over.id) + 1, total: criteria.length }),
    onDragEnd: ({ active, over }: { active: { id: unknown }; over: { id: unknown } | null }) =>
      t('drag.dropped', { name: nameOf(active.id), place: placeOf(over?.id ?? active.id) + 1 }),
    onDragCancel: ({ active }: { active: { id: unknown } }) => t('drag.cancelled', { name: nameOf(active.id) }),
  };
  return (
    <DndContext
      sensors={sensors}
      collisionDetection={closestCenter}
      onDragEnd={onDragEnd}
      accessibility={{ announcements, screenReaderInstructions: { draggable: t('drag.how') } }}
    >
      <SortableContext items={criteria.map(({ id }) => id)} strategy={verticalListSortingStrategy}>
        <ol className={styles['order']} aria-label={t('criteria')}>
          {criteria.map((criterion, index) => (
            <Row
              key={criterion.id}
              id={criterion.id}
              name={nameOf(criterion.id)}
              isGate={criterion.gate !== undefined}
              current={index === shown}
              onShow={() => onShow(index)}
              onUp={index === 0 ? null : () => onMove(index, index - 1)}
              onDown={index === criteria.length - 1 ? null : () => onMove(index, index + 1)}
            />
          ))}
        </ol>
      </SortableContext>
    </DndContext>
  );
}

interface RowProps {
  readonly id: string;
  readonly name: string;
  readonly isGate: boolean;
  readonly current: boolean;
  readonly onShow: () => void;
  readonly onUp: (() => void) | null;
  readonly onDown: (() => void) | null;
}

function Row({ id, name, isGate, current, onShow, onUp, onDown }: RowProps) {
  const t = useT('scorecardEditor');
  const { attributes, listeners, setNodeRef, setActivatorNodeRef, transform, transition } = useSortable({ id });
  return (
    <li
      ref={setNodeRef}
      className={styles['orderRow']}
      style={{ transform: CSS.Translate.toString(transform), transition }}
    >
      <button
        type="button"
        ref={setActivatorNodeRef}
        className={styles['grip']}
        {...attributes}
        {...listeners}
        aria-label={t('drag.label', { name })}
      >
        <GripVertical aria-hidden="true" />
      </button>
      <button
        type="button"
        className={styles['orderName']}
        aria-current={current ? 'true' : undefined}
        onClick={onShow}
      >
        {name}
        {isGate && <small>{t('gateShort')}</small>}
      </button>
      <IconButton label={t('moveUp', { name })} disabled={onUp === null} onClick={() => onUp?.()}>
        <ArrowUp aria-hidden="true" />
      </IconButton>
      <IconButton label={t('moveDown', { name })} disabled={onDown === null} onClick={() => onDown?.()}>
        <ArrowDown aria-hidden="true" />
      </IconButton>
    </li>
  );
}
