import { cruise, format } from 'dependency-cruiser';
import architecture from '../architecture.config.ts';

const { forbidden, options } = architecture;
const folders = ['lib', 'components', 'entrypoints', 'demo', 'scripts', 'tests'];
const { output, exitCode } = await cruise(folders, { ...options, validate: true, ruleSet: { forbidden } });
if (typeof output === 'string') throw new Error('dependency-cruiser answered in text where an object was asked for');
const report = await format(output, { outputType: 'err' });
// It warns that TypeScript 7 has no API for it yet; the swc parser reads everything, type imports included
// (tests/unit/architecture.test.ts proves it), so the warning would only mislead.
console.log(String(report.output).split('‼ missing-tsc-transpiler')[0]?.trim());
process.exitCode = exitCode || output.summary.error > 0 ? 1 : 0;
