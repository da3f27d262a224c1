import { Html } from './html.js';

/**
 * The look of all views. Every rule begins with the class of the views, because a dashboard's page belongs to others; sizes
 * follow the width of the widget, not of the window.
 */
const RULES = `
.copy-audit{container-type:inline-size;box-sizing:border-box;padding:8px 12px 16px;min-height:100%;font:13px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,Helvetica,Arial,sans-serif;color:var(--text);background:var(--back);overflow-wrap:anywhere;
--text:#0f141a;--dim:#4b5563;--back:#fff;--raised:#f6f7f9;--line:#d5dbe1;--link:#0552b5;--bad:#b3130b;--bad-back:#fdecea;--error:#8a3c00;--error-back:#fff1e0;--unknown:#4d5663;--unknown-back:#eceff3;--good:#0b6b2e;--good-back:#e4f5e9;--warn:#7a5200;--warn-back:#fff6d9}
.copy-audit.dark{--text:#e9ecf1;--dim:#aab4c2;--back:#0f1b2a;--raised:#182739;--line:#35465b;--link:#7cb8ff;--bad:#ff9a8f;--bad-back:#43191a;--error:#ffb26b;--error-back:#402710;--unknown:#c1cad6;--unknown-back:#2a384a;--good:#7fdc9a;--good-back:#12351f;--warn:#ffd76a;--warn-back:#3a2f0c}
@media (prefers-color-scheme:dark){.copy-audit.auto{--text:#e9ecf1;--dim:#aab4c2;--back:#0f1b2a;--raised:#182739;--line:#35465b;--link:#7cb8ff;--bad:#ff9a8f;--bad-back:#43191a;--error:#ffb26b;--error-back:#402710;--unknown:#c1cad6;--unknown-back:#2a384a;--good:#7fdc9a;--good-back:#12351f;--warn:#ffd76a;--warn-back:#3a2f0c}}
.copy-audit *{box-sizing:border-box}
.copy-audit cwdb-action{display:none}
.copy-audit h2{font-size:18px;line-height:1.3;margin:4px 0;font-weight:650}
.copy-audit h3{font-size:14px;line-height:1.3;margin:20px 0 6px;font-weight:650;border-bottom:1px solid var(--line);padding-bottom:3px}
.copy-audit h3 small,.copy-audit h2 small{font-weight:400;color:var(--dim);font-size:12px;margin-left:6px}
.copy-audit p{margin:4px 0}
.copy-audit ul,.copy-audit ol{list-style:none;margin:0;padding:0}
.copy-audit .dim{color:var(--dim)}
.copy-audit .link{color:var(--link);text-decoration:underline;text-underline-offset:2px;text-decoration-thickness:1px;cursor:pointer;font:inherit}
.copy-audit .button{display:inline-block;color:var(--link);border:1px solid var(--link);border-radius:14px;padding:2px 12px;margin:2px 6px 2px 0;text-decoration:none;cursor:pointer;font-weight:600;background:var(--back)}
.copy-audit .link:hover,.copy-audit .button:hover{text-decoration-thickness:2px;background:var(--raised)}
.copy-audit .link:focus-visible,.copy-audit .button:focus-visible{outline:2px solid var(--link);outline-offset:2px}
.copy-audit .steps{margin:0 0 6px}
.copy-audit .lookup{margin:16px 0 0;color:var(--dim)}
.copy-audit input{font:inherit;color:var(--text);background:var(--back);border:1px solid var(--dim);border-radius:4px;padding:3px 8px;margin:0 6px;max-width:100%}
.copy-audit .mark{display:inline-block;border-radius:4px;padding:0 7px;font-weight:650;font-size:12px;line-height:20px;white-space:nowrap}
.copy-audit .bad{color:var(--bad);background:var(--bad-back)}
.copy-audit .error{color:var(--error);background:var(--error-back)}
.copy-audit .unknown{color:var(--unknown);background:var(--unknown-back)}
.copy-audit .good{color:var(--good);background:var(--good-back)}
.copy-audit .warn{color:var(--warn);background:var(--warn-back)}
.copy-audit .notice{border-left:4px solid;border-radius:4px;padding:6px 10px;margin:8px 0}
.copy-audit .notice p{color:var(--text)}
.copy-audit .card{border:1px solid var(--line);border-radius:8px;padding:8px 12px;margin:8px 0;background:var(--back)}
.copy-audit .head{display:flex;flex-wrap:wrap;gap:4px 12px;align-items:center}
.copy-audit .head .grow{flex:1 1 200px;min-width:0}
.copy-audit .score{font-size:18px;font-weight:650;font-variant-numeric:tabular-nums;white-space:nowrap}
.copy-audit .name{font-size:15px;font-weight:650}
.copy-audit .causes li,.copy-audit .lines li{display:grid;grid-template-columns:minmax(3.5em,max-content) 1fr;gap:0 10px;padding:3px 0}
.copy-audit .lines li{grid-template-columns:minmax(6.5em,max-content) 1fr;border-top:1px solid var(--line);padding:5px 0}
.copy-audit .lines li:first-child{border-top:0}
.copy-audit .count{text-align:right;font-weight:650;font-variant-numeric:tabular-nums}
.copy-audit table{border-collapse:collapse;width:100%;font:inherit;color:inherit}
.copy-audit th{text-align:left;font-weight:600;color:var(--dim);font-size:12px;vertical-align:bottom}
.copy-audit th,.copy-audit td{padding:4px 10px 4px 0;border-bottom:1px solid var(--line);vertical-align:top;background:transparent}
.copy-audit .num{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
.copy-audit tbody th{color:var(--text);font-size:13px;font-weight:600}
.copy-audit .columns{display:grid;grid-template-columns:repeat(auto-fit,minmax(240px,1fr));gap:8px 24px;align-items:start}
.copy-audit .wide{overflow-x:auto}
.copy-audit dl{display:grid;grid-template-columns:minmax(110px,max-content) 1fr;gap:2px 14px;margin:6px 0}
.copy-audit dt{color:var(--dim)}
.copy-audit dd{margin:0;min-width:0}
.copy-audit code{font:12px/1.5 ui-monospace,SFMono-Regular,Menlo,Consolas,monospace}
.copy-audit pre{font:12px/1.5 ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;background:var(--raised);border:1px solid var(--line);border-radius:6px;padding:8px;margin:6px 0;white-space:pre-wrap}
.copy-audit svg{display:block;max-width:100%;overflow:visible}
.copy-audit .line{fill:none;stroke:var(--link);stroke-width:1.5}
.copy-audit .dot{fill:var(--link)}
.copy-audit .axis{stroke:var(--line);stroke-width:1}
.copy-audit .fill-bad{fill:var(--bad)}
.copy-audit .fill-error{fill:var(--error)}
.copy-audit .fill-unknown{fill:var(--unknown)}
.copy-audit .fill-good{fill:var(--good)}
.copy-audit .fill-warn{fill:var(--warn)}
.copy-audit .stroke-warn{stroke:var(--warn);stroke-width:1.5;stroke-dasharray:3 3}
.copy-audit .stroke-dim{stroke:var(--dim);stroke-width:1}
.copy-audit svg text{fill:var(--dim);font-size:11px}
@container (max-width:560px){
.copy-audit dl{grid-template-columns:1fr}
.copy-audit dd{margin-bottom:6px}
.copy-audit .lines li{grid-template-columns:1fr}
.copy-audit .fold thead{display:none}
.copy-audit .fold tr{display:block;border-bottom:1px solid var(--line);padding:6px 0}
.copy-audit .fold th,.copy-audit .fold td{display:block;border:0;padding:0;text-align:left}
.copy-audit .fold td.num{display:inline-block;margin-right:12px}
.copy-audit .fold td.num::before{content:attr(data-label) " ";color:var(--dim);font-weight:400}
}
@media print{.copy-audit{--text:#000;--dim:#333;--back:#fff;--raised:#f6f7f9;--line:#bbb}.copy-audit .card,.copy-audit li,.copy-audit tr{break-inside:avoid}.copy-audit .button{display:none}}
`;

// Of the views' own words: nothing foreign is ever in it.
export const STYLE = new Html(`<style>${RULES.replaceAll('\n', '')}</style>`);
