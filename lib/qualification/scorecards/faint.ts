import type { Scorecard } from '../scorecard';
import { usualRuleOuts } from './rule-outs';
import { authorityScale, interestScale, moneyScale, painScale, timeScale } from './scales';

/** FAINT: Funds, Authority, Interest, Need, Timing (RAIN Group), asked in the order a conversation goes. Weights and priors are a starting point until there is history to learn from. */
export const faint: Scorecard = {
  id: 'faint',
  version: 1,
  name: { en: 'FAINT', 'zh-CN': 'FAINT' },
  about: {
    en: 'For demand nobody has budgeted yet: funds and interest instead of a budget line.',
    'zh-CN': '适合尚未列入预算的需求：看资金能力和兴趣，而不是预算科目。',
  },
  readyAt: 65,
  letGoBelow: 25,
  criteria: [
    {
      kind: 'scale',
      id: 'interest',
      name: { en: 'Interest', 'zh-CN': '兴趣' },
      topic: 'whyCall',
      questions: [
        {
          en: 'What caught your attention in what I described?',
          'zh-CN': '刚才我介绍的内容里，哪一点引起了您的注意？',
        },
        { en: 'What would make it worth half an hour of your time?', 'zh-CN': '怎样才值得您花半个小时来了解？' },
      ],
      forAe: { en: 'What caught their attention', 'zh-CN': '是什么引起了对方的注意' },
      stage: 'coldCall',
      effort: 'easy',
      weight: 15,
      prior: 0.45,
      options: interestScale,
    },
    {
      kind: 'scale',
      id: 'need',
      name: { en: 'Need', 'zh-CN': '需求' },
      topic: 'pain',
      questions: [
        { en: 'Where would it help first?', 'zh-CN': '它最先能帮到哪里？' },
        { en: 'What happens there today?', 'zh-CN': '那里目前是怎么做的？' },
      ],
      forAe: { en: 'Where it would help first', 'zh-CN': '最先能帮到哪里' },
      stage: 'coldCall',
      weight: 30,
      prior: 0.35,
      gate: { minLevel: 0.6 },
      options: painScale,
    },
    {
      kind: 'scale',
      id: 'authority',
      name: { en: 'Authority', 'zh-CN': '决策权' },
      topic: 'decision',
      questions: [
        { en: 'Who can move money to something new?', 'zh-CN': '谁能把资金投到新的事情上？' },
        { en: 'How did the last new thing get started here?', 'zh-CN': '上一个新项目在贵公司是怎么启动的？' },
      ],
      forAe: { en: 'Who can move money to something new', 'zh-CN': '谁能把资金用于新项目' },
      stage: 'coldCall',
      weight: 20,
      prior: 0.4,
      gate: { minLevel: 0.5 },
      options: authorityScale,
    },
    {
      kind: 'scale',
      id: 'timing',
      name: { en: 'Timing', 'zh-CN': '时机' },
      topic: 'date',
      questions: [
        { en: 'What would be a natural moment to start?', 'zh-CN': '什么时候启动比较自然？' },
        { en: 'What has to be finished before?', 'zh-CN': '在那之前必须先完成什么？' },
      ],
      forAe: { en: 'A natural moment to start', 'zh-CN': '自然的启动时机' },
      stage: 'coldCall',
      weight: 20,
      prior: 0.25,
      staleAfterDays: 90,
      options: timeScale,
    },
    {
      kind: 'scale',
      id: 'funds',
      name: { en: 'Funds', 'zh-CN': '资金能力' },
      topic: 'decision',
      questions: [
        {
          en: 'How is the company placed to fund new projects this year?',
          'zh-CN': '公司今年投入新项目的能力怎么样？',
        },
        { en: 'Which new project was funded last?', 'zh-CN': '最近一个获得资金的新项目是什么？' },
      ],
      forAe: { en: 'Whether the company can fund new things', 'zh-CN': '公司是否有能力投入新项目' },
      stage: 'coldCall',
      effort: 'delicate',
      weight: 15,
      prior: 0.45,
      staleAfterDays: 180,
      options: moneyScale,
    },
  ],
  disqualifiers: usualRuleOuts,
};
