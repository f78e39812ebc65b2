import type { Criterion, Scorecard } from '../scorecard';
import { usualRuleOuts } from './rule-outs';
import {
  buyerScale,
  championScale,
  competitionScale,
  criteriaScale,
  evidenceScale,
  painScale,
  paperScale,
} from './scales';

/** What MEDDIC and its longer forms have in common, in the order a conversation goes: pain before people, people before procedure. */
const meddicCriteria: Criterion[] = [
  {
    kind: 'scale',
    id: 'pain',
    name: { en: 'Identify pain', 'zh-CN': '识别痛点' },
    topic: 'pain',
    questions: [
      { en: 'What does the problem cost you when it happens?', 'zh-CN': '问题发生时，会让您付出多大代价？' },
      { en: 'Who else feels it?', 'zh-CN': '还有谁能感受到？' },
    ],
    forAe: { en: 'The problem, what it costs, who feels it', 'zh-CN': '问题、代价、谁有感受' },
    stage: 'coldCall',
    weight: 25,
    prior: 0.4,
    gate: { minLevel: 0.6 },
    options: painScale,
  },
  {
    kind: 'scale',
    id: 'metrics',
    name: { en: 'Metrics', 'zh-CN': '衡量指标' },
    topic: 'success',
    questions: [
      {
        en: 'Which number would have to move for you to call this a success, and what is it now?',
        'zh-CN': '要算成功，哪个数字必须改善，现在是多少？',
      },
      { en: 'Who watches that number?', 'zh-CN': '谁在关注这个数字？' },
    ],
    forAe: { en: 'The number to move, and where it is now', 'zh-CN': '要改善的数字，以及目前的水平' },
    stage: 'coldCall',
    weight: 15,
    prior: 0.3,
    options: evidenceScale,
  },
  {
    kind: 'scale',
    id: 'buyer',
    name: { en: 'Economic buyer', 'zh-CN': '经济决策人' },
    topic: 'decision',
    questions: [
      { en: 'Who can release money for this without asking anyone else?', 'zh-CN': '谁不用再问别人就能批准这笔资金？' },
      { en: 'How do they usually want to see a case?', 'zh-CN': '他们通常希望看到怎样的论证？' },
    ],
    forAe: { en: 'Who releases the money, and the way to them', 'zh-CN': '谁能批准资金，以及如何接触到他' },
    stage: 'coldCall',
    weight: 20,
    prior: 0.3,
    gate: { minLevel: 0.45 },
    options: buyerScale,
  },
  {
    kind: 'scale',
    id: 'champion',
    name: { en: 'Champion', 'zh-CN': '内部支持者' },
    topic: 'decision',
    questions: [
      {
        en: 'Who gains most if this works, and would they take it to the buyer?',
        'zh-CN': '如果成功，谁受益最大，他愿意向决策人推荐吗？',
      },
      { en: 'What would they need from us for that?', 'zh-CN': '为此他需要我们提供什么？' },
    ],
    forAe: { en: 'Who gains most and would carry it inside', 'zh-CN': '谁受益最大并愿意在内部推动' },
    stage: 'coldCall',
    weight: 15,
    prior: 0.35,
    options: championScale,
  },
  {
    kind: 'process',
    id: 'process',
    name: { en: 'Decision process', 'zh-CN': '决策流程' },
    topic: 'decision',
    questions: [
      {
        en: 'What are the steps between a good demo and a yes, and who owns each?',
        'zh-CN': '从一次成功的演示到同意购买，有哪些步骤，各由谁负责？',
      },
      { en: 'Who can stop it on the way?', 'zh-CN': '途中谁有可能叫停？' },
    ],
    forAe: { en: 'Steps from demo to yes, and who owns each', 'zh-CN': '从演示到同意的步骤，以及各步骤负责人' },
    stage: 'later',
    weight: 10,
    prior: 0.25,
  },
  {
    kind: 'scale',
    id: 'criteria',
    name: { en: 'Decision criteria', 'zh-CN': '决策标准' },
    topic: 'decision',
    questions: [
      {
        en: 'What would you compare options on, and which point can rule one out?',
        'zh-CN': '您会按哪些标准比较，哪一条会直接排除？',
      },
      { en: 'Who wrote that list?', 'zh-CN': '这份标准是谁定的？' },
    ],
    forAe: { en: 'What options are compared on', 'zh-CN': '按哪些标准比较' },
    stage: 'later',
    weight: 15,
    prior: 0.4,
    options: criteriaScale,
  },
];

const competition: Criterion = {
  kind: 'scale',
  id: 'competition',
  name: { en: 'Competition', 'zh-CN': '竞争' },
  topic: 'today',
  questions: [
    {
      en: 'What else is on the table, counting building it or leaving it as it is?',
      'zh-CN': '还有哪些选择？自己做或维持现状也算。',
    },
    { en: 'What speaks for that?', 'zh-CN': '它的优势是什么？' },
  ],
  forAe: { en: 'What else is on the table', 'zh-CN': '还有哪些选择' },
  stage: 'later',
  weight: 10,
  prior: 0.5,
  options: competitionScale,
};

const paperProcess: Criterion = {
  kind: 'scale',
  id: 'paper',
  name: { en: 'Paper process', 'zh-CN': '采购手续' },
  topic: 'decision',
  questions: [
    {
      en: 'After the yes, what do legal, security and purchasing need, and how long did it take last time?',
      'zh-CN': '同意之后，法务、安全和采购需要什么，上次用了多长时间？',
    },
    { en: 'Who collects the signatures?', 'zh-CN': '由谁收集签字？' },
  ],
  forAe: { en: 'What legal, security and purchasing need', 'zh-CN': '法务、安全和采购需要什么' },
  stage: 'later',
  weight: 10,
  prior: 0.35,
  options: paperScale,
};

/** MEDDIC (PTC, 1990s: Metrics, Economic buyer, Decision criteria, Decision process, Identify pain, Champion). */
export const meddic: Scorecard = {
  id: 'meddic',
  version: 1,
  name: { en: 'MEDDIC', 'zh-CN': 'MEDDIC' },
  about: {
    en: 'A deal tool: a cold call fills pain, a first number and the way to the economic buyer; the AE fills the rest.',
    'zh-CN': '商机工具：首次通话能了解痛点、一个数字和接触经济决策人的途径，其余由客户经理完成。',
  },
  readyAt: 55,
  letGoBelow: 25,
  criteria: meddicCriteria,
  disqualifiers: usualRuleOuts,
};

/** MEDDICC (PTC, 1990s, with Competition). */
export const meddicc: Scorecard = {
  id: 'meddicc',
  version: 1,
  name: { en: 'MEDDICC', 'zh-CN': 'MEDDICC' },
  about: {
    en: 'A deal tool: a cold call fills pain, a first number and the way to the economic buyer; the AE fills the rest.',
    'zh-CN': '商机工具：首次通话能了解痛点、一个数字和接触经济决策人的途径，其余由客户经理完成。',
  },
  readyAt: 55,
  letGoBelow: 25,
  criteria: [...meddicCriteria, competition],
  disqualifiers: usualRuleOuts,
};

/** MEDDPICC (PTC, 1990s, with Paper process and Competition). */
export const meddpicc: Scorecard = {
  id: 'meddpicc',
  version: 1,
  name: { en: 'MEDDPICC', 'zh-CN': 'MEDDPICC' },
  about: {
    en: 'A deal tool: a cold call fills pain, a first number and the way to the economic buyer; the AE fills the rest.',
    'zh-CN': '商机工具：首次通话能了解痛点、一个数字和接触经济决策人的途径，其余由客户经理完成。',
  },
  readyAt: 55,
  letGoBelow: 25,
  criteria: [...meddicCriteria, paperProcess, competition],
  disqualifiers: usualRuleOuts,
};
