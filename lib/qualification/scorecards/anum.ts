import type { Scorecard } from '../scorecard';
import { usualRuleOuts } from './rule-outs';
import { authorityScale, moneyScale, painScale, timeScale } from './scales';

/** ANUM: Authority, Need, Urgency, Money. Weights and priors are a starting point until there is history to learn from. */
export const anum: Scorecard = {
  id: 'anum',
  version: 1,
  name: { en: 'ANUM', 'zh-CN': 'ANUM' },
  about: {
    en: 'Authority first: for short cycles where talking to the wrong person costs most.',
    'zh-CN': '先谈决策权：适合周期短、找错人代价最大的场景。',
  },
  readyAt: 70,
  letGoBelow: 30,
  criteria: [
    {
      kind: 'scale',
      id: 'authority',
      name: { en: 'Authority', 'zh-CN': '决策权' },
      topic: 'decision',
      questions: [
        {
          en: 'How is this decided where you are, and what is your part in it?',
          'zh-CN': '这件事在贵公司是怎么决定的，您在其中是什么角色？',
        },
        { en: 'Besides you, who would have to say yes?', 'zh-CN': '除了您，还需要谁点头？' },
      ],
      forAe: { en: 'Who decides, and their role', 'zh-CN': '谁决定，以及其角色' },
      stage: 'coldCall',
      weight: 30,
      prior: 0.4,
      gate: { minLevel: 0.5 },
      options: authorityScale,
    },
    {
      kind: 'scale',
      id: 'need',
      name: { en: 'Need', 'zh-CN': '需求' },
      topic: 'pain',
      questions: [
        { en: 'What is not working the way you want?', 'zh-CN': '有哪些地方没有按您希望的方式运转？' },
        {
          en: 'What happens on a bad week with the way you do it today?',
          'zh-CN': '按现在的做法，遇到最糟的一周会发生什么？',
        },
      ],
      forAe: { en: 'The problem in their words', 'zh-CN': '用对方的话描述问题' },
      stage: 'coldCall',
      weight: 30,
      prior: 0.4,
      gate: { minLevel: 0.6 },
      options: painScale,
    },
    {
      kind: 'scale',
      id: 'urgency',
      name: { en: 'Urgency', 'zh-CN': '紧迫性' },
      topic: 'date',
      questions: [
        { en: 'Why deal with it now rather than next half?', 'zh-CN': '为什么要现在处理，而不是放到下半年？' },
        { en: 'What is tied to that date?', 'zh-CN': '这个日期和什么事情有关？' },
      ],
      forAe: { en: 'Why now, and the date that matters', 'zh-CN': '为什么是现在，以及关键日期' },
      stage: 'coldCall',
      weight: 25,
      prior: 0.25,
      staleAfterDays: 90,
      options: timeScale,
    },
    {
      kind: 'scale',
      id: 'money',
      name: { en: 'Money', 'zh-CN': '资金' },
      topic: 'decision',
      questions: [
        {
          en: 'What range would make sense for a problem this size?',
          'zh-CN': '对这种规模的问题，多大的投入范围算合理？',
        },
        {
          en: 'How is spending decided here when it was not planned?',
          'zh-CN': '未列入计划的支出，贵公司是怎么决定的？',
        },
      ],
      forAe: { en: 'A range, or how money is found', 'zh-CN': '大致范围，或资金的来源' },
      stage: 'coldCall',
      effort: 'delicate',
      weight: 15,
      prior: 0.35,
      staleAfterDays: 180,
      options: moneyScale,
    },
  ],
  disqualifiers: usualRuleOuts,
};
