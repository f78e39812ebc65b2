import type { Disqualifier } from '../criterion';

/**
 * What rules a lead out under any framework. Hard: outside the customers we serve, a competitor, already a customer or
 * an open opportunity. Soft: let go now, taken up again later. A missing budget alone is none of them. Source: domain
 * notes section 1, "What disqualifies".
 */
export const usualRuleOuts: Disqualifier[] = [
  {
    id: 'outsideIcp',
    name: { en: 'Not a company we serve', 'zh-CN': '不在我们的客户范围内' },
    effect: { kind: 'hard' },
  },
  {
    id: 'competitor',
    name: { en: 'A competitor or a student', 'zh-CN': '竞争对手或学生' },
    effect: { kind: 'hard' },
  },
  {
    id: 'customerAlready',
    name: { en: 'A customer already, or an open deal', 'zh-CN': '已是客户，或已有进行中的商机' },
    effect: { kind: 'hard' },
  },
  {
    id: 'lockedContract',
    name: { en: 'Tied to a running contract', 'zh-CN': '受现有合同约束' },
    effect: { kind: 'soft', recycleDays: 180 },
  },
  {
    id: 'frozen',
    name: { en: 'The project is frozen', 'zh-CN': '项目已冻结' },
    effect: { kind: 'soft', recycleDays: 90 },
  },
];
