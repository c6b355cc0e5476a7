import { DARK, LIGHT, swatches, type Theme } from '../palette.ts'

/** The page's style sheet; `heights` are those of its charts, because a style attribute is not allowed. */
export function pageStyle(heights: readonly number[]): string {
  const boxes = [...new Set(heights)].map((height) => `.h${height}{height:${height}px}`).join('\n')
  return [
    `:root{color-scheme:light;${variables(LIGHT)}}`,
    `@media (prefers-color-scheme:dark){:root:not([data-theme=light]):not([data-print]){color-scheme:dark;${variables(DARK)}}}`,
    `:root[data-theme=dark]:not([data-print]){color-scheme:dark;${variables(DARK)}}`,
    RULES.replace('$font', LIGHT.font).replace('$swatches', SWATCHES),
    boxes,
    PHONE,
    PRINT,
  ].join('\n')
}

function variables(theme: Theme): string {
  const [first, second, third] = theme.variants
  const { background, surface, rule, ruleStrong, text, muted, link, better, worse, baseline, context } = theme
  const values = {
    background,
    surface,
    rule,
    'rule-strong': ruleStrong,
    text,
    muted,
    link,
    better,
    worse,
    baseline,
    first,
    second,
    third,
    context,
    ramp: theme.ramp.join(','),
    booting: theme.booting,
    ...swatches(theme),
  }
  return Object.entries(values)
    .map(([name, value]) => `--${name}:${value}`)
    .join(';')
}

const SWATCHES = Object.keys(swatches(LIGHT))
  .map((name) => `.${name}{background:var(--${name})}`)
  .join('')

const RULES = `*{box-sizing:border-box}
html{scroll-padding-top:56px}
body{margin:0;background:var(--background);color:var(--text);font:14px/1.5 $font;font-variant-numeric:tabular-nums}
header,main,footer{max-width:1232px;margin:0 auto;padding:0 24px}
.bar{position:sticky;top:0;z-index:2;background:var(--background);border-bottom:1px solid var(--rule)}
.bar header{display:flex;gap:16px;align-items:center;min-height:44px}
.bar nav{display:flex;gap:14px;flex:1;overflow-x:auto}
a{color:var(--link)}
.bar a{color:var(--muted);text-decoration:none;padding:5px 0;white-space:nowrap}
.bar a:hover{color:var(--text);text-decoration:underline}
button{font:inherit;min-width:30px;min-height:30px;border:1px solid var(--rule-strong);border-radius:3px;background:var(--background);color:var(--text);cursor:pointer}
:focus-visible{outline:2px solid var(--link);outline-offset:2px}
section{padding:28px 0 32px;border-bottom:1px solid var(--rule)}
h1{font-size:27px;line-height:1.28;margin:2px 0 10px;max-width:30em;text-wrap:balance}
h2{font-size:13px;font-weight:600;letter-spacing:.04em;text-transform:uppercase;color:var(--muted);margin:0 0 4px}
#verdict h2{margin-top:20px}
h3{font-size:14px;font-weight:600;margin:0;color:var(--muted)}
p{margin:0 0 8px}
.where{color:var(--muted);margin:0}
.where b{color:var(--text)}
.lede{font-size:15.5px;max-width:52em}
.finding{font-size:18px;line-height:1.4;font-weight:600;max-width:46em}
.note,figcaption{font-size:12px;color:var(--muted);max-width:70em}
.numbers{display:grid;grid-template-columns:repeat(auto-fit,minmax(150px,1fr));border-top:2px solid var(--text);margin:16px 0 12px}
.numbers>div{padding:8px 14px;border-left:1px solid var(--rule)}
.numbers>div:first-child{border-left:0;padding-left:0}
dt{font-size:13px;color:var(--muted)}
dd{margin:0}
.numbers .big{font-size:24px;line-height:1.3;font-weight:700}
.big span{font-size:13px;font-weight:400;color:var(--muted)}
.difference{font-size:12px;color:var(--muted);white-space:nowrap}
.better,.better .difference{color:var(--better)}
.worse,.worse .difference{color:var(--worse)}
ul{padding:0;margin:0 0 8px;list-style:none}
.expectations li span{color:var(--text)}
.expectations li{display:grid;grid-template-columns:62px 1fr;padding:1px 0}
.expectations .note{color:var(--muted)}
.notes li{padding:2px 0}
.scroll{overflow-x:auto}
table{border-collapse:collapse;font-size:13px;width:100%}
th,td{text-align:left;vertical-align:top;padding:7px 10px 7px 0;border-bottom:1px solid var(--rule)}
thead th{border-bottom-color:var(--rule-strong);vertical-align:bottom}
th span{display:block;font-size:12px;font-weight:400;color:var(--muted)}
.compare td>*{display:block}
.compare tbody th{min-width:150px}
.compare th,.compare td{padding-left:6px;padding-right:6px}
.compare td{white-space:nowrap}
.pick{background:var(--surface)}
.value.best,.pick .value.best{font-weight:700}
.plain th{font-weight:600}
.numeric th{max-width:420px}
.numeric th:first-child{min-width:150px}
.key{vertical-align:-2px;fill:currentColor}
.key .line,.key .stroke{fill:none;stroke:currentColor}
.key .stroke{stroke-width:2}
.baseline{color:var(--baseline)}.first{color:var(--first)}.second{color:var(--second)}.third{color:var(--third)}.context{color:var(--context)}.load{color:var(--text)}
.strip{margin-top:3px;fill:var(--text)}
.strip path{fill:none;stroke:var(--rule-strong)}
.strip .tick{stroke:var(--muted)}
.strip .whisker{stroke:var(--text);stroke-width:1.5}
figure,.remark{scroll-margin-top:76px;margin:22px 0 0;padding-top:14px;border-top:1px solid var(--rule)}
.controls{position:sticky;top:45px;z-index:1;background:var(--background);border-bottom:1px solid var(--rule);padding:8px 0 6px}
.controls[hidden]{display:none}
.controls .time{display:flex;gap:14px;align-items:center}
.controls output{font-weight:700;min-width:64px;white-space:nowrap}
.controls input{flex:1;min-width:80px;accent-color:var(--link);margin:0;height:26px}
.zoom{display:inline-flex;gap:4px}
.zoom button:disabled{color:var(--muted);cursor:default;border-color:var(--rule)}
.variants{display:flex;flex-wrap:wrap;gap:4px 6px;margin-top:6px}
.variants button{display:inline-flex;align-items:center;gap:7px;font-size:12px;padding:0 9px;min-height:26px;border-color:var(--rule)}
.variants button[aria-pressed=false]{color:var(--muted);text-decoration:line-through}
.variants button[aria-pressed=false] svg{opacity:.25}
.plot{display:grid;grid-template-columns:minmax(0,1fr) 216px;gap:18px;margin-top:8px}
.canvas{position:relative;min-width:0}
.canvas.timed{cursor:crosshair;touch-action:pan-y}
.cursor{position:absolute;left:0;width:1px;background:var(--text);pointer-events:none}
.band{position:absolute;top:0;bottom:20px;background:var(--link);opacity:.15;pointer-events:none}
.cursor[hidden],.band[hidden]{display:none}
.side{display:flex;flex-direction:column;font-size:12px;padding-bottom:24px}
.side ul{margin:0}
.readout.w1{flex:1}.readout.w2{flex:2}
.side h4{font-size:12px;font-weight:600;color:var(--muted);margin:2px 0 3px}
.side li{display:flex;align-items:center;gap:7px;line-height:18px;color:var(--muted)}
.side li span{flex:1;min-width:0;overflow:hidden;text-overflow:ellipsis;white-space:nowrap}
.side li b{font-weight:500;color:var(--text);white-space:nowrap}
.side li.heavy span,.side li.heavy b{font-weight:700;color:var(--text)}
.side li.off{opacity:.4}
.side .key{flex:none}
.part{width:11px;height:11px;flex:none}$swatches
.lanes ul{padding-top:8px}
.lanes li{height:36px;flex-wrap:wrap;align-content:center;line-height:14px;gap:0 7px}
.lanes em{font-style:normal;color:var(--text);width:100%;overflow:hidden;text-overflow:ellipsis;white-space:nowrap;line-height:14px;font-size:11px;padding-left:21px}
.choices{display:flex;flex-wrap:wrap;gap:6px 18px;align-items:center;font-size:12px;color:var(--muted);margin:8px 0 4px}
select{font:inherit;color:var(--text);background:var(--background);border:1px solid var(--rule-strong);border-radius:3px;min-height:28px;max-width:220px}
.ramp{display:inline-flex;gap:6px;align-items:center}
.ramp i{width:84px;height:11px;background:linear-gradient(90deg,var(--ramp))}
.ramp i.boot{width:11px;background:var(--booting);margin-left:10px}
.now{font-size:13px;margin:0 0 2px;min-height:20px}
html:not([data-ready]) .scripted,html:not([data-ready]) .choices,html:not([data-ready]) .now{display:none}
#pod-bar{display:flex;height:26px;gap:1px;margin:8px 0;max-width:760px}
.stages{max-width:560px}.stages .stage{display:inline-block;width:11px;height:11px;margin-right:8px}
.stage{min-width:2px}
.stage.created{background:var(--second)}.stage.bound{background:var(--first)}.stage.starting,.stage.warming{background:var(--third)}.stage.warming{opacity:.6}.stage.ready{background:var(--better)}.stage.stopping{background:var(--worse)}.stage.gone{background:var(--rule-strong)}
#decisions td button{border:0;background:none;padding:0;min-width:0;min-height:24px;color:var(--link);text-decoration:underline;white-space:nowrap}
details{margin:8px 0}
summary{cursor:pointer;color:var(--link);min-height:26px;padding:2px 0}
pre{background:var(--surface);border:1px solid var(--rule);padding:10px 12px;overflow:auto;max-height:420px;font-size:12px;margin:6px 0}
pre,code{font-family:ui-monospace,"Cascadia Mono",Menlo,Consolas,monospace}
code{overflow-wrap:anywhere}
.facts{display:grid;grid-template-columns:max-content 1fr;gap:2px 18px}
footer{padding:16px 24px 40px;color:var(--muted);font-size:12px}
@media (prefers-contrast:more){:root{--muted:var(--text);--rule:var(--text);--rule-strong:var(--text)}}`

const PHONE = `@media screen and (max-width:720px){
header,main,footer{padding-left:16px;padding-right:16px}
h1{font-size:21px}.finding{font-size:16px}
.numbers{grid-template-columns:1fr 1fr}
.numbers>div{border-left:0;padding:8px 8px 8px 0;border-bottom:1px solid var(--rule)}
.compare thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
.compare,.compare tbody,.compare tr,.compare th,.compare td{display:block}
.compare tr{padding:8px 10px;border-bottom:1px solid var(--rule-strong)}
.compare tbody th,.compare td{border:0;padding:2px 0}
.compare td{display:grid;grid-template-columns:minmax(0,1fr) 64px 118px;gap:0 8px;align-items:baseline}
.compare td::before{content:attr(data-label);color:var(--muted);white-space:normal}
.compare td .value{text-align:right}
.compare td .strip{display:none}
.controls{top:45px}
.variants{flex-wrap:nowrap;overflow-x:auto;padding-bottom:3px}
.variants button{flex:none}
.plot{grid-template-columns:minmax(0,1fr);gap:4px}
.side{padding:0 0 4px;display:block}
.readout ul{display:grid;grid-template-columns:1fr 1fr;column-gap:18px}
figure,.remark{scroll-margin-top:130px}
.controls .time{flex-wrap:wrap;gap:4px 10px}
.controls input{order:3;flex:1 0 100%;height:30px}
.controls output{flex:1}
.zoom button,#language,#theme{min-height:32px}
#decisions table,#decisions tbody,#decisions tr,#decisions td{display:block}
#decisions thead{display:none}
#decisions td{border:0;padding:1px 0}
#decisions tr{border-bottom:1px solid var(--rule);padding:6px 0}
.facts{grid-template-columns:1fr}
}`

const PRINT = `@media print{
@page{size:A4 landscape;margin:11mm}
.bar,button,noscript,.controls,.choices,.now,.cursor,#pods{display:none!important}
#decisions td button{display:inline!important;color:inherit;text-decoration:none}
.scripted{display:none!important}
.compare{font-size:11px}.compare .difference{font-size:10px}
.compare th,.compare td{padding-left:3px;padding-right:3px}
.compare tbody th{min-width:110px}
.strip{width:64px}
.numeric th{min-width:0}
.readout b{display:none}
.plot{grid-template-columns:minmax(0,1fr) 150px}
main,header,footer{max-width:none;padding:0}
body{print-color-adjust:exact}
body{font-size:12px}
section{border:0;padding:8px 0}
figure,tr{break-inside:avoid}
details:not([open]){display:none}
.scroll{overflow:visible}
a{color:inherit;text-decoration:none}
}`
