// Asks without leaving the page. Every button is a command that could have been typed.
"use strict";

const line = document.getElementById("line");
const input = document.getElementById("typed");
const conversation = document.getElementById("conversation");
const heard = document.getElementById("heard");

const PATIENCE = 400; // milliseconds before the page says that it waits
const LONGEST = 20_000; // milliseconds before it gives up
const UNREACHABLE = "The bot does not answer. Is it still running? Start it again with: make demo";

const typedBefore = [];
let recalled = 0;
let draft = "";
let busy = false;

// The line, the examples, the guide's first step, and every button of an answer.
const isAsked = (form) => form === line || form.id === "ask" || conversation.contains(form);

document.addEventListener("submit", async (event) => {
  if (!isAsked(event.target)) return;
  event.preventDefault();
  const sent = new FormData(event.target, event.submitter);
  const typed = [sent.get("typed"), sent.get("picked") ?? ""].join(" ").trim();
  const replaced = event.submitter?.hasAttribute("data-replaces") && event.submitter.closest(".answer");
  if (!typed || busy) return;
  if (event.target === line) input.value = "";
  if (typed !== typedBefore.at(-1)) typedBefore.push(typed);
  recalled = typedBefore.length;
  draft = "";
  busy = true;
  try {
    await (replaced ? open(typed, replaced) : ask(typed));
  } finally {
    busy = false;
  }
});

// What folds in a Teams card.
document.addEventListener("click", (event) => {
  const toggle = event.target.closest("[data-toggles]");
  if (!toggle) return;
  const fold = toggle.closest(".answer").querySelector(`[data-fold="${toggle.dataset.toggles}"]`);
  toggle.setAttribute("aria-expanded", String(fold.classList.toggle("open")));
});

document.addEventListener("click", (event) => {
  const form = event.target.closest("button")?.form;
  if (!form) return;
  // A double click asks once; the clock may be hurried.
  if (event.detail > 1 && form.id !== "clock") event.preventDefault();
  // The mouse gives the line back; a key stays where it is, just before the card to come.
  else if (event.pointerType === "mouse" && isAsked(form)) input.focus({ preventScroll: true });
});

input.addEventListener("keydown", (event) => {
  if (event.key === "ArrowUp" || event.key === "ArrowDown") {
    event.preventDefault();
    recall(event.key === "ArrowUp" ? -1 : 1);
  } else if (event.key === "PageUp" || event.key === "PageDown") {
    // In whole pixels: of the others nobody knows whether they are kept.
    const page = Math.round(0.85 * conversation.clientHeight);
    conversation.scrollBy(0, event.key === "PageUp" ? -page : page);
  }
});

function recall(step) {
  if (recalled === typedBefore.length) draft = input.value;
  recalled = Math.min(Math.max(recalled + step, 0), typedBefore.length);
  input.value = typedBefore[recalled] ?? draft;
}

async function ask(typed) {
  const asked = paragraph("asked", typed.replaceAll(/([@#])‹(.+?)›/g, "$1$2"));
  asked.prepend(paragraph("unseen", "You asked: ", "span"));
  const waiting = paragraph("waiting", "One moment…");
  reveal("show-desk");
  const show = (answer) => {
    conversation.append(answer);
    asked.scrollIntoView({ block: "start" });
  };
  show(asked);
  heard.textContent = "";
  const wait = setTimeout(() => {
    show(waiting);
    heard.textContent = waiting.textContent;
  }, PATIENCE);
  const answer = await answerTo(typed);
  clearTimeout(wait);
  waiting.remove();
  show(answer);
  heard.textContent = inShort(answer);
}

// The details take the place of the gist, as Slack lets them.
async function open(typed, gist) {
  const answer = await answerTo(typed);
  gist.replaceWith(answer);
  answer.focus({ preventScroll: true });
  answer.scrollIntoView({ block: "nearest" });
  heard.textContent = inShort(answer);
}

async function answerTo(typed) {
  try {
    const response = await fetch("/", {
      method: "POST",
      headers: { "X-Requested-With": "fetch" },
      body: new URLSearchParams({ typed }),
      signal: AbortSignal.timeout(LONGEST),
    });
    const text = await response.text();
    if (!response.ok) return lost(typed, `The bot could not answer: ${text}`);
    const holder = document.createElement("template");
    holder.innerHTML = text;
    return holder.content.firstElementChild;
  } catch {
    return lost(typed, UNREACHABLE);
  }
}

// What was typed goes back to the line, to be asked again.
function lost(typed, words) {
  input.value ||= typed;
  return paragraph("waiting", words);
}

// The headline, the verdict and what it rests on: as much of a card as is read out.
function inShort(answer) {
  const card = answer.querySelector(".reply");
  const told = card ? card.querySelectorAll(":scope > :is(h3, p:not(.small-print))") : [answer];
  return [...told].map((each) => sentence(each.textContent.replaceAll(/\[\d+\]/g, ""))).join(" ");
}

function sentence(text) {
  return text.trim().replace(/[^.?!]$/, "$&.");
}

// In a narrow window: the column in which something happens.
function reveal(tab) {
  document.getElementById(tab).click();
}

function paragraph(name, text, tag = "p") {
  const made = document.createElement(tag);
  made.className = name;
  made.textContent = text;
  return made;
}
