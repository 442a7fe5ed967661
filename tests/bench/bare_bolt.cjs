// The floor of bare_bolt.py in Bolt for Node: one command, answered with a fixed text.
//
//     NODE_PATH=.playground/node_modules node tests/bench/bare_bolt.cjs SIGNING_SECRET PORT

"use strict";

const { App, HTTPReceiver, LogLevel } = require("@slack/bolt");

const [signingSecret, port] = process.argv.slice(2);
const receiver = new HTTPReceiver({ signingSecret, processBeforeResponse: true });
const app = new App({
  receiver,
  processBeforeResponse: true,
  logLevel: LogLevel.ERROR,
  authorize: async ({ teamId, enterpriseId }) => ({ teamId, enterpriseId, botToken: "xoxb-bench" }),
});

app.command("/coverage", async ({ ack }) => {
  await ack("A fixed text.");
});

receiver.start({ port: Number(port), host: "127.0.0.1" });
