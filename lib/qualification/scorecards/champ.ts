import type { Scorecard } from '../scorecard';
import { usualRuleOuts } from './rule-outs';
import { authorityScale, moneyScale, painScale, priorityScale } from './scales';

/** CHAMP: Challenges, Authority, Money, Prioritization. Authority is a map, not a gate (domain notes section 1). Weights and priors are a starting point until there is history to learn from. */
export const champ: Scorecard = {
  id: 'champ',
  version: 1,
  name: { en: 'CHAMP', 'zh-CN': 'CHAMP' },
  about: {
    en: 'Challenges first: for demand that has no budget line yet. Authority is a map of people here, no gate.',
    'zh-CN': '先谈挑战：适合还没有预算科目的需求。这里的决策权是一张人员地图，不是门槛。',
  },
  readyAt: 65,
  letGoBelow: 30,
  criteria: [
    {
      kind: 'scale',
      id: 'challenges',
      name: { en: 'Challenges', 'zh-CN': '挑战' },
      topic: 'pain',
      questions: [
        {
          en: 'Which part of this takes more effort than it should?',
          'zh-CN': '这件事里，哪一部分费的力气超过了应有的程度？',
        },
        { en: 'What have you already tried, and what came of it?', 'zh-CN': '您已经试过哪些办法，结果怎样？' },
        { en: 'What does it cost you when it goes wrong?', 'zh-CN': '一旦出问题，会让您付出什么代价？' },
      ],
      forAe: { en: 'The problem in their words, and one number', 'zh-CN': '用对方的话描述问题，并给出一个数字' },
      stage: 'coldCall',
      weight: 35,
      prior: 0.4,
      gate: { minLevel: 0.6 },
      options: painScale,
    },
    {
      kind: 'scale',
      id: 'authority',
      name: { en: 'Authority', 'zh-CN': '决策权' },
      topic: 'decision',
      questions: [
        {
          en: 'Walk me through who gets involved when your team changes a tool.',
          'zh-CN': '当您的团队更换工具时，通常会有哪些人参与？',
        },
        { en: 'Whose yes did the last change need?', 'zh-CN': '上一次改变，需要谁点头？' },
      ],
      forAe: { en: 'Who takes part, and who is missing', 'zh-CN': '有谁参与，还缺谁' },
      stage: 'coldCall',
      weight: 20,
      prior: 0.4,
      options: authorityScale,
    },
    {
      kind: 'scale',
      id: 'money',
      name: { en: 'Money', 'zh-CN': '资金' },
      topic: 'decision',
      questions: [
        {
          en: 'If the case were clear, where would the funds come from?',
          'zh-CN': '如果价值说得清楚，资金会从哪里来？',
        },
        {
          en: 'What do you spend on it today, people included?',
          'zh-CN': '目前在这方面的投入是多少？请把人力也算上。',
        },
      ],
      forAe: { en: 'Where the money would come from', 'zh-CN': '资金从哪里来' },
      stage: 'coldCall',
      effort: 'delicate',
      weight: 20,
      prior: 0.35,
      staleAfterDays: 180,
      options: moneyScale,
    },
    {
      kind: 'scale',
      id: 'priority',
      name: { en: 'Prioritization', 'zh-CN': '优先级' },
      topic: 'date',
      questions: [
        {
          en: 'Where does this sit among the things you must finish this quarter?',
          'zh-CN': '在本季度必须完成的事情里，这件事排在什么位置？',
        },
        { en: 'What would push it off the list?', 'zh-CN': '什么情况会让它被移出清单？' },
      ],
      forAe: { en: 'What it competes with, and until when', 'zh-CN': '它与哪些事情竞争，期限是什么' },
      stage: 'coldCall',
      weight: 25,
      prior: 0.3,
      staleAfterDays: 90,
      options: priorityScale,
    },
  ],
  disqualifiers: usualRuleOuts,
};
