import { fakeBrowser } from 'wxt/testing/fake-browser';
import { lineQuestion, type Question } from './line';

/** What the far end of the line does with a question: a reply; `broken` where the worker died under it; or nothing, ever. */
export type FarEnd = (question: Question) => Promise<unknown>;
export const broken = Symbol('broken');

interface Port {
  hangUp(): void;
}

let open: Port[] = [];

/**
 * Answers the lines that the code under test opens, which WXT's fake browser cannot. Lines that an earlier test left
 * open break, so that nothing of it is answered by this one.
 */
export function answerLines(farEnd: FarEnd): void {
  const left = open;
  open = [];
  for (const port of left) port.hangUp();
  Object.assign(fakeBrowser.runtime, { connect: () => openLine(farEnd) });
}

function openLine(farEnd: FarEnd) {
  const heard: ((raw: unknown) => void)[] = [];
  const ended: (() => void)[] = [];
  let isOpen = true;
  const hangUp = () => {
    if (!isOpen) return;
    isOpen = false;
    for (const listener of ended) listener();
  };
  const take = async (raw: unknown) => {
    const { n, ...question } = lineQuestion.parse(structuredClone(raw));
    const reply = await farEnd(question);
    if (reply === broken) return hangUp();
    if (isOpen) for (const listener of heard) listener(structuredClone({ n, reply }));
  };
  open.push({ hangUp });
  return {
    postMessage(raw: unknown) {
      if (!isOpen) throw new Error('Attempting to use a disconnected port object');
      void take(raw);
    },
    onMessage: { addListener: (listener: (raw: unknown) => void) => heard.push(listener) },
    onDisconnect: { addListener: (listener: () => void) => ended.push(listener) },
  };
}
