import { render } from '@testing-library/react';
import type { ReactNode } from 'react';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import type { AppError, Reply } from '../../lib/messaging/app-error';
import { answerLines } from '../../lib/messaging/line-rig';
import { type Answer, type Ask, type MessageName, protocol, type Settings } from '../../lib/messaging/protocol';
import { type LiveKey, writeLive } from '../../lib/store/live';
import { Surface } from './Surface';

/** What tests start from: English, light, nine to six on every day of the week. */
export const plainSettings: Settings = {
  language: 'en',
  theme: 'light',
  workingTime: { weekdays: [1, 2, 3, 4, 5, 6, 7], startMinute: 540, endMinute: 1080 },
  conversationSeconds: 60,
  dock: { widthPx: 360, collapsed: false },
};

type Handler = (ask: unknown) => Reply<unknown>;

/** A background for component tests, behind the real message client and the fake browser. */
export class FakeBackground {
  /** Everything asked, in order. */
  readonly sent: { readonly name: string; readonly ask: unknown }[] = [];
  readonly #handlers = new Map<string, Handler>();

  constructor() {
    fakeBrowser.reset();
    answerLines(async ({ name, ask }) => {
      this.sent.push({ name, ask });
      const handler = this.#handlers.get(name);
      return handler?.(ask) ?? { ok: false, error: { kind: 'bug', message: `no answer arranged for ${name}` } };
    });
  }

  /** Answers `name` with what `handler` makes of the (parsed) ask. */
  on<N extends MessageName>(name: N, handler: (ask: Ask<N>) => Answer<N>): this {
    this.#handlers.set(name, (ask) => ({ ok: true, value: handler(protocol[name].ask.parse(ask) as Ask<N>) }));
    return this;
  }

  /** Answers `name` with an error. */
  refuse(name: MessageName, error: AppError): this {
    this.#handlers.set(name, () => ({ ok: false, error }));
    return this;
  }

  /** What was asked under `name`. */
  of(name: MessageName): readonly unknown[] {
    return this.sent.filter((message) => message.name === name).map(({ ask }) => ask);
  }

  async live(key: LiveKey, value: unknown): Promise<void> {
    await writeLive(key, value);
  }
}

/** Renders a part of a surface with everything it stands on. */
export async function renderSurface(background: FakeBackground, children: ReactNode, settings = plainSettings) {
  await background.live('settings', settings);
  return render(<Surface>{children}</Surface>);
}
