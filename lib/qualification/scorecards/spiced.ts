import type { Scorecard } from '../scorecard';
import { usualRuleOuts } from './rule-outs';
import { eventScale, evidenceScale, painScale } from './scales';

/** SPICED (Winning by Design): Situation, Pain, Impact, Critical Event, Decision. A critical event is a real one (contract end, audit, launch), not a wish (domain notes section 1). */
export const spiced: Scorecard = {
  id: 'spiced',
  version: 1,
  name: { en: 'SPICED', 'zh-CN': 'SPICED' },
  about: {
    en: 'For recurring revenue: what changes for the customer, and by which event.',
    'zh-CN': '适合订阅业务：客户会得到什么改变，以及由哪个事件推动。',
  },
  readyAt: 60,
  letGoBelow: 25,
  criteria: [
    {
      kind: 'text',
      id: 'situation',
      name: { en: 'Situation', 'zh-CN': '现状' },
      topic: 'today',
      questions: [
        {
          en: 'How do you run it today, with how many people and which tools?',
          'zh-CN': '现在是怎么做的，多少人、用哪些工具？',
        },
        { en: 'Since when, and what did you use before?', 'zh-CN': '从什么时候开始的，之前用的是什么？' },
      ],
      forAe: { en: 'Tools, people, contract end', 'zh-CN': '工具、人数、合同到期日' },
      stage: 'coldCall',
      effort: 'easy',
      weight: 10,
      prior: 0.5,
    },
    {
      kind: 'scale',
      id: 'pain',
      name: { en: 'Pain', 'zh-CN': '痛点' },
      topic: 'pain',
      questions: [
        { en: 'Where does that break down?', 'zh-CN': '这种做法在哪里会出问题？' },
        { en: 'Who notices first when it does?', 'zh-CN': '出问题时谁最先发现？' },
      ],
      forAe: { en: 'Where it breaks down, in their words', 'zh-CN': '用对方的话说明问题出在哪里' },
      stage: 'coldCall',
      weight: 30,
      prior: 0.4,
      gate: { minLevel: 0.6 },
      options: painScale,
    },
    {
      kind: 'scale',
      id: 'impact',
      name: { en: 'Impact', 'zh-CN': '影响' },
      topic: 'success',
      questions: [
        {
          en: 'What does it cost in hours, money or customers per month?',
          'zh-CN': '每个月要付出多少工时、费用或客户？',
        },
        { en: 'What changes if it is solved?', 'zh-CN': '如果解决了，会有什么变化？' },
      ],
      forAe: { en: 'One number: hours, money or customers', 'zh-CN': '一个数字：工时、费用或客户' },
      stage: 'coldCall',
      weight: 25,
      prior: 0.35,
      options: evidenceScale,
    },
    {
      kind: 'scale',
      id: 'criticalEvent',
      name: { en: 'Critical event', 'zh-CN': '关键事件' },
      topic: 'date',
      questions: [
        { en: 'After which date would being late hurt, and why?', 'zh-CN': '过了哪个日期就会造成损失，为什么？' },
        { en: 'What happens on that day?', 'zh-CN': '那一天会发生什么？' },
      ],
      forAe: { en: 'The event and its date', 'zh-CN': '事件及其日期' },
      stage: 'coldCall',
      weight: 20,
      prior: 0.25,
      staleAfterDays: 90,
      options: eventScale,
    },
    {
      kind: 'process',
      id: 'decision',
      name: { en: 'Decision', 'zh-CN': '决策' },
      topic: 'decision',
      questions: [
        {
          en: 'How did you choose the last tool like this, and who took part?',
          'zh-CN': '上一次选这类工具是怎么定下来的，有哪些人参与？',
        },
        { en: 'Who can stop this, even if you want it?', 'zh-CN': '即使您想做，谁有可能叫停？' },
      ],
      forAe: {
        en: 'Who decides, signs and can stop it; steps; by when',
        'zh-CN': '谁决定、谁签字、谁能否决；步骤；期限',
      },
      stage: 'coldCall',
      weight: 15,
      prior: 0.3,
    },
  ],
  disqualifiers: usualRuleOuts,
};
