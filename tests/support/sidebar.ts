import { expect, type Frame, type Locator, type Page } from '@playwright/test';

/** The sidebar as a person finds it: by roles and names, in the frame docked in a CRM page. */
export class Sidebar {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  /** The frame lives in a closed shadow root: found by its URL, not through the page's DOM. */
  async frame(timeoutMs = 15_000): Promise<Frame> {
    const find = () =>
      this.page.frames().find((frame) => /^chrome-extension:\/\/[a-z]+\/sidebar\.html/.test(frame.url()));
    await expect.poll(() => find() !== undefined, { message: 'the sidebar is docked', timeout: timeoutMs }).toBe(true);
    const frame = find();
    if (frame === undefined) throw new Error('The sidebar frame went away');
    return frame;
  }

  async region(name: string | RegExp): Promise<Locator> {
    return (await this.frame()).getByRole('region', { name });
  }

  /** Waits until the sidebar shows this lead; a page load on the way there gives the sidebar a new frame. */
  async shows(name: string): Promise<void> {
    await expect
      .poll(async () => (await this.leadName()) ?? '', { message: `the sidebar shows ${name}`, timeout: 45_000 })
      .toBe(name);
  }

  /** Waits until the sidebar shows another lead than this one. */
  async showsAnotherThan(name: string | null): Promise<void> {
    await expect
      .poll(async () => (await this.leadName()) ?? name, { message: 'another lead is shown', timeout: 30_000 })
      .not.toBe(name);
  }

  /** The name at the top of the lead's card; null while there is none, or nothing beside it can be answered or logged yet. */
  async leadName(): Promise<string | null> {
    try {
      // Asked again and again: looking for roles in all of the sidebar takes as long as drawing it.
      const loaded = (await this.frame()).locator('section[aria-busy="false"]');
      const heading = loaded.getByRole('heading', { level: 1 });
      return (await heading.textContent({ timeout: 2_000 }))?.trim() ?? null;
    } catch {
      return null;
    }
  }

  /** The estimate as the score card states it. */
  async score(): Promise<{ estimate: number; low: number; high: number }> {
    const text = await (await this.region('Score')).getByRole('img').getAttribute('aria-label');
    const [estimate, low, high] = (text?.match(/\d+/g) ?? []).map(Number).filter((_, index) => index !== 1);
    if (estimate === undefined || low === undefined || high === undefined) throw new Error(`No score in "${text}"`);
    return { estimate, low, high };
  }

  /** Presses keys with the focus in the sidebar but in no field. */
  async press(...keys: string[]): Promise<void> {
    const frame = await this.frame();
    const isInside = await frame.evaluate(() => document.hasFocus());
    if (!isInside) await frame.locator('body').evaluate(() => window.focus());
    for (const key of keys) await this.page.keyboard.press(key);
  }

  /** Starts the call by its key; where the calling rules do not allow it at this hour, for the first reason offered. */
  async startCall(): Promise<void> {
    await this.press('c');
    await giveReasonIfAsked(this.page, await this.frame());
  }

  /** One of today's figures in the footer, as "2 of 3" or "2". */
  async today(metric: 'Handoffs' | 'Conversations' | 'Dials'): Promise<number> {
    const text = (await (await this.region('Today')).innerText()).replaceAll('\n', ' ');
    const found = new RegExp(`${metric}\\s*(\\d+)`).exec(text)?.[1];
    if (found === undefined) throw new Error(`No ${metric} in "${text}"`);
    return Number(found);
  }

  async expectToday(metric: 'Handoffs' | 'Conversations' | 'Dials', count: number): Promise<void> {
    await expect.poll(() => this.today(metric), { message: `${metric} today` }).toBe(count);
  }

  /** Opens the outcome panel by the outcome's key and logs with Enter. */
  async log(key: string, note = ''): Promise<void> {
    await this.press(key);
    if (note !== '') {
      await this.page.keyboard.press('a');
      await this.page.keyboard.type(note);
    }
    await this.page.keyboard.press('Enter');
  }

  async expectText(text: string | RegExp): Promise<void> {
    await expect((await this.frame()).getByText(text).first()).toBeVisible();
  }
}

/** After the key that starts a call: gives the first reason where the rules ask for one; ends with the call on the line. */
export async function giveReasonIfAsked(page: Page, surface: Page | Frame): Promise<void> {
  const reason = surface.getByRole('region', { name: /^(Why call now\?|为什么现在拨打？)$/ });
  await expect(surface.getByRole('timer').or(reason).first()).toBeVisible();
  if (await reason.isVisible()) await page.keyboard.press('1');
  await expect(surface.getByRole('timer')).toBeVisible();
}
