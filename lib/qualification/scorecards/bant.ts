import type { Scorecard } from '../scorecard';

/**
 * BANT: Budget, Authority, Need, Timeline, in the order a conversation goes: pain before money. Made for short cycles.
 * Need and authority are gates: without a problem and a way to whoever decides, nothing else matters. A missing budget
 * alone never rules a lead out. With these weights two good answers never make a lead ready, three do (IBM counts three of
 * four, domain notes section 1). Weights and priors are a starting point until there is history to learn from.
 */
export const bant: Scorecard = {
  id: 'bant',
  version: 1,
  name: { en: 'BANT', 'zh-CN': 'BANT' },
  readyAt: 70,
  criteria: [
    {
      kind: 'scale',
      id: 'need',
      name: { en: 'Need', 'zh-CN': '需求' },
      topic: 'pain',
      questions: [
        {
          en: 'What made this worth a conversation now?',
          'zh-CN': '是什么让您觉得现在值得聊一聊这件事？',
        },
        {
          en: 'What happens on a bad week with the way you do it today?',
          'zh-CN': '按现在的做法，遇到最糟的一周会发生什么？',
        },
        {
          en: 'What does it cost you when it goes wrong, in hours, money or customers?',
          'zh-CN': '一旦出问题，会让您损失多少工时、费用或客户？',
        },
      ],
      weight: 30,
      prior: 0.4,
      gate: { minLevel: 0.6 },
      options: [
        { id: 'costly', label: { en: 'It hurts, with a number', 'zh-CN': '有明显痛点，说得出数字' }, level: 1 },
        { id: 'clear', label: { en: 'A clear problem', 'zh-CN': '问题明确' }, level: 0.7 },
        { id: 'vague', label: { en: 'Nice to have', 'zh-CN': '有更好，没有也行' }, level: 0.3 },
        { id: 'none', label: { en: 'No problem today', 'zh-CN': '目前没有问题' }, level: 0 },
      ],
    },
    {
      kind: 'scale',
      id: 'authority',
      name: { en: 'Authority', 'zh-CN': '决策权' },
      topic: 'decision',
      questions: [
        {
          en: 'Besides you, who would have to say yes before anything changes?',
          'zh-CN': '除了您，还需要谁点头才能推动改变？',
        },
        {
          en: 'How did you choose the last tool like this, and who took part?',
          'zh-CN': '上一次选这类工具是怎么定下来的，有哪些人参与？',
        },
        {
          en: 'Who can stop this, even if you want it?',
          'zh-CN': '即使您想做，谁有可能叫停？',
        },
      ],
      weight: 25,
      prior: 0.4,
      gate: { minLevel: 0.5 },
      options: [
        { id: 'alone', label: { en: 'Decides alone', 'zh-CN': '本人决定' }, level: 1 },
        { id: 'withOne', label: { en: 'With one other', 'zh-CN': '与另一人共同决定' }, level: 0.8 },
        { id: 'committee', label: { en: 'One of a group', 'zh-CN': '集体决策成员之一' }, level: 0.5 },
        { id: 'someoneElse', label: { en: 'Someone else decides', 'zh-CN': '由他人决定' }, level: 0.1 },
      ],
    },
    {
      kind: 'scale',
      id: 'timeline',
      name: { en: 'Timeline', 'zh-CN': '时间安排' },
      topic: 'date',
      questions: [
        {
          en: 'By when would it need to be working, and what is tied to that date?',
          'zh-CN': '最晚什么时候要用起来？这个日期和什么事情有关？',
        },
        {
          en: 'What happens if nothing has changed by then?',
          'zh-CN': '如果到那时还没有改变，会怎样？',
        },
        {
          en: 'What else has to be finished before you could start?',
          'zh-CN': '在启动之前，还有哪些事情必须先完成？',
        },
      ],
      weight: 25,
      prior: 0.25,
      options: [
        { id: 'fixedDate', label: { en: 'Tied to a date', 'zh-CN': '有明确的截止日期' }, level: 1 },
        { id: 'soon', label: { en: 'Within six months', 'zh-CN': '六个月以内' }, level: 0.7 },
        { id: 'someday', label: { en: 'Later, no date', 'zh-CN': '以后再说，没有日期' }, level: 0.3 },
        { id: 'noPlan', label: { en: 'No plan to change', 'zh-CN': '没有改变的计划' }, level: 0 },
      ],
    },
    {
      kind: 'scale',
      id: 'budget',
      name: { en: 'Budget', 'zh-CN': '预算' },
      topic: 'decision',
      questions: [
        {
          en: 'What do you spend on it today, people included?',
          'zh-CN': '目前在这方面的投入是多少？请把人力也算上。',
        },
        {
          en: 'How is spending decided here when it was not planned at the start of the year?',
          'zh-CN': '年初没有列入计划的支出，贵公司是怎么决定的？',
        },
        {
          en: 'If the case were clear, where would the money come from?',
          'zh-CN': '如果价值说得清楚，这笔钱会从哪里来？',
        },
      ],
      weight: 20,
      prior: 0.35,
      options: [
        { id: 'setAside', label: { en: 'Money is set aside', 'zh-CN': '已有专项预算' }, level: 1 },
        { id: 'canBeFound', label: { en: 'Can be found', 'zh-CN': '可以调配' }, level: 0.75 },
        { id: 'mustBeWon', label: { en: 'Has to be argued for', 'zh-CN': '需要专门争取' }, level: 0.4 },
        { id: 'none', label: { en: 'No money this year', 'zh-CN': '今年没有资金' }, level: 0.1 },
      ],
    },
  ],
};
