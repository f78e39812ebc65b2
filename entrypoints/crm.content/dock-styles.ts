/**
 * The dock's looks: everything in the shadow root, px only, no motion. s(urface), l(ine) and a(ccent) are the design
 * tokens' values; which of each pair counts is the host's `color-scheme`. Whatever changes in a box makes the browser
 * paint the whole page as well. So the panel has none until its frame is loaded, each step of which would be such a
 * change, and is then laid out unseen until the frame is ready: a layer's opacity is changed without painting.
 */
export const dockStyles = `\
:host{--s:light-dark(#fff,#171c22);--l:light-dark(#cdd5de,#394452);--a:light-dark(#0b6b66,#4fc3b8)}\
div{position:fixed;inset:0 0 0 auto;max-width:100vw;background:var(--s);box-shadow:-1px 0 var(--l);will-change:opacity}\
.waiting{opacity:0}\
.failed,.collapsed{visibility:hidden}\
iframe{width:100%;height:100%;border:0}\
b{position:absolute;inset:0 auto 0 -4px;width:9px;cursor:col-resize;touch-action:none}\
b:hover,b:active{box-shadow:inset 4px 0 var(--a)}\
b:active+iframe{pointer-events:none}\
button{position:fixed;top:38%;right:-1px;padding:9px;border:1px solid var(--l);border-radius:9px 0 0 9px;background:var(--s);color:light-dark(#12171e,#eef2f6);box-shadow:0 0 9px #0003;font:600 14px system-ui}\
:focus-visible{outline:solid var(--a)}\
i{display:block;height:12px;width:12px;margin:0 auto 7px;padding:4px;border-radius:6px;background:linear-gradient(148deg,#0000 40%,var(--s)0 60%,#0000 0)content-box,var(--a)}\
.live i,.ended i{padding:0;border:4px solid var(--s);border-radius:50%;color:light-dark(#b0231b,#ff8f85);box-shadow:0 0 0 2px;background:currentColor;forced-color-adjust:none}\
.ended i{background:0}\
@media print{:host{display:none!important}}`;

/**
 * The host's own styles, each important: `all: initial` cuts off whatever the page would give it. It is also the
 * spacer of make-room.ts, hence absolute and one pixel in size; what is seen of it is fixed inside it. The z-index is
 * above the CRMs' own layers and below the largest, so that assistive tools stay on top.
 */
export const hostStyle =
  'all:initial;position:absolute;top:0;left:0;width:1px;height:1px;z-index:999999;direction:ltr;'.replaceAll(
    ';',
    '!important;',
  );
