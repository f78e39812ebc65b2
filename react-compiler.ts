import babel from '@rolldown/plugin-babel';
import { reactCompilerPreset } from '@vitejs/plugin-react';

/**
 * What stands beside the CRM and is drawn again with every lead, answer and call. React's compiler has each part drawn
 * only where something of it differs; without it a change anywhere draws everything, seven to ten times per lead.
 */
const beside = /\/components\/(call|data|handoff|i18n|lead|plays|popup|progress|scorecard|sidebar|ui)\/[^.]+\.tsx?$/;

/** The plugin for builds and for tests of components, so that what is tested is what is shipped. */
export function reactCompiler() {
  return babel({ include: beside, presets: [reactCompilerPreset()] });
}
