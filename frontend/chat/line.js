import { io } from "socket.io-client";

let held;

// One socket for all visits of this tab. WebSocket only: polling would need the same process every time.
export function line() {
  held ??= open();
  return held;
}

function open() {
  const socket = io({ transports: ["websocket"], withCredentials: true, reconnectionDelay: 500, reconnectionDelayMax: 10_000 });
  // Hung up by the server (signed out, or too many pages): come back only when somebody looks at this one.
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible" && !socket.active) socket.connect();
  });
  return socket;
}
