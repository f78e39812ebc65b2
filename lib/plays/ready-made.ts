import type { Play, PlayStep } from './play';

function call(id: string, day: number, afterMinutes = 0): PlayStep {
  return { id, day, afterMinutes, channel: 'call' };
}
function email(id: string, day: number): PlayStep {
  return { id, day, afterMinutes: 0, channel: 'email' };
}

const busy = {
  heard: { en: 'I have no time.', 'zh-CN': '我没时间。' },
  answer: {
    en: 'That is fair, I called out of the blue. When is a calmer moment, tomorrow morning or Thursday?',
    'zh-CN': '理解，我是突然来电。什么时候方便些，明天上午还是周四？',
  },
};
const sendMail = {
  heard: { en: 'Just send me an e-mail.', 'zh-CN': '发封邮件给我吧。' },
  answer: {
    en: 'Gladly. So that it is worth reading: what would it have to show you?',
    'zh-CN': '好的。为了让邮件对您有用：您最想看到什么内容？',
  },
};

/** Examples of what teams can show for the goals they hear most; each team puts its own names and figures in. */
const goals: Play['goals'] = [
  {
    heard: {
      en: 'hour, time, overtime, manual, by hand, spreadsheet, excel',
      'zh-CN': '工时, 时间, 加班, 手工, 人工, 表格',
    },
    show: {
      en: 'One week of a team like theirs, before and after: hours by task. Offer to do the same sum with their figures.',
      'zh-CN': '一个同类团队一周的前后对比：各项工作的工时。可以用对方的数字算同样一笔账。',
    },
  },
  {
    heard: { en: 'cost, budget, save, saving, cheaper, margin', 'zh-CN': '成本, 费用, 预算, 省钱, 节省, 利润' },
    show: {
      en: 'What a customer of their size paid before and pays now, everything counted, and after how many months it paid off.',
      'zh-CN': '规模相近的客户之前与现在的总花费，以及多少个月收回投入。',
    },
  },
  {
    heard: {
      en: 'grow, growth, revenue, sales, more customers, expand',
      'zh-CN': '增长, 营收, 销售额, 更多客户, 扩张',
    },
    show: {
      en: 'A customer who grew without hiring for it: volume and headcount side by side, one year.',
      'zh-CN': '一家没有为增长加人的客户：一年的业务量与人数对照。',
    },
  },
  {
    heard: { en: 'risk, audit, complian, security, mistake, error', 'zh-CN': '风险, 审计, 合规, 安全, 出错, 差错' },
    show: {
      en: 'The list an auditor asks for, answered; and what happens when something goes wrong, step by step.',
      'zh-CN': '审计要求的清单及其答复，以及出问题时的逐步处理方式。',
    },
  },
  {
    heard: { en: 'turnover, hire, hiring, retention, staff, leaving', 'zh-CN': '流失, 招聘, 留人, 人手, 离职' },
    show: {
      en: 'What people of a customer say about their day now, and the share who left, the year before and after.',
      'zh-CN': '客户员工对现在工作日的评价，以及前后一年的离职率。',
    },
  },
];

/**
 * The plays Baton comes with, most particular first. Source of the cadences: domain notes section 2 (inbound: at once,
 * then half an hour, four hours, days 1, 2, 4, 7; cold: 5 to 8 calls over 15 to 20 working days).
 */
export const readyMadePlays: readonly Play[] = [
  {
    id: 'fresh-inbound',
    version: 1,
    name: { en: 'Fresh inbound', 'zh-CN': '新入站线索' },
    fits: { sources: ['web', 'inbound', 'demo', 'trial', 'pricing', 'website', 'search', 'direct', '网站', '官网'] },
    speed: true,
    steps: [
      call('call-1', 0),
      call('call-2', 0, 45),
      email('email-1', 0),
      call('call-3', 1),
      call('call-4', 2),
      email('email-2', 2),
      call('call-5', 4),
      call('call-6', 7),
    ],
    scorecardId: null,
    opening: {
      en: 'You asked about us a moment ago, so I am calling while it is fresh. What made you look today?',
      'zh-CN': '您刚刚向我们咨询过，我趁热打个电话。是什么让您今天想了解？',
    },
    questions: [
      { en: 'What would have to be different after you solve this?', 'zh-CN': '问题解决后，什么会变得不一样？' },
      { en: 'What have you tried so far?', 'zh-CN': '到目前为止试过什么办法？' },
      { en: 'By when would it have to work?', 'zh-CN': '最晚什么时候需要见效？' },
    ],
    objections: [
      {
        heard: { en: 'I was only looking.', 'zh-CN': '我只是看看。' },
        answer: {
          en: 'Good. What were you hoping to find, and did you?',
          'zh-CN': '没问题。您原本想找什么？找到了吗？',
        },
      },
      busy,
    ],
    voicemail: {
      en: 'You asked about us today. I have one question that decides whether we are worth your time. I try again at {{time}}.',
      'zh-CN': '您今天向我们咨询过。我有一个问题，能判断我们是否值得您花时间。我会再次致电。',
    },
    goals,
  },
  {
    id: 'event-list',
    version: 1,
    name: { en: 'Event list', 'zh-CN': '活动名单' },
    fits: {
      sources: ['event', 'webinar', 'trade show', 'tradeshow', 'conference', 'exhibition', '展会', '活动', '会议'],
    },
    speed: false,
    steps: [
      call('call-1', 0),
      email('email-1', 0),
      call('call-2', 2),
      call('call-3', 5),
      email('email-2', 7),
      call('call-4', 9),
    ],
    scorecardId: null,
    opening: {
      en: 'We were at the same event last week. Which session stayed with you?',
      'zh-CN': '上周我们参加了同一场活动。哪个环节给您印象最深？',
    },
    questions: [
      { en: 'What did you go there to find?', 'zh-CN': '您去是想找什么？' },
      { en: 'Who else at your company cares about this?', 'zh-CN': '公司里还有谁关心这个问题？' },
    ],
    objections: [
      {
        heard: { en: 'I do not remember you.', 'zh-CN': '我不记得你们。' },
        answer: {
          en: 'No wonder, there were hundreds of stands. One sentence on what we do, and you tell me whether to stop?',
          'zh-CN': '展位那么多，很正常。我用一句话介绍，您再决定要不要继续？',
        },
      },
      sendMail,
    ],
    voicemail: {
      en: 'We met at the event. I have the answer to what was asked there most. I try again on another day.',
      'zh-CN': '我们在活动上见过。大家最常问的那个问题，我有答案。改天我再致电。',
    },
    goals,
  },
  {
    id: 'cold-outbound',
    version: 1,
    name: { en: 'Cold outbound', 'zh-CN': '主动外呼' },
    fits: { sources: [] },
    speed: false,
    steps: [
      call('call-1', 0),
      email('email-1', 0),
      call('call-2', 3),
      call('call-3', 7),
      email('email-2', 8),
      call('call-4', 11),
      call('call-5', 16),
      call('call-6', 21),
    ],
    scorecardId: null,
    opening: {
      en: 'You do not expect my call. May I say in half a minute why I chose you, and then you decide?',
      'zh-CN': '您没有预料到这通电话。我能用半分钟说明为什么找您，再由您决定吗？',
    },
    questions: [
      { en: 'How do you do this today, and with how many people?', 'zh-CN': '目前是怎么做的，有多少人参与？' },
      { en: 'Where does that cost more than it should?', 'zh-CN': '哪一部分花费超出应有的水平？' },
    ],
    objections: [busy, sendMail],
    voicemail: {
      en: 'I have an idea for your team about one number. I write it in an e-mail and try again on another day.',
      'zh-CN': '我有一个关于贵团队某个数字的想法，会写在邮件里，改天再致电。',
    },
    goals,
  },
];
