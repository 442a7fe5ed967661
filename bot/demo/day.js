// Keeps up with the managers' channel and the clock, and sends what is pressed there.
"use strict";

const posts = document.getElementById("posts");
const clock = document.getElementById("clock");
const shownTime = document.getElementById("now");
const told = document.getElementById("told");
const below = document.getElementById("below");
const unread = document.getElementById("unread");
const arrived = document.getElementById("arrived");
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
  tell([inShort(aside)]);
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
  showBoard(present.board);
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

function showBoard(text) {
  const board = document.getElementById("board");
  const present = fragment(text);
  if (board.innerHTML !== present.innerHTML) board.replaceWith(present);
}

// Put a changed message in the place of what it was; whoever is in it stays where they are.
function change(message) {
  const before = document.getElementById(message.id);
  if (!before) return false;
  if (before.innerHTML === message.innerHTML) return true;
  const focused = before.contains(document.activeElement) ? document.activeElement : null;
  keep(before, message, "select", (was, is) => { is.value = was.value; });
  keep(before, message, "details", (was, is) => { is.open = was.open; });
  keep(before, message, "[data-fold]", (was, is) => { is.className = was.className; });
  keep(before, message, "[data-toggles]", (was, is) => { is.ariaExpanded = was.ariaExpanded; });
  before.replaceWith(message);
  if (focused) (alike(message, focused) ?? message).focus({ preventScroll: true });
  tell([`Changed: ${inShort(message)}`]);
  return true;
}

function keep(before, after, which, same) {
  const others = after.querySelectorAll(which);
  before.querySelectorAll(which).forEach((was, number) => others[number] && same(was, others[number]));
}

function alike(message, control) {
  const others = message.querySelectorAll(control.localName);
  const seen = [...others].filter((other) => other.checkVisibility());
  return seen.find((other) => other.textContent === control.textContent);
}

function arrive(come) {
  const newest = [...posts.querySelectorAll(".posted")].at(-1);
  const follows = !posts.contains(document.activeElement) && (!newest || isSeen(newest));
  for (const message of come) message.classList.add("fresh");
  posts.append(...come);
  tell(come.map((message) => inShort(message)));
  if (posts.offsetParent === null || !follows) waiting.push(...come);
  if (follows) bring(come[0]);
  count();
  announce(come.at(-1));
}

// Wherever one is on the page, the newest message shows above the fold: itself, or that it came.
function announce(message) {
  arrived.hidden = isInWindow(message);
  arrived.textContent = `${message.querySelector(".reply h3").textContent} · Show`;
}

function isInWindow(message) {
  const { top, bottom } = message.getBoundingClientRect();
  return message.checkVisibility() && isSeen(message) && top < innerHeight && bottom > 0;
}

arrived.addEventListener("click", () => {
  arrived.hidden = true;
  const message = [...posts.querySelectorAll(".posted")].at(-1);
  reveal("show-managers");
  bring(message);
  message.scrollIntoView({ block: "nearest" });
  message.focus({ preventScroll: true });
  count();
});

// The newest alert that waits for somebody, or else the newest message.
for (const link of document.querySelectorAll(".skip")) {
  link.addEventListener("click", (event) => {
    const all = [...posts.querySelectorAll(".posted")];
    const message = all.findLast((each) => each.querySelector(".reply .primary")) ?? all.at(-1);
    if (!message) return;
    event.preventDefault();
    reveal("show-managers");
    bring(message);
    message.focus();
  });
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
  arrived.hidden = true;
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
