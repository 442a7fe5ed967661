// Read before the Playground starts: it would listen on every address, and has no option for one.
const net = require("net");
const listen = net.Server.prototype.listen;
net.Server.prototype.listen = function (...told) {
  if (typeof told[0] === "number" && typeof told[1] !== "string") {
    told.splice(1, 0, "127.0.0.1");
  } else if (told[0] && typeof told[0] === "object" && told[0].port != null && !told[0].host) {
    told[0] = { ...told[0], host: "127.0.0.1" };
  }
  return listen.apply(this, told);
};
