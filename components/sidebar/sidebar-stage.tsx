import { act, fireEvent, type RenderResult, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach } from 'vitest';
import type { RecordKey } from '../../lib/model/record';
import { choicesOf } from '../../lib/qualification/criterion-kinds';
import { bant } from '../../lib/qualification/scorecards/bant';
import { Surface } from '../data/Surface';
import { maya } from './lead-rig';
import { Sidebar } from './Sidebar';
import { FakeBackground } from './sidebar-rig';

export const user = userEvent.setup();

/** What a test does with the sidebar and its background. */
export interface SidebarStage {
  /** Of the test that runs now. */
  background: FakeBackground;
  /** Opens the sidebar beside this record, or beside a page that is none. */
  open(key: RecordKey | null): Promise<RenderResult>;
  /** The same, and waits until it shows what is known of the lead. */
  openOn(key: RecordKey | null): Promise<void>;
  /** The page shows this record now; waits until the sidebar does. */
  goTo(key: RecordKey): Promise<void>;
}

/** Gives each test of a file a background of its own, which has answered everything before the next begins. */
export function sidebarStage(): SidebarStage {
  const stage: SidebarStage = {
    background: new FakeBackground(),
    async open(key) {
      await stage.background.arrange(key);
      return render(
        <Surface>
          <Sidebar docked />
        </Surface>,
      );
    },
    async openOn(key) {
      await stage.open(key);
      if (key !== null) await screen.findByRole('region', { name: 'Score' });
    },
    async goTo(key) {
      await act(() => stage.background.navigate(key));
      const name = stage.background.view(key).record?.name ?? '';
      await screen.findByRole('heading', { level: 1, name });
      await screen.findByRole('region', { name: 'Score' });
    },
  };
  beforeEach(() => {
    stage.background = new FakeBackground();
  });
  afterEach(() => act(() => stage.background.idle()));
  return stage;
}

/** Lets replies, pulses and queries settle. */
export const settle = () => act(() => new Promise((resolve) => setTimeout(resolve, 20)));

/** Presses a key where the focus is. */
export const press = (key: string, more: KeyboardEventInit = {}) =>
  act(async () => {
    fireEvent.keyDown(document.activeElement ?? document.body, { key, ...more });
  });

/** To every question of BANT the answer that gives most points. */
export function bestAnswers() {
  return Object.fromEntries(
    bant.criteria.map((criterion, index) => [
      criterion.id,
      {
        id: `019ab000-0000-7000-8000-00000000000${index}`,
        recordKey: maya,
        scorecardId: bant.id,
        scorecardVersion: bant.version,
        criterionId: criterion.id,
        value: { kind: 'option' as const, optionId: choicesOf(criterion)[0]?.id ?? '' },
        note: '',
        at: 1,
        callId: null,
      },
    ]),
  );
}
