import type { LocalText } from '../../model/schemas';

interface Anchor {
  readonly id: string;
  readonly label: LocalText;
  readonly level: number;
}

/** An anchor of a scale: its id, its words in both languages, its level. */
function anchor(id: string, en: string, zh: string, level: number): Anchor {
  return { id, label: { en, 'zh-CN': zh }, level };
}

/*
 * Scales that several cards share, best first. Each anchor is something heard on a call, so that two SDRs who heard the
 * same choose the same; levels follow the strength of evidence of the domain notes (section 1: said vaguely, said
 * first-hand, said with a number, a name or a date).
 */

export const painScale = [
  anchor('costly', 'It hurts, with a number', '有明显痛点，说得出数字', 1),
  anchor('clear', 'A clear problem', '问题明确', 0.7),
  anchor('vague', 'Nice to have', '有更好，没有也行', 0.3),
  anchor('none', 'No problem today', '目前没有问题', 0),
];

export const authorityScale = [
  anchor('alone', 'Decides alone', '本人决定', 1),
  anchor('withOne', 'With one other', '与另一人共同决定', 0.8),
  anchor('committee', 'One of a group', '集体决策成员之一', 0.5),
  anchor('someoneElse', 'Someone else decides', '由他人决定', 0.1),
];

export const moneyScale = [
  anchor('setAside', 'Money is set aside', '已有专项预算', 1),
  anchor('canBeFound', 'Can be found', '可以调配', 0.75),
  anchor('mustBeWon', 'Has to be argued for', '需要专门争取', 0.4),
  anchor('none', 'No money this year', '今年没有资金', 0.1),
];

export const timeScale = [
  anchor('fixedDate', 'Tied to a date', '有明确的截止日期', 1),
  anchor('soon', 'Within six months', '六个月以内', 0.7),
  anchor('someday', 'Later, no date', '以后再说，没有日期', 0.3),
  anchor('noPlan', 'No plan to change', '没有改变的计划', 0),
];

export const priorityScale = [
  anchor('top', 'Among the top three', '在最重要的三件事之内', 1),
  anchor('planned', 'Planned this quarter', '已排进本季度', 0.75),
  anchor('wish', 'On the wish list', '只是想做', 0.3),
  anchor('frozen', 'Frozen for now', '暂时冻结', 0),
];

export const buyerScale = [
  anchor('talking', 'We talk to them', '正在直接沟通', 1),
  anchor('introduced', 'They will introduce us', '对方愿意引荐', 0.75),
  anchor('named', 'Known by name only', '只知道是谁', 0.45),
  anchor('nobody', 'Nobody knows yet', '还不知道是谁', 0),
];

export const championScale = [
  anchor('sells', 'Sells it for us inside', '在内部主动推动', 1),
  anchor('helps', 'Helps when asked', '愿意应要求帮忙', 0.65),
  anchor('likes', 'Likes it, no more', '感兴趣，仅此而已', 0.3),
  anchor('against', 'Rather against it', '倾向反对', 0),
];

export const competitionScale = [
  anchor('none', 'Nobody else yet', '还没有其他选择', 1),
  anchor('early', 'Others, early days', '有其他选择，刚起步', 0.7),
  anchor('equal', 'Several on equal terms', '几家条件相当', 0.45),
  anchor('leading', 'Another one leads', '另一家领先', 0.1),
];

export const interestScale = [
  anchor('asks', 'Asks how it works', '主动询问如何实现', 1),
  anchor('open', 'Listens and answers', '愿意听、愿意答', 0.6),
  anchor('polite', 'Polite, no more', '只是客气', 0.25),
  anchor('none', 'Wants to end the call', '想结束通话', 0),
];

export const evidenceScale = [
  anchor('number', 'Said with a number', '说得出数字', 1),
  anchor('concrete', 'Said in concrete terms', '说得具体', 0.7),
  anchor('vague', 'Only in general terms', '只是泛泛而谈', 0.3),
  anchor('nothing', 'Nothing to name', '说不出来', 0),
];

export const criteriaScale = [
  anchor('ours', 'Written down, we fit', '有书面标准，我们符合', 1),
  anchor('said', 'Said, nothing rules us out', '口头说明，没有排除我们', 0.7),
  anchor('open', 'Not decided yet', '尚未确定', 0.4),
  anchor('against', 'One of them rules us out', '有一条排除了我们', 0),
];

export const paperScale = [
  anchor('walked', 'Known from the last purchase', '上次采购走过，很清楚', 1),
  anchor('named', 'Steps are named', '说得出步骤', 0.7),
  anchor('guess', 'Somebody will know', '应该有人知道', 0.3),
  anchor('unknown', 'Never done here', '从未走过', 0.1),
];

export const eventScale = [
  anchor('dated', 'An event with a date', '有明确日期的事件', 1),
  anchor('event', 'An event, date open', '有事件，日期未定', 0.65),
  anchor('wish', 'Only a wish', '只是愿望', 0.25),
  anchor('nothing', 'Nothing happens', '没有影响', 0),
];

export const fitScale = [
  anchor('all', 'All of it is ours', '全部是我们能做的', 1),
  anchor('most', 'Most of it', '大部分可以', 0.7),
  anchor('half', 'About half', '大约一半', 0.4),
  anchor('little', 'Little of it', '很少', 0.05),
];
