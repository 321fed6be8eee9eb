export const pageStyle = `
:root {
  color-scheme: light dark;
  --ground: light-dark(#f3f4f6, #111827);
  --card: light-dark(#ffffff, #1f2937);
  --ink: light-dark(#111827, #f3f4f6);
  --faint: light-dark(#4b5563, #9ca3af);
  --line: light-dark(#d1d5db, #4b5563);
  --accent: light-dark(#1d4ed8, #60a5fa);
  --on-accent: light-dark(#ffffff, #0b1220);
  --good: light-dark(#166534, #86efac);
  --bad: light-dark(#b91c1c, #fca5a5);
}
* { box-sizing: border-box; }
[hidden] { display: none !important; }
body {
  margin: 0;
  padding: 3rem 1rem;
  background: var(--ground);
  color: var(--ink);
  font: 1rem/1.5 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif;
}
main { max-width: 26rem; margin: 0 auto; }
main.wide { max-width: 48rem; }
.card {
  padding: 2rem;
  margin-bottom: 1rem;
  background: var(--card);
  border: 1px solid var(--line);
  border-radius: 0.75rem;
  overflow-wrap: anywhere;
}
.brand { margin: 0 0 1rem; color: var(--faint); font-weight: 600; }
h1 { margin: 0 0 0.75rem; font-size: 1.5rem; line-height: 1.25; }
h2 { margin: 0 0 0.25rem; font-size: 1.125rem; line-height: 1.3; }
#intro:empty { display: none; }
p { margin: 0 0 1rem; }
a { color: var(--accent); }
.faint { color: var(--faint); font-size: 0.875rem; }
label { display: block; margin: 0 0 0.25rem; font-weight: 600; }
label.choice { display: flex; gap: 0.5rem; align-items: center; margin-bottom: 1rem; font-weight: 400; }
input:not([type="checkbox"]) {
  width: 100%;
  margin-bottom: 1rem;
  padding: 0.625rem 0.75rem;
  border: 1px solid var(--line);
  border-radius: 0.5rem;
  background: var(--card);
  color: inherit;
  font: inherit;
}
input[readonly] { color: var(--faint); }
button {
  width: 100%;
  padding: 0.75rem 1rem;
  border: 0;
  border-radius: 0.5rem;
  background: var(--accent);
  color: var(--on-accent);
  font: inherit;
  font-weight: 600;
  cursor: pointer;
}
button:disabled, [aria-busy="true"] button { opacity: 0.6; cursor: default; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
#status:not(:empty) { margin-bottom: 1rem; padding: 0.75rem 1rem; border: 1px solid; border-radius: 0.5rem; }
#status.good { color: var(--good); }
#status.bad { color: var(--bad); }
#status p, #status ul { margin: 0; }
pre { margin: 0.75rem 0 0; white-space: pre-wrap; font: 0.875rem/1.5 ui-monospace, monospace; }
ul.links { margin: 0.75rem 0 0; padding-left: 1.25rem; }
summary { margin-top: 0.75rem; color: var(--faint); cursor: pointer; }
`.trimStart();
