import { Html } from '../../audit/views/html.js';

/**
 * A page around the views, and paper: A4, a report begins on a page of its own, nothing small is torn apart, nothing scrolls.
 * Colors on paper are those of the light theme, whatever the reader's screen has.
 */
const RULES = `
body{margin:0}
.copy-audit{max-width:980px;margin:0 auto;padding:16px 20px 40px}
.copy-audit h1{font-size:22px;line-height:1.25;margin:8px 0 12px}
.copy-audit>section{border-top:2px solid var(--line);padding:14px 0 18px;scroll-margin-top:8px}
.copy-audit>section:first-of-type{border-top:0}
.copy-audit>section:target{outline:2px solid var(--link);outline-offset:6px}
@media (prefers-color-scheme:dark){body{background:#0f1b2a}}
@page{size:A4;margin:14mm 14mm 16mm;@bottom-right{content:counter(page) " / " counter(pages);font:9px system-ui,sans-serif;color:#333}}
@media print{
body{background:#fff}
.copy-audit.auto{--text:#000;--dim:#333;--back:#fff;--raised:#f6f7f9;--line:#bbb;--link:#0552b5;--bad:#b3130b;--bad-back:#fdecea;--error:#8a3c00;--error-back:#fff1e0;--unknown:#4d5663;--unknown-back:#eceff3;--good:#0b6b2e;--good-back:#e4f5e9;--warn:#7a5200;--warn-back:#fff6d9;
max-width:none;padding:0;font-size:10.5px;print-color-adjust:exact;-webkit-print-color-adjust:exact}
.copy-audit code,.copy-audit pre{font-size:9.5px;line-height:1.4}
.copy-audit h2{font-size:14px}
.copy-audit>section{padding:8px 0 10px}
.copy-audit dl{gap:1px 14px}
.copy-audit .part-report{break-before:page;border-top:0}
.copy-audit h1,.copy-audit h2,.copy-audit h3,.copy-audit dt,.copy-audit thead{break-after:avoid}
.copy-audit dd,.copy-audit .notice,.copy-audit .head{break-inside:avoid}
.copy-audit thead{display:table-header-group}
.copy-audit .wide{overflow:visible}
.copy-audit .steps,.copy-audit .lookup{display:none}
}
`;

export const FILE_STYLE = new Html(`<style>${RULES}</style>`);
