// Sends the form without leaving the page. Every button is a command that could have been typed.
"use strict";

const form = document.getElementById("ask");
const input = document.getElementById("typed");
const conversation = document.getElementById("conversation");
const typedBefore = [];
let recalled = 0;

form.addEventListener("submit", (event) => {
  event.preventDefault();
  const fromButton = event.submitter && event.submitter.name === "typed";
  const typed = (fromButton ? event.submitter.value : input.value).trim();
  if (!typed) return;
  if (!fromButton) input.value = "";
  typedBefore.push(typed);
  recalled = typedBefore.length;
  ask(typed);
});

input.addEventListener("keydown", (event) => {
  if (event.key !== "ArrowUp" && event.key !== "ArrowDown") return;
  event.preventDefault();
  const step = event.key === "ArrowUp" ? -1 : 1;
  recalled = Math.min(Math.max(recalled + step, 0), typedBefore.length);
  input.value = typedBefore[recalled] || "";
});

async function ask(typed) {
  const asked = document.createElement("p");
  asked.className = "asked";
  const who = document.createElement("span");
  who.className = "unseen";
  who.textContent = "You asked: ";
  asked.append(who, typed);
  const waiting = document.createElement("p");
  waiting.className = "waiting";
  waiting.textContent = "One moment…";
  conversation.append(asked, waiting);
  waiting.replaceWith(await answerTo(typed));
  asked.scrollIntoView({ block: "start" });
  input.focus({ preventScroll: true });
}

async function answerTo(typed) {
  const holder = document.createElement("template");
  try {
    const response = await fetch("/", {
      method: "POST",
      headers: { "X-Requested-With": "fetch" },
      body: new URLSearchParams({ typed }),
    });
    if (!response.ok) throw new Error(String(response.status));
    holder.innerHTML = await response.text();
    return holder.content;
  } catch {
    const lost = document.createElement("p");
    lost.className = "waiting";
    lost.textContent = "The bot does not answer. Is it still running? Start it again with: make demo";
    return lost;
  }
}
