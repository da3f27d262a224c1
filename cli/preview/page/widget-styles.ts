/** What a custom widget looks like where it brings no styles: links, tables and buttons as on a dashboard. */
export const DEFAULT_STYLES = `
:host { display: block; color: var(--text); font: 14px/1.5 system-ui, sans-serif; padding: 8px 12px; }
a { color: var(--link); }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; padding: 4px 8px; border-bottom: 1px solid var(--line); }
.btn { display: inline-block; padding: 3px 12px; border: 1px solid var(--link); border-radius: 14px; color: var(--link); font-weight: 600; text-decoration: none; cursor: pointer; }
.btn-primary { background: var(--primary); border-color: var(--primary); color: var(--on-primary); }
pre { white-space: pre-wrap; }
.error { color: var(--bad); }
.preview-note { color: var(--dim); font-size: 12px; }
`;
