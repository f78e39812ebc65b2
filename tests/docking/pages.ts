/** Small pages, each with what makes room hard to take. Ids: what must end left of the dock carries `data-fits`. */
export interface FixturePage {
  readonly html: string;
  readonly headers?: Readonly<Record<string, string>>;
}

const rows = (count: number, cells: number) =>
  Array.from(
    { length: count },
    (_, row) => `<tr>${Array.from({ length: cells }, (_, cell) => `<td>Row ${row} cell ${cell}</td>`).join('')}</tr>`,
  ).join('');

function page(title: string, css: string, body: string, root = '<html lang="en">'): string {
  return `<!doctype html>${root}<head><meta charset="utf-8"><title>${title} | Lead | Salesforce</title><style>
*{box-sizing:border-box}body{margin:0;font:14px system-ui;color:#222}
table{border-collapse:collapse}td{border:1px solid #ccc;padding:6px 10px;white-space:nowrap}
.dialog{background:#fff;border:2px solid #26c;padding:20px}
${css}</style></head><body>${body}</body></html>`;
}

const scrolling = page(
  'Scrolling',
  `body{padding-top:56px}
header{position:fixed;top:0;left:0;width:100%;height:56px;background:#036;color:#fff;display:flex;justify-content:space-between;align-items:center;padding:0 16px;transition:all .3s}
#bar{position:sticky;top:56px;background:#eee;padding:8px}
#chat{position:fixed;right:20px;bottom:20px;width:56px;height:56px;border-radius:50%;background:#c33;border:0}
#backdrop{position:fixed;inset:0;background:rgb(0 0 0/.4);display:grid;place-items:center}
#centred{position:fixed;left:50%;top:30%;width:500px;transform:translate(-50%,-50%)}
#auto{position:fixed;inset:auto 0 60px 0;margin:0 auto;width:400px;height:80px}`,
  `<header id="header" data-fits><b>Header</b><button id="avatar">Me</button></header>
<div id="bar" data-fits>Sticky</div><p><a id="next" href="/lightning/r/Lead/00Q5e00000AbCdFEAV/view">Next lead</a> <input id="field" aria-label="Field"></p>
<button id="open">Open modal</button><button id="chat" data-fits>?</button>
<table id="wide">${rows(60, 30)}</table>
<script>
history.scrollRestoration='manual';
document.getElementById('open').onclick=()=>{
  const b=document.createElement('div');b.id='backdrop';b.dataset.fits='';b.innerHTML='<div class="dialog" id="modal" data-fits style="width:90vw;height:300px">Modal</div>';document.body.append(b);
  const c=document.createElement('div');c.id='centred';c.className='dialog';c.dataset.fits='';c.textContent='Centred';document.body.append(c);
  const a=document.createElement('div');a.id='auto';a.className='dialog';a.dataset.fits='';a.textContent='Auto';document.body.append(a);
};
document.getElementById('next').onclick=(e)=>{e.preventDefault();history.pushState({},'',e.currentTarget.href);document.title='Next | Lead | Salesforce';};
</script>`,
);

const app = page(
  'App',
  `html,body{height:100%;overflow:hidden}
#root{position:absolute;inset:0;display:flex;flex-direction:column}
#top{height:48px;width:100vw;background:#036;flex:none}
#main{flex:1;display:flex;min-height:0}
#nav{width:220px;background:#eee}
#content{flex:1;overflow:auto;min-width:0}
#pane{position:absolute;left:0;bottom:0;right:0;height:40px;background:#dde}
#drawer{position:fixed;right:0;top:48px;bottom:40px;width:300px;background:#fed}
#float{position:fixed;right:24px;bottom:60px;width:120px;padding:10px;background:#cfc;transition:right .2s}`,
  `<div id="root" data-fits><div id="top" data-fits></div><div id="main"><div id="nav"></div><div id="content" data-fits><table>${rows(200, 16)}</table></div></div><div id="pane" data-fits></div></div>
<div id="drawer" data-fits>Drawer</div><div id="float" data-fits style="  color: RED;right:24px ">Float</div>`,
);

const fullWidth = page(
  'Viewport units',
  `#shell{width:100vw;min-height:100vh;background:#eef}#min{min-width:100vw;height:60px;background:#fde}.rest{margin-left:240px;width:calc(100vw - 240px);background:#def;height:100px}`,
  `<div id="shell" data-fits><div id="min" data-fits></div><div class="rest" id="rest" data-fits></div><p>Text</p></div>`,
);

const rtl = page(
  'RTL',
  `header{position:fixed;top:0;left:0;right:0;height:50px;background:#036}body{padding-top:50px}
#full{position:fixed;top:50px;left:0;width:100%;height:30px;background:#933}
#chat{position:fixed;right:16px;bottom:16px;width:60px;height:60px;background:#c33}
#left{position:fixed;left:16px;bottom:16px;width:60px;height:60px;background:#393}
#centred{position:fixed;right:50%;top:50%;width:300px;height:80px;transform:translate(50%,-50%);background:#fc6}`,
  `<header id="header" data-fits></header><div id="full" data-fits></div><div id="chat" data-fits></div><div id="left" data-fits></div><div id="centred" data-fits></div><p id="text" data-fits>مرحبا بالعالم</p><table>${rows(40, 24)}</table>`,
  '<html lang="ar" dir="rtl">',
);

const plain = page('Plain', '', `<p id="text" data-fits>Just text.</p>${'<p>More</p>'.repeat(100)}`);

const styled = page(
  'Styled root',
  'html{width:100%}',
  '<p id="text" data-fits>Text</p>',
  '<html lang="en" style="margin-right: 12px;background:  #FFF" class="x">',
);

const shadow = page(
  'Shadow',
  '',
  `<my-app></my-app><script>
const root=document.querySelector('my-app').attachShadow({mode:'open'});
root.innerHTML='<style>.h{position:fixed;top:0;left:0;width:100%;height:40px;background:#036}</style><div class="h"></div>';
</script>`,
);

/** Says in its markup what margin the root had when the first of the body was parsed. */
const early = page(
  'Early',
  '',
  '<script>document.body.dataset.margin=getComputedStyle(document.documentElement).marginRight</script><p>A page</p>',
);

const fixedParts = `<header id="header" data-fits style="position:fixed;top:0;left:0;right:0;height:40px;background:#036"></header>
<div id="chat" data-fits style="position:fixed;right:20px;bottom:20px;width:56px;height:56px;background:#c33"></div>`;

/** Without a doctype, as old pages are: the body then answers for the window. */
const quirks = page('Quirks', '', `${fixedParts}<table id="wide">${rows(60, 30)}</table>`).replace(
  '<!doctype html>',
  '',
);

const zoomed = page(
  'Zoomed',
  'body{zoom:.8}',
  `${fixedParts}<div id="full" data-fits style="width:125vw;height:20px;background:#abc"></div><p id="text" data-fits>Text</p>`,
);

/** Breaks out of a centred column to the width of the window. */
const bleeding = page(
  'Full bleed',
  'main{max-width:700px;margin:0 auto}',
  '<main><p>Text</p><div id="bleed" data-fits style="margin-left:calc(50% - 50vw);width:100vw;height:40px;background:#afa"></div></main>',
);

/** Lightning's composers: in a row at the bottom right, each of a fixed width. */
const composers = page(
  'Composers',
  '',
  `<div id="row" data-fits style="position:fixed;right:0;bottom:0;padding:0 24px;display:flex;justify-content:flex-end">
<div id="composer" data-fits style="width:480px;height:300px;background:#fff;border:1px solid">Log a call</div></div>`,
);

/** A single-page app whose router hears of the back button alone, draws at once, and learns the record's name later. */
const router = page(
  'Router',
  '',
  `<h1></h1><a href="#elsewhere">Elsewhere</a><script>
const show=()=>{
  document.querySelector('h1').textContent='Record '+location.pathname;
  setTimeout(()=>{document.title=location.pathname.split('/')[4]+' | Lead | Salesforce'},600);
};
addEventListener('popstate',({state})=>{if(state!==undefined)show()});
show();
</script>`,
);

const ticking = page(
  'Ticking',
  '',
  `<p id="clock"></p><script>
let n=0;setInterval(()=>{document.getElementById('clock').textContent=n+=1;document.title='('+n+') Ticking | Lead | Salesforce'},20)
</script>`,
);

export const fixturePages: Readonly<Record<string, FixturePage>> = {
  scrolling: { html: scrolling },
  app: { html: app },
  fullWidth: { html: fullWidth },
  rtl: { html: rtl },
  plain: { html: plain },
  early: { html: early },
  quirks: { html: quirks },
  zoomed: { html: zoomed },
  bleeding: { html: bleeding },
  composers: { html: composers },
  feed: { html: '<?xml version="1.0"?><leads><lead/></leads>', headers: { 'content-type': 'application/xml' } },
  router: { html: router },
  ticking: { html: ticking },
  styled: { html: styled },
  shadow: { html: shadow },
  strict: {
    html: scrolling
      .replace(/<style>[\s\S]*?<\/style>/, '<link rel="stylesheet" href="/page.css">')
      .replace(/<script>[\s\S]*<\/script>/, ''),
    headers: {
      'content-security-policy':
        "default-src 'none'; style-src 'self'; script-src 'self'; frame-src 'self'; require-trusted-types-for 'script'",
    },
  },
  rows: {
    html: page(
      'Rows',
      'header{position:fixed;top:0;left:0;width:100%;height:40px;background:#036}',
      `<header></header><table>${rows(1500, 8)}</table>`,
    ),
  },
};

/** The stylesheet of the page that allows none but its own. */
export const strictCss = /<style>([\s\S]*?)<\/style>/.exec(scrolling)?.[1] ?? '';
