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

document.addEventListener("submit", async (event) => {
  event.preventDefault();
  const typed = (event.target === line ? input.value : event.submitter.value).trim();
  if (!typed || busy) return;
  if (event.target === line) input.value = "";
  if (typed !== typedBefore.at(-1)) typedBefore.push(typed);
  recalled = typedBefore.length;
  draft = "";
  busy = true;
  try {
    await ask(typed);
  } finally {
    busy = false;
  }
});

document.addEventListener("click", (event) => {
  if (!event.target.closest("button")) return;
  if (event.detail > 1) event.preventDefault(); // a double click asks once
  // The mouse gives the line back; a key stays where it is, just before the card to come.
  else if (event.pointerType === "mouse") input.focus({ preventScroll: true });
});

input.addEventListener("keydown", (event) => {
  if (event.key === "ArrowUp" || event.key === "ArrowDown") {
    event.preventDefault();
    recall(event.key === "ArrowUp" ? -1 : 1);
  } else if (event.key === "PageUp" || event.key === "PageDown") {
    const page = 0.85 * conversation.clientHeight;
    conversation.scrollBy(0, event.key === "PageUp" ? -page : page);
  }
});

function recall(step) {
  if (recalled === typedBefore.length) draft = input.value;
  recalled = Math.min(Math.max(recalled + step, 0), typedBefore.length);
  input.value = typedBefore[recalled] ?? draft;
}

async function ask(typed) {
  const asked = paragraph("asked", typed);
  asked.prepend(paragraph("unseen", "You asked: ", "span"));
  const waiting = paragraph("waiting", "One moment…");
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
  const told = answer.matches(".reply")
    ? answer.querySelectorAll(":scope > :is(h3, p:not(.small-print))")
    : [answer];
  return [...told].map((each) => sentence(each.textContent.replaceAll(/\[\d+\]/g, ""))).join(" ");
}

function sentence(text) {
  return text.trim().replace(/[^.?!]$/, "$&.");
}

function paragraph(name, text, tag = "p") {
  const made = document.createElement(tag);
  made.className = name;
  made.textContent = text;
  return made;
}
