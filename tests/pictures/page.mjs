// Reads {"name", "theme", "payload"} objects, one a line, and writes {"name", "theme", "page"}.
// It runs where its packages are installed; the payload is a message or {"view": ...}.
import { createInterface } from "node:readline";
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { Message } from "slack-blocks-to-jsx";

const require = createRequire(import.meta.url);
const looks = readFileSync(require.resolve("slack-blocks-to-jsx/dist/style.css"), "utf8");
const logo =
  "data:image/svg+xml;utf8," +
  encodeURIComponent(
    '<svg xmlns="http://www.w3.org/2000/svg" width="36" height="36"><rect width="36" height="36" rx="6" fill="#0b7285"/><text x="18" y="24" font-size="15" text-anchor="middle" fill="#fff" font-family="sans-serif">Np</text></svg>',
  );
const people = {
  users: [{ id: "UAMY", name: "Amy" }, { id: "UMAX", name: "Max" }],
  channels: [{ id: "CDESK", name: "front-desk" }],
  user_groups: [],
};

const escaped = (text) =>
  String(text ?? "").replace(/[&<>"]/g, (c) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[c]);

function body(blocks, theme, inside) {
  return renderToStaticMarkup(
    createElement(Message, {
      blocks,
      logo,
      name: "Needlepoint",
      time: new Date("2026-11-23T15:04:00Z"),
      theme,
      withoutWrapper: inside,
      unstyled: false,
      data: people,
    }),
  );
}

function framed(name, payload, theme) {
  const view = payload.view;
  const only = name.startsWith("shared-") ? "" : `<p class="only">Only visible to you</p>`;
  if (!view) return `${only}${body(payload.blocks, theme, false)}`;
  const inner = body(view.blocks, theme, true).replaceAll("Requires external data source", "");
  if (view.type === "home") return `<div class="home"><nav><b>Home</b> Messages About</nav>${inner}</div>`;
  const submit = view.submit ? `<b>${escaped(view.submit.text)}</b>` : "";
  return `<div class="modal"><header><b>${escaped(view.title.text)}</b><span>×</span></header>
    <main>${inner}</main><footer><i>${escaped(view.close?.text ?? "Cancel")}</i>${submit}</footer></div>`;
}

const frame = `
body { margin: 0; padding: 16px; box-sizing: border-box; font: 15px Lato, "Noto Sans", sans-serif }
body.light { background: #fff; color: #1d1c1d } body.dark { background: #1a1d21; color: #d1d2d3 }
.only { font-size: 12px; opacity: .7; margin: 0 0 0 44px }
.modal { border: 1px solid #8883; border-radius: 8px; max-width: 520px }
.modal header { display: flex; justify-content: space-between; padding: 16px 20px; font-size: 18px }
.modal main { padding: 0 20px 12px }
.modal footer { display: flex; gap: 8px; justify-content: flex-end; padding: 12px 20px; border-top: 1px solid #8883 }
.modal footer i, .modal footer b { font-style: normal; border: 1px solid #8886; border-radius: 4px; padding: 6px 12px }
.modal footer b { background: #007a5a; color: #fff }
.home nav { border-bottom: 1px solid #8883; padding-bottom: 8px; margin-bottom: 12px; word-spacing: 12px }`;

for await (const line of createInterface({ input: process.stdin })) {
  const { name, theme, payload } = JSON.parse(line);
  const page = `<!doctype html><html lang="en" data-theme="${theme}"><meta charset="utf-8">
    <title>${escaped(name)}</title><style>${looks}</style><style>${frame}</style>
    <body class="${theme}">${framed(name, payload, theme)}</body></html>`;
  process.stdout.write(JSON.stringify({ name, theme, page }) + "\n");
}
