// @ts-nocheck
import { setTimeout as pause } from 'node:timers/promises';
import { launchBaton } from '../tests/support/browser.ts';
import { serveRecordPages } from '../tests/bench/record-page.ts';
import { setStage } from '../tests/bench/stage.ts';
import { ensureChromium } from './lib/chromium.ts';
import { ensureBuild } from './lib/build.ts';
const executablePath = await ensureChromium();
const extension = process.argv[2] ?? await ensureBuild('chrome');
const stage = await setStage({ executablePath, extension, say: console.log });
const pages = await serveRecordPages();
const loads = Number(process.argv[3] ?? 8);
async function arm(ext) {
  const browser = await launchBaton({ executablePath, extension: ext, demoPort: pages.port, headless: true });
  const page = browser.context.pages()[0] ?? (await browser.context.newPage());
  const b = browser.context.browser() ;
  const cdp = await browser.context.newCDPSession(page);
  await cdp.send('Performance.enable', { timeDomain: 'threadTicks' });
  return { browser, page, cdp, sums: [], costs: [] };
}
async function load(a, url) {
  const events = [];
  const on = (d) => events.push(...d.value);
  a.cdp.on('Tracing.dataCollected', on);
  await a.cdp.send('Tracing.start', { transferMode: 'ReportEvents', traceConfig: { includedCategories: ['toplevel', 'devtools.timeline', 'blink', 'blink.user_timing', 'v8', 'cc', 'disabled-by-default-devtools.timeline'], excludedCategories: ['*'] } });
  await a.page.goto(url, { waitUntil: 'load' });
  await pause(2500);
  const { metrics } = await a.cdp.send('Performance.getMetrics');
  const done = new Promise(r => a.cdp.once('Tracing.tracingComplete', r));
  await a.cdp.send('Tracing.end'); await done; a.cdp.off('Tracing.dataCollected', on);
  a.costs.push(metrics.find(m => m.name === 'TaskDuration').value * 1000);
  // main thread of the page: the one with the ParseHTML of our url / most Layout
  const lay = events.filter(e => e.name === 'Layout' || e.name === 'ParseHTML');
  const cnt = new Map(); for (const e of lay) { const k = e.pid + ':' + e.tid; cnt.set(k, (cnt.get(k) || 0) + (e.tdur || 0)); }
  const key = [...cnt].sort((x, y) => y[1] - x[1])[0][0];
  const own = events.filter(e => e.pid + ':' + e.tid === key && e.ph === 'X');
  own.sort((x, y) => x.ts - y.ts || y.dur - x.dur);
  // self times by name
  const sum = new Map(); const st = [];
  const add = (n, t, c) => { const s = sum.get(n) || { t: 0, c: 0 }; s.t += t; s.c += c; sum.set(n, s); };
  for (const e of own) {
    while (st.length && st[st.length - 1].ts + st[st.length - 1].dur <= e.ts) st.pop();
    const p = st[st.length - 1]; if (p) add(p.name, -(e.tdur || 0), 0);
    add(e.name === 'Document::recalcStyle' && st.some(x => x.name === 'Closed mojo endpoint') ? 'recalc-old' : e.name, e.tdur || 0, 1); st.push(e);
  }
  a.sums.push(sum);
  a.last = own;
}

const dirs = process.argv.slice(4);
const arms = []; for (const d of dirs) arms.push(await arm(d));
for (let i = 0; i < loads + 2; i++) { if (i === 2) for (const a of arms) { a.sums.length = 0; a.costs.length = 0; } for (const a of arms) await load(a, pages.url(i + 1)); }
const med = (xs) => xs.toSorted((a, b) => a - b)[xs.length >> 1];
const names = ['Document::recalcStyle','recalc-old','Paint','LocalFrameView::performLayout','Document::rebuildLayoutTree','FunctionCall','WebFrameWidgetImpl::UpdateLifecycle','PrePaint','ParseHTML','V8.GC_MC_INCREMENTAL_EMBEDDER_TRACING','Document::shutdown','ThreadControllerImpl::RunTask'];
console.log('TaskDuration'.padEnd(40), arms.map(a => med(a.costs).toFixed(1)).join('  '));
for (const n of names) console.log(n.padEnd(40), arms.map(a => med(a.sums.map(s => (s.get(n)?.t ?? 0) / 1000)).toFixed(2) + ' x' + med(a.sums.map(s => s.get(n)?.c ?? 0))).join('  '));
for (const a of arms) await a.browser.close(); await pages.close(); process.exit(0);
