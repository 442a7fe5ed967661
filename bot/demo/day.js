// Keeps up with the managers' channel and the clock, and sends what is pressed there.
"use strict";

const posts = document.getElementById("posts");
const clock = document.getElementById("clock");
const shownTime = document.getElementById("now");
const told = document.getElementById("told");
const below = document.getElementById("below");
const unread = document.getElementById("unread");
const steps = document.querySelectorAll("#guide li");

const EVERY = 1_000; // milliseconds between two looks
const LATER = 4_000; // where the last one failed
const GONE = "The bot does not answer. Is it still running?";

let revision = Number(posts.dataset.revision);
let waiting = []; // messages that came while somebody was reading others
let isSending = false;

document.addEventListener("submit", async (event) => {
  if (isAsked(event.target)) return;
  event.preventDefault();
  if (isSending) return;
  isSending = true;
  reveal("show-managers");
  event.target.setAttribute("aria-busy", "true");
  try {
    await send(event.target, new URLSearchParams(new FormData(event.target, event.submitter)));
  } finally {
    event.target.removeAttribute("aria-busy");
    isSending = false;
  }
});

async function send(form, body) {
  try {
    const response = await fetch(form.getAttribute("action"), {
      method: "POST",
      headers: { "X-Requested-With": "fetch" },
      body,
    });
    await look();
    document.querySelector(".aside")?.remove();
    if (response.status === 200) answer(fragment(await response.text()));
    else if (!response.ok) answer(paragraph("aside waiting", await response.text()));
    else if (form === clock) tell([`It is now ${shownTime.textContent}`]);
  } catch {
    answer(paragraph("aside waiting", GONE));
  }
}

// An answer that only whoever pressed the button sees.
function answer(aside) {
  posts.append(aside);
  bring(aside);
  tell([inShort(aside.querySelector(".reply") ?? aside)]);
}

async function look() {
  const response = await fetch(`/demo/now?since=${revision}`);
  if (!response.ok) throw new Error(response.statusText);
  show(await response.json());
}

function show(present) {
  if (present.begun !== posts.dataset.begun) return location.reload(); // the demo began anew
  if (present.revision < revision) return; // an older look that took longer
  revision = present.revision;
  if (shownTime.textContent !== present.now) shownTime.textContent = present.now;
  present.steps.forEach(showStep);
  const come = present.messages.map(fragment).filter((message) => !change(message));
  if (come.length) arrive(come);
}

function showStep(step, number) {
  const item = steps[number];
  item.dataset.state = step.state;
  item.toggleAttribute("aria-current", step.state === "now");
  if (step.state === "now") item.setAttribute("aria-current", "step");
  item.querySelector("button").value = step.value;
}

// Put a changed message in the place of what it was; whoever is in it stays where they are.
function change(message) {
  const before = document.getElementById(message.id);
  if (!before) return false;
  if (before.innerHTML === message.innerHTML) return true;
  const focused = before.contains(document.activeElement) ? document.activeElement : null;
  for (const select of before.querySelectorAll("select")) {
    const after = message.querySelector("select");
    if (after) after.value = select.value;
  }
  const folds = message.querySelectorAll("details");
  before.querySelectorAll("details").forEach((fold, number) => {
    if (folds[number]) folds[number].open = fold.open;
  });
  before.replaceWith(message);
  if (focused) (alike(message, focused) ?? message).focus({ preventScroll: true });
  tell([`Changed: ${inShort(message.querySelector(".reply"))}`]);
  return true;
}

function alike(message, control) {
  const others = message.querySelectorAll(control.localName);
  return [...others].find((other) => other.textContent === control.textContent);
}

function arrive(come) {
  const newest = [...posts.querySelectorAll(".posted")].at(-1);
  const follows = !posts.contains(document.activeElement) && (!newest || isSeen(newest));
  for (const message of come) message.classList.add("fresh");
  posts.append(...come);
  tell(come.map((message) => inShort(message.querySelector(".reply"))));
  if (posts.offsetParent === null || !follows) waiting.push(...come);
  if (follows) bring(come[0]);
  count();
}

function isSeen(message) {
  const { top, bottom } = posts.getBoundingClientRect();
  const box = message.getBoundingClientRect();
  return box.top < bottom && box.bottom > top;
}

function bring(message) {
  posts.scrollTop = message.offsetTop - 8;
}

// How many messages nobody has looked at yet, on the tab and below.
function count() {
  const isHidden = posts.offsetParent === null;
  if (!isHidden) waiting = waiting.filter((message) => message.isConnected && !isSeen(message));
  unread.textContent = isHidden && waiting.length ? ` (${waiting.length} new)` : "";
  below.hidden = isHidden || !waiting.length;
  below.textContent = `${waiting.length} new below ↓`;
}

below.addEventListener("click", () => {
  const [first] = waiting;
  bring(first);
  first.focus({ preventScroll: true });
  count();
});
posts.addEventListener("scroll", count);
document.getElementById("show-managers").addEventListener("change", () => {
  if (waiting.length) bring(waiting[0]);
  count();
});

function tell(words) {
  told.textContent = words.map(sentence).join(" ");
}

function fragment(text) {
  const holder = document.createElement("template");
  holder.innerHTML = text;
  return holder.content.firstElementChild;
}

async function follow() {
  let pause = EVERY;
  try {
    if (!isSending) await look();
  } catch {
    pause = LATER;
  }
  setTimeout(follow, pause);
}

posts.scrollTop = posts.scrollHeight;
follow();
